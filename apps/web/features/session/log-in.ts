import type { ErrorCode } from '@plackett/contracts'
import { RequestProblem } from '../../trpc/problem-of.ts'

/** Starts a session cookie. Throws a RequestProblem: INVALID_CREDENTIALS, RATE_LIMITED, or NETWORK where no answer came. */
export async function logIn(input: { email: string; password: string }): Promise<void> {
  await post('/api/auth/sign-in/email', input)
}

export async function logOut(): Promise<void> {
  await post('/api/auth/sign-out', {})
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new RequestProblem({ code: 'NETWORK', status: 0, message: String(cause), details: {} })
  })
  if (!response.ok) throw new RequestProblem(await problemIn(response))
}

async function problemIn(response: Response) {
  const seconds = response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? '60'
  const details: Record<string, string | number> = response.status === 429 ? { seconds } : {}
  return { code: codeOf(response.status), status: response.status, message: response.statusText, details }
}

/** The log-in routes are a library's and speak their own codes; the status says all that a person needs. */
function codeOf(status: number): ErrorCode {
  if (status === 429) return 'RATE_LIMITED'
  return status >= 500 ? 'INTERNAL' : 'INVALID_CREDENTIALS'
}
