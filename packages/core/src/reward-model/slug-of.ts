/** A name as it stands in `name@version`: letters and digits of any script in lower case, parted by single hyphens. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
  return words?.join('-').slice(0, 60).replace(/-$/, '') || 'model'
}
