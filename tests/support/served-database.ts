import pg from 'pg'
import { running } from '../../src/setup/data-dir.mjs'

/** The database behind the served platform, as its owner: `npm test` names it, and a server started by hand says where it is. */
function servedDatabase(): string {
  const address: string | undefined = process.env.DATABASE_URL ?? running()?.databaseUrl
  if (!address) throw new Error('nothing says where the database of the served platform is')
  return address
}

/** Does something in one transaction of the owner, past what the database does and asks by itself. */
export async function pastEverything<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: servedDatabase(), options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    const done = await work(client)
    await client.query('COMMIT')
    return done
  } finally {
    await client.end()
  }
}
