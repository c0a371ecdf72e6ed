// The limit: node:http and pg, nothing else. No sign-in, no row policies, no words. BENCH_SCOPE: the officer's values as JSON.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { caseSql, leadsSql } from './bare-sql'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC', max: 8 })
const scope = JSON.parse(process.env.BENCH_SCOPE ?? '[]') as unknown[] // written by pages.ts

async function answer(path: string): Promise<unknown> {
  const caseId = /^\/cases\/([\w-]+)$/.exec(path)?.[1]
  if (caseId) return (await pool.query({ name: 'case', text: caseSql, values: [...scope, caseId] })).rows[0]?.file
  return (await pool.query({ name: 'leads', text: leadsSql, values: scope })).rows
}

const server = createServer((request, response) => {
  answer(request.url ?? '/').then(
    (value) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value)),
    (error) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`))
