/** Where to go after log-in: a path of this site and nothing else, or `next=//evil.example` would lead away from it. */
export function nextPage(next: string | null): string {
  if (!next?.startsWith('/')) return '/projects'
  // The browser's own reading decides: it drops control characters and takes backslashes for slashes.
  const home = 'https://plackett.invalid'
  const { origin, pathname, search, hash } = new URL(next, home)
  return origin === home ? pathname + search + hash : '/projects'
}
