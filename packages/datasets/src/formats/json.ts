import type { Format } from './format.ts'
import { TableReader } from './table-reader.ts'

/** JSON rows of anybody's making, read by the columns that tables have; a mapping says which of its fields those are. */
export const json: Format = {
  title: 'JSON rows with the columns of csv',
  container: 'json',
  read: () => new TableReader(),
}
