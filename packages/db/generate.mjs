// Generates the Prisma client from prisma/schema.prisma. Nothing is downloaded: the command line fetches the native schema
// engine before any command, even for those that do not use it, unless this variable names a file that exists.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js')
const schema = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))

const { status } = spawnSync(process.execPath, [prisma, 'generate', '--no-hints', '--schema', schema], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
})
process.exitCode = status ?? 1
