import { describe, expect, it } from 'vitest'
import { policiesOf } from '#domain/access/policies'
import { reach, type TableReach } from '#domain/access/reach'
import { prisma } from '#platform/db'

type Policy = { tablename: string; policyname: string; cmd: string }

const tables = Object.values<TableReach>(reach)

describe('row policies', () => {
  it('stand on every table that has a reach, forced', async () => {
    const forced = await prisma.$queryRaw<{ relname: string }[]>`
      SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity`
    expect(forced.map((row) => row.relname).sort()).toEqual(tables.map((entry) => entry.table).sort())
  })

  it('say what the reach says, statement by statement', async () => {
    const policies = await prisma.$queryRaw<
      Policy[]
    >`SELECT tablename::text, policyname::text, cmd FROM pg_policies WHERE schemaname = 'public'`
    for (const entry of tables) {
      const names = policies.filter((policy) => policy.tablename === entry.table).map((policy) => policy.policyname)
      const expected = [
        'owner_all',
        'reach_insert',
        'reach_select',
        'reach_update',
        'worker_all',
        ...(entry.deletable ? ['reach_delete'] : []),
      ]
      expect(names.sort(), entry.table).toEqual(expected.sort())
    }
  })

  it('reach no row at all without a context', async () => {
    for (const { table } of tables) {
      const rows = await prisma.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM ${table}`)
      expect(rows[0]?.n, table).toBe(0n)
    }
  })

  it('keep the condition that the migration carries', async () => {
    const { readFileSync, readdirSync } = await import('node:fs')
    const shipped = readdirSync('prisma/migrations')
      .filter((name) => !name.endsWith('.toml'))
      .map((name) => readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'))
      .join('\n')
    for (const entry of tables) {
      const made = policiesOf(entry)
        .split(/\n(?=CREATE|ALTER)/)
        .filter((statement) => statement.startsWith('CREATE POLICY reach_'))
      expect(made.length).toBeGreaterThanOrEqual(3)
      for (const statement of made) {
        const [name] = /reach_\w+ ON \w+/.exec(statement) ?? ['']
        const last = shipped.lastIndexOf(`CREATE POLICY ${name} `)
        expect(shipped.startsWith(statement, last), name).toBe(true)
      }
    }
  })
})
