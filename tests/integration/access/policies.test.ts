import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { identityPolicies, identityWalls } from '#domain/access/identity-walls'
import { policiesOf, reachFunctions } from '#domain/access/policies'
import { reach, type TableReach } from '#domain/access/reach'
import { prisma } from '#platform/db'

type Standing = Record<'tablename' | 'policyname' | 'permissive' | 'roles' | 'cmd' | 'qual' | 'with_check', string | null>
type Policy = { tablename: string; policyname: string; cmd: string }

const tables = Object.values<TableReach>(reach)

describe('row policies', () => {
  it('stand on every table that has a reach, and on all of identity, forced', async () => {
    const forced = await prisma.$queryRaw<{ relname: string }[]>`
      SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity`
    expect(forced.map((row) => row.relname).sort()).toEqual([...tables, ...identityWalls].map((entry) => entry.table).sort())
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
    for (const { table } of [...tables, ...identityWalls.filter(({ select }) => select)]) {
      const rows = await prisma.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM ${table}`)
      expect(rows[0]?.n, table).toBe(0n)
    }
  })

  it('stand in the database with exactly the conditions that the reach writes', async () => {
    const client = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
    await client.connect()
    try {
      const standing = async () =>
        (
          await client.query<Standing>(
            `SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies
             WHERE schemaname = 'public' ORDER BY tablename, policyname`,
          )
        ).rows
      const functions = async () =>
        (
          await client.query<{ made: string; granted: string }>(
            `SELECT pg_get_functiondef(oid) AS made, proacl::text AS granted FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace AND proname = ANY ($1) ORDER BY proname`,
            [[...reachFunctions().matchAll(/REPLACE FUNCTION (\w+)/g)].map(([, name]) => name)],
          )
        ).rows
      await client.query('BEGIN')
      const [shipped, asked] = [await standing(), await functions()]
      // The database itself brings both to one spelling: what the migrations made, and what the reach would make today.
      for (const { tablename, policyname } of shipped) await client.query(`DROP POLICY ${policyname} ON ${tablename}`)
      for (const entry of tables) await client.query(policiesOf(entry))
      await client.query(identityPolicies())
      expect(shipped.length).toBeGreaterThan(tables.length * 4)
      expect(shipped).toEqual(await standing())
      await client.query(reachFunctions())
      expect(asked).toHaveLength(4)
      expect(asked).toEqual(await functions())
    } finally {
      await client.query('ROLLBACK')
      await client.end()
    }
  })
})
