// The migrations travel with the built package, so that it also works where the checkout is not (a container image).
import { cpSync, mkdirSync, rmSync } from 'node:fs'

const from = new URL('../../prisma/migrations/', import.meta.url)
const to = new URL('dist/migrations/', import.meta.url)

rmSync(to, { recursive: true, force: true })
mkdirSync(to, { recursive: true })
cpSync(from, to, { recursive: true })
