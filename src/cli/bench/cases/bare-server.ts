// The limit: node:http and pg, nothing else. No sign-in, no row policies. BENCH_SCOPES: per officer the values of what they may see, as JSON.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { bareStatements } from './bare-sql'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC', max: 8 })
const scopes = JSON.parse(process.env.BENCH_SCOPES ?? '{}') as Record<string, unknown[]> // written by cases.ts

/** `/county/cases/0198…`: who asks, then the path of the product. */
async function answer(url: string): Promise<string> {
  const [, officer = '', path = ''] = /^\/(\w+)(\/.*)$/.exec(url) ?? []
  const id = /^\/cases\/([\w-]+)$/.exec(path)?.[1]
  const name = id ? '/cases/' : path
  const statements = bareStatements[name]
  if (!statements) throw new Error(`nothing is asked at ${path}`)
  const values = [...(scopes[officer] ?? []), ...(id ? [id] : [])]
  const ask = (text: string) => pool.query({ name: `${name} ${text.length}`, text, values })
  const [page, count] = await Promise.all([ask(statements.page), statements.count ? ask(statements.count) : null])
  return JSON.stringify(id ? page.rows[0]?.file : { rows: page.rows, ...count?.rows[0] })
}

const server = createServer((request, response) => {
  answer(request.url ?? '/').then(
    (value) => response.setHeader('Content-Type', 'application/json').end(value),
    (error) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`))
