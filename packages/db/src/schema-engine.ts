import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import type { Pool } from 'pg'
import { EngineAdapter } from './engine-adapter.ts'

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')

/** TypeScript knows it only among the browser's types. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: EngineExports } }>
}
interface EngineExports {
  __wbindgen_start(): void
}

let loading: Promise<EngineModule> | undefined

/** Prisma's own schema engine, as WebAssembly, working through the connections of `pool`. */
export async function openSchemaEngine(pool: Pool, datamodels?: [path: string, content: string][]) {
  loading ??= loadEngine()
  const { SchemaEngine } = await loading
  const adapter = bindMigrationAwareSqlAdapterFactory(new EngineAdapter(pool))
  return (await SchemaEngine.new({ datamodels }, () => undefined, adapter)) as SchemaEngine
}

/** Node 20 does not import WebAssembly by itself, so the module is instantiated here and handed to its glue. */
async function loadEngine(): Promise<EngineModule> {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(fileURLToPath(new URL('schema_engine_bg.wasm', glue)))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return engine
}
