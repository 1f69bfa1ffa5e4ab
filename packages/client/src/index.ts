export { ClientProblem, type ClientSettings, createClient, type PlackettClient } from './create-client.ts'
export type { components, paths } from './generated/v1.ts'
