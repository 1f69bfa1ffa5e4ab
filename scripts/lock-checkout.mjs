// @ts-check
import { createHash } from 'node:crypto'
import { statSync, unlinkSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until no other process sets this checkout up, and keeps others waiting until the returned function is called or this
 * process ends, in whatever way: the lock is a listening socket. (packages/db has the same for data folders, with an answer;
 * nothing is built yet when this runs.)
 * @param {string} root
 * @param {() => void} onWait called once if there is somebody to wait for
 */
export async function lockCheckout(root, onWait) {
  const address = addressOf(root)
  for (let waits = 0; ; waits++) {
    const server = await listen(address)
    if (server) return () => server.close()
    if (!(await isHeld(address))) forgetSocketFile(address)
    else if (waits === 0) onWait()
    await sleep(200)
  }
}

/** @param {string} root */
function addressOf(root) {
  const { dev, ino } = statSync(root, { bigint: true })
  const name = `plackett-setup-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/**
 * @param {string} address
 * @returns {Promise<import('node:net').Server | null>} null where it is taken
 */
function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })
}

/** @param {string} address @returns {Promise<boolean>} */
function isHeld(address) {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
}

/** On macOS a socket is a file, which outlives a killed process. @param {string} address */
function forgetSocketFile(address) {
  if (process.platform === 'linux' || process.platform === 'win32') return
  try {
    unlinkSync(address)
  } catch {
    // Somebody else was faster.
  }
}
