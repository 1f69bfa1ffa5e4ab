/** Where to go after log-in: a path of this site and nothing else, or `next=//evil.example` would lead away from it. */
export function nextPage(next: string | null): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || /[\u0000-\u001f]/.test(next)) return '/projects'
  return next
}
