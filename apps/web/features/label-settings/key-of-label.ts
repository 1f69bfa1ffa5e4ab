/** A key for a new label: its words in lower case, or a number where it has none in Latin letters; never one of `taken`. */
export function keyOfLabel(label: string, taken: readonly string[]): string {
  const words = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
  const base = words.slice(0, 32).replace(/_+$/, '') || 'label'
  const isFree = (key: string) => !taken.includes(key)
  if (words !== '' && isFree(base)) return base
  for (let number = words === '' ? 1 : 2; ; number += 1) {
    if (isFree(`${base}_${number}`)) return `${base}_${number}`
  }
}
