// Brings the database at DATABASE_URL up to date, and ends. Run once, before the api and the worker start.
import { migrate } from '@plackett/db'

const applied = await migrate(process.env.DATABASE_URL)
console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The database is up to date.')
