import pg from 'pg'

/**
 * Asks the test's own database as its owner, past row-level security: for putting a scene together and for looking
 * at what is really there. What is tested goes through the application, never through here.
 */
export async function asOwner<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.TEST_OWNER_URL, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}
