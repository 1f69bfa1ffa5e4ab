// @ts-check
// Serves the built app on PORT of HOSTNAME, as a child of the supervisor or by itself. Prints errors only.
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'

const port = Number(process.env.PORT ?? 3000)
const hostname = process.env.HOSTNAME ?? '127.0.0.1'

const { default: next } = await import('next')
const app = next({ dev: false, dir: dirname(fileURLToPath(import.meta.url)), hostname, port })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    if (!response.headersSent) response.statusCode = 500
    response.end()
  })
})

let isStopping = false
async function stop() {
  if (isStopping) return
  isStopping = true
  server.close()
  server.closeAllConnections()
  await app.close()
  process.exit(0)
}

// Without its parent nobody would ever stop it: the channel closes however the parent dies, by SIGKILL too.
process.on('disconnect', stop)
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
server.listen(port, hostname, () => process.send?.({ kind: 'listening', port }))
