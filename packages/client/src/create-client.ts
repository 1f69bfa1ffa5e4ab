import createFetchClient, { type Client } from 'openapi-fetch'
import type { paths } from './generated/v1.ts'

export interface ClientSettings {
  /** Where the service is, such as `https://rank.example.org`. */
  baseUrl: string
  apiKey: string
  /** Instead of the global one, such as for tests. */
  fetch?: typeof globalThis.fetch
}

export type PlackettClient = Client<paths>

/** What the service refused, by its code. */
export class ClientProblem extends Error {
  override readonly name = 'ClientProblem'
  readonly code: string
  readonly status: number

  constructor({ code, status, message }: { code: string; status: number; message: string }) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** A typed client of /v1: `client.GET('/v1/projects')`. A refusal is thrown as a ClientProblem. */
export function createClient({ baseUrl, apiKey, fetch }: ClientSettings): PlackettClient {
  const client = createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/$/, ''),
    headers: { authorization: `Bearer ${apiKey}` },
    ...(fetch && { fetch }),
  })
  client.use({
    async onResponse({ response }) {
      if (!response.ok && response.status !== 304) throw await problemIn(response)
    },
  })
  return client
}

async function problemIn(response: Response): Promise<ClientProblem> {
  const body = (await response.json().catch(() => null)) as { error?: { code: string; message: string } } | null
  const { code = 'INTERNAL', message = response.statusText } = body?.error ?? {}
  return new ClientProblem({ code, status: response.status, message })
}
