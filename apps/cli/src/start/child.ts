import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { LogFile } from './log-file.ts'
import { notableLine } from './notable-line.ts'

export interface ChildSpec {
  name: string
  script: string
  env: NodeJS.ProcessEnv
  logs: string
  /** Tells the person at the terminal. */
  say: (line: string) => void
}

/** What a child sends once it serves. */
export interface Listening {
  kind: 'listening'
  /** From the api, while there is no owner: the link that makes one. */
  setupUrl?: string | null
}

const startTimeoutMs = 120_000
const stopTimeoutMs = 10_000
/** A child that lived shorter than this died quickly; after so many quick deaths in a row it is given up. */
const quickMs = 30_000
const quickDeathsAllowed = 5

/** One process of the product, started again when it ends by itself. */
export class Child {
  readonly #spec: ChildSpec
  readonly #log: LogFile
  readonly #stopping = new AbortController()
  #process: ChildProcess | null = null
  #lastLines: string[] = []
  #onGivenUp: (reason: string) => void = () => {}
  /** Resolves with a reason when the child will not be started again. */
  readonly givenUp = new Promise<string>((resolve) => {
    this.#onGivenUp = resolve
  })

  constructor(spec: ChildSpec) {
    this.#spec = spec
    this.#log = new LogFile(join(spec.logs, `${spec.name}.log`))
  }

  /** Resolves when the child serves. Throws, with what it said, when it ends before that: the first start is not repeated. */
  async start(): Promise<Listening> {
    const { listening, ended } = this.#spawn()
    const first = await Promise.race([listening, ended.then(() => null), sleep(startTimeoutMs, null, { ref: false })])
    if (!first) throw new Error(`The ${this.#spec.name} did not start.\n${this.#lastLines.join('\n')}`)
    void this.#watch(ended)
    return first
  }

  /** Asks the child to end, and ends it when it takes too long. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(stopTimeoutMs, null, { ref: false }).then(() => child.kill('SIGKILL'))])
    await ended
  }

  kill(): void {
    this.#stopping.abort()
    this.#process?.kill('SIGKILL')
  }

  async #watch(first: Promise<string>): Promise<void> {
    let ended = first
    let startedAt = Date.now()
    for (let quickDeaths = 0; ; ) {
      const reason = await ended
      quickDeaths = Date.now() - startedAt < quickMs ? quickDeaths + 1 : 1
      if (this.#stopping.signal.aborted) return
      if (quickDeaths > quickDeathsAllowed) {
        return this.#onGivenUp(
          `The ${this.#spec.name} ended ${quickDeaths} times in a row.\n${this.#lastLines.join('\n')}`,
        )
      }
      const waitMs = 250 * 2 ** quickDeaths
      this.#spec.say(`The ${this.#spec.name} ended unexpectedly (${reason}); it starts again in ${waitMs / 1000} s.`)
      await sleep(waitMs)
      if (this.#stopping.signal.aborted) return
      startedAt = Date.now()
      ended = this.#spawn().ended
    }
  }

  /** In a session of its own, so that Ctrl-C reaches the supervisor only, which ends things in order. */
  #spawn(): { listening: Promise<Listening>; ended: Promise<string> } {
    const { script, env, name, say } = this.#spec
    const child = fork(script, [], { env, detached: true, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    this.#process = child
    this.#lastLines = []
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#log.write(line)
        const notable = notableLine(line, stream === child.stderr)
        if (notable === null) return
        this.#lastLines = [...this.#lastLines.slice(-9), notable]
        say(`${name}: ${notable}`)
      })
    }
    return {
      listening: new Promise((resolve) => child.once('message', (message) => resolve(message as Listening))),
      ended: new Promise((resolve) => {
        child.once('error', (error) => resolve(error.message))
        child.once('close', (code, signal) => resolve(signal ?? `exit status ${code}`))
      }),
    }
  }
}
