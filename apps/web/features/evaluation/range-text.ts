/** A range of lengths as people write it: `<0.5`, `0.5-0.9`, `>=2` as `< 0.5`, `0.5–0.9`, `≥ 2`. */
export function rangeText(label: string): string {
  return label.replace('>=', '≥ ').replace('<', '< ').replace('-', '–')
}
