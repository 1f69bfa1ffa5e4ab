import { Agent, request } from 'node:http'

export interface Outcome {
  /** 0 where there was no answer. */
  status: number
  milliseconds: number
}

/** Keeps its connections open, as trainers that care for speed do. */
export class Client {
  readonly #agent: Agent
  readonly #url: URL

  constructor(url: string, connections: number) {
    this.#url = new URL(url)
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  post(body: string): Promise<Outcome> {
    const begun = performance.now()
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    return new Promise((resolve) => {
      const lose = () => resolve({ status: 0, milliseconds: performance.now() - begun })
      const asked = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (reply) => {
        reply.resume()
        reply.on('end', () => resolve({ status: reply.statusCode!, milliseconds: performance.now() - begun }))
        reply.on('error', lose)
      })
      asked.on('error', lose)
      asked.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** So many askers, each asking again as soon as it has its answer. */
export async function closedLoop(askers: number, forMs: number, ask: () => Promise<Outcome>): Promise<Outcome[]> {
  const end = performance.now() + forMs
  const outcomes: Outcome[] = []
  const askOn = async () => {
    while (performance.now() < end) outcomes.push(await ask())
  }
  await Promise.all(Array.from({ length: askers }, askOn))
  return outcomes
}

/** Asks at random moments (Poisson), so many times a second, whether or not answers come. */
export async function openLoop(perSecond: number, forMs: number, ask: () => Promise<Outcome>): Promise<Outcome[]> {
  const answers: Promise<Outcome>[] = []
  const begun = performance.now()
  let due = 0
  while (due < forMs) {
    const late = performance.now() - begun - due
    if (late < 0) await new Promise((resolve) => setTimeout(resolve, Math.max(0, -late)))
    while (due <= performance.now() - begun && due < forMs) {
      answers.push(ask())
      due += (-Math.log(1 - Math.random()) * 1_000) / perSecond
    }
  }
  return Promise.all(answers)
}

export function percentile(outcomes: readonly Outcome[], share: number): number {
  const sorted = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
