/**
 * The key in an Authorization header: `Bearer KEY`, or the password of `Basic`, which is how clients that know nothing but
 * an address send it (`http://key:KEY@host/get_reward`).
 */
export function apiKeyOf(authorization: string | undefined): string | undefined {
  const [scheme, credentials] = authorization?.split(/ +/, 2) ?? []
  if (!credentials) return undefined
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return credentials
    case 'basic':
      return passwordOf(Buffer.from(credentials, 'base64').toString('utf8'))
    default:
      return undefined
  }
}

function passwordOf(pair: string): string | undefined {
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : pair.slice(colon + 1)
}
