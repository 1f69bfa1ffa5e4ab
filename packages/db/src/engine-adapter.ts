import { PrismaPg } from '@prisma/adapter-pg'
import {
  type ColumnType,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'
import pg, { type Pool } from 'pg'

/**
 * Two things that the schema engine needs and the adapter lacks. It splits a script at every `;`, which breaks the body of a
 * function and a text that contains one; sent as one query without parameters, PostgreSQL itself splits it, and runs it in one
 * transaction. And it does not know the type "char" of the catalogue, from which the engine reads what a database holds.
 */
export class EngineAdapter extends PrismaPg {
  override async connect(): Promise<Connected> {
    return completed(await super.connect())
  }

  /** What needs a shadow database (see draft-migration.ts) works on an empty one from the start. */
  override connectToShadowDb(): Promise<Connected> {
    return this.connect()
  }
}

type Connected = Awaited<ReturnType<PrismaPg['connect']>>

function completed(adapter: Connected): Connected {
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] })
  }
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    try {
      return await queryRaw(query)
    } catch (error) {
      if (!isDriverAdapterError(error) || error.cause.kind !== 'UnsupportedNativeDataType') throw error
      return readCatalogue(adapter.underlyingDriver(), query)
    }
  }
  return adapter
}

async function readCatalogue(pool: Pool, { sql, args }: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await pool.query({ text: sql, values: args, rowMode: 'array' })
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => catalogueTypes[field.dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  }
}

const { BOOL, CHAR, INT2, INT4, OID } = pg.types.builtins
const internalChar = 18
const catalogueTypes: Record<number, ColumnType> = {
  [internalChar]: ColumnTypeEnum.Character,
  [CHAR]: ColumnTypeEnum.Character,
  [BOOL]: ColumnTypeEnum.Boolean,
  [INT2]: ColumnTypeEnum.Int32,
  [INT4]: ColumnTypeEnum.Int32,
  [OID]: ColumnTypeEnum.Int64,
}
