import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Scope } from './scope.ts'

/** The clock and the randomness of the machine, as scopes take them. */
export const systemPorts = {
  now: () => new Date(),
  newId: () => v7(),
  random: () => Math.random(),
  newSecret: () => randomBytes(32).toString('base64url'),
} satisfies Partial<Scope>
