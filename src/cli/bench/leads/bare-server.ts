// The limit: node:http and pg, nothing else. No sign-in, no row policies. BENCH_ASKED: per path the two statements and their values, as JSON.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

type Answerable = { rows: string; count: string; values: unknown[] }

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC -c enable_sort=off', max: 8 })
const asked = JSON.parse(process.env.BENCH_ASKED ?? '{}') as Record<string, Answerable> // written by leads.ts

async function answer(path: string): Promise<string> {
  const found = asked[path]
  if (!found) throw new Error(`nothing is asked at ${path}`)
  const { values } = found
  const [rows, count] = await Promise.all([
    pool.query({ name: `rows ${path}`, text: found.rows, values }),
    pool.query<{ n: number }>({ name: `count ${path}`, text: found.count, values }),
  ])
  return JSON.stringify({ rows: rows.rows, count: count.rows[0]?.n })
}

const server = createServer((request, response) => {
  answer(request.url ?? '/').then(
    (value) => response.setHeader('Content-Type', 'application/json').end(value),
    (error) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`))
