/** What a command may touch of the process around it. */
export interface Terminal {
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: NodeJS.ProcessEnv
  /** Aborts, with an Ended as reason, when the person or the system asks the process to end. */
  readonly signal: AbortSignal
}

/** The command is over before its work is: Ctrl-C, a kill, or a reader of our output that has gone. */
export class Ended extends Error {
  override readonly name = 'Ended'
  readonly exitStatus: number
  /** When, in milliseconds since the process began. */
  readonly at = performance.now()

  constructor(exitStatus: number) {
    super(`ended with status ${exitStatus}`)
    this.exitStatus = exitStatus
  }
}

/** By convention 128 and the number of the signal. */
const exitStatusOf = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** npm passes a signal on that the terminal has sent to us already; what comes this soon is the same key press. */
const samePressMs = 500

/**
 * The terminal of a process. Once a command has asked for the signal, the first SIGINT, SIGTERM or SIGHUP asks it to
 * tidy up and end; a later one ends the process at once. A reader of stdout that leaves (`| head`) ends the command as
 * well, quietly and without fault.
 */
export function terminalOf(process: NodeJS.Process): Terminal {
  const ending = new AbortController()
  const { stdin, stdout, stderr, env } = process
  for (const stream of [stdout, stderr]) stream.on('error', (error) => onOutputError(error, ending))
  let isListening = false
  const signal = () => {
    if (!isListening) endOnSignals(process, ending)
    isListening = true
    return ending.signal
  }
  return {
    ...{ stdin, stdout, stderr, env },
    get signal() {
      return signal()
    },
  }
}

function endOnSignals(process: NodeJS.Process, ending: AbortController): void {
  for (const [name, status] of Object.entries(exitStatusOf)) {
    process.on(name, () => {
      const { reason } = ending.signal
      if (!(reason instanceof Ended)) ending.abort(new Ended(status))
      else if (performance.now() - reason.at > samePressMs) process.exit(status)
    })
  }
}

function onOutputError(error: NodeJS.ErrnoException, ending: AbortController): void {
  if (error.code !== 'EPIPE') throw error
  ending.abort(new Ended(0))
}
