import 'server-only'
import { pool } from './db'

/**
 * Does something while nobody else does what goes by the same name, in whatever process: whoever comes second waits. Where the line to the
 * database is lost, the database lets the next one in.
 */
export async function holdingLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(hashtextextended($1, 77))`, [name])
    return await act()
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtextextended($1, 77))`, [name]).then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    )
  }
}
