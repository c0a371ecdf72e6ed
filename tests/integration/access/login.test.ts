import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { pool } from '#platform/db'
import { connectAs } from '../../../src/setup/database-logins.mjs'
import { asOwner } from '../../support/as-owner'

const ownerUrl = process.env.TEST_OWNER_URL ?? ''
const owner = new URL(ownerUrl).username

/** On one connection of the application's own pool, which is thrown away after. */
async function onOneConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release(true)
  }
}

describe('whoever gets to speak SQL through the program', () => {
  it.each([
    ['SET ROLE of the owner', `SET ROLE "${owner}"`],
    ['SET ROLE of the worker', 'SET ROLE qingyuan_worker'],
    ['SET SESSION AUTHORIZATION', `SET SESSION AUTHORIZATION "${owner}"`],
    ['no row security on a table', 'ALTER TABLE lead DISABLE ROW LEVEL SECURITY'],
    ['no forced row security', 'ALTER TABLE lead NO FORCE ROW LEVEL SECURITY'],
    ['a policy less', 'DROP POLICY reach_select ON lead'],
    ['a policy more', 'CREATE POLICY mine ON lead TO qingyuan_app USING (true)'],
    ['another owner', 'ALTER TABLE lead OWNER TO qingyuan_app'],
    ['no trigger', 'ALTER TABLE audit_entry DISABLE TRIGGER ALL'],
    ['triggers passed over', 'SET session_replication_role = replica'],
    ['a function of its own', 'CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['a table of its own', 'CREATE TABLE public.mine (id int)'],
    ['a membership', `GRANT qingyuan_worker TO qingyuan_app`],
    ['a role', 'CREATE ROLE mine'],
    ['passwords of roles', 'SELECT rolpassword FROM pg_authid'],
    ['a program on the server', `COPY (SELECT 1) TO PROGRAM 'cat'`],
    ['a file on the server', `SELECT pg_read_file('/etc/hostname')`],
  ])('is refused: %s', async (_, statement) => {
    await onOneConnection(async (client) => {
      for (const before of ['SELECT 1', 'RESET ROLE', 'SET ROLE NONE']) {
        await client.query(before)
        await expect(client.query(statement), before).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|42P01)$/) })
      }
    })
  })

  it('stays bound, or loses what it had: by RESET ROLE, SET ROLE NONE and DISCARD ALL', async () => {
    await asOwner('INSERT INTO worker_heartbeat (name, beat_at) VALUES ($1, now()) ON CONFLICT DO NOTHING', ['a test'])
    await onOneConnection(async (client) => {
      const who = async () => (await client.query('SELECT current_user AS acts, session_user AS login')).rows[0]
      expect((await who()).acts).toBe('qingyuan_app')
      for (const way of ['RESET ROLE', 'DISCARD ALL', 'RESET ALL']) {
        await client.query(way)
        expect((await who()).acts, way).toBe('qingyuan_app')
      }
      await client.query('SET ROLE NONE')
      expect((await who()).acts).toMatch(/^qingyuan_web_/)
      await expect(client.query('SELECT FROM lead')).rejects.toThrow(/permission denied/)
    })
  })
})

describe('the logins', () => {
  it('own nothing, may nothing besides, and are members of one role each', async () => {
    for (const [kind, role] of [
      [process.env.DATABASE_URL, 'qingyuan_app'],
      [process.env.TEST_WORKER_URL, 'qingyuan_worker'],
    ] as const) {
      const [found] = await asOwner(
        `SELECT rolsuper OR rolinherit OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS may, rolcanlogin AS enters,
           EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns,
           (SELECT array_agg(roleid::regrole::text || inherit_option || admin_option) FROM pg_auth_members WHERE member = r.oid) AS of
         FROM pg_roles r WHERE rolname = $1`,
        [new URL(kind ?? '').username],
      )
      expect(found).toEqual({ may: false, enters: true, owns: false, of: [`${role}falsefalse`] })
    }
  })
})

describe('set-up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logins-'))
  const file = join(folder, 'secrets', 'database-logins.json')
  const made: string[] = []
  const loginOf = (env: { DATABASE_URL: string }) => {
    const name = new URL(env.DATABASE_URL).username
    if (!made.includes(name)) made.push(name)
    return name
  }
  afterAll(async () => {
    for (const name of made) await asOwner(`DROP OWNED BY "${name}"; DROP ROLE IF EXISTS "${name}"`)
    rmSync(folder, { recursive: true })
  })

  it('makes both once, keeps them where only their owner reads them, and hands out no other address', async () => {
    const [one, other] = await Promise.all([connectAs('web', ownerUrl, file), connectAs('worker', ownerUrl, file)])
    expect([loginOf(one), loginOf(other)]).toEqual([expect.stringMatching(/^qingyuan_web_/), expect.stringMatching(/^qingyuan_jobs_/)])
    expect(await connectAs('web', ownerUrl, file)).toEqual(one)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(one).toMatchObject({ QINGYUAN_DB_ROLE: 'qingyuan_app', QINGYUAN_WORKER_DATABASE_URL: '' })
    expect(JSON.stringify([one, other])).not.toContain(new URL(ownerUrl).password)
  })

  it('lets nobody in but its own logins: another installation’s stands before a closed database', async () => {
    await asOwner(`GRANT CONNECT ON DATABASE "${new URL(ownerUrl).pathname.slice(1)}" TO PUBLIC`)
    const other = `qingyuan_web_${randomBytes(4).toString('hex')}`
    await asOwner(`CREATE ROLE ${other} LOGIN PASSWORD 'other'; GRANT qingyuan_app TO ${other}`)
    made.push(other)
    await connectAs('web', ownerUrl, file)
    const stranger = new pg.Client({ connectionString: Object.assign(new URL(ownerUrl), { username: other, password: 'other' }).href })
    await expect(stranger.connect()).rejects.toMatchObject({ code: '42501' })
  })

  it('gives a login its password again that somebody changed, and makes one anew that somebody took away', async () => {
    const env = await connectAs('web', ownerUrl, file)
    const name = loginOf(env)
    await asOwner(`ALTER ROLE "${name}" PASSWORD 'changed'`)
    expect(await connectAs('web', ownerUrl, file)).toEqual(env)
    await asOwner(`DROP OWNED BY "${name}"; DROP ROLE "${name}"`)
    expect(await connectAs('web', ownerUrl, file)).toEqual(env)
  })

  it('stops, and says how to go on, where a login could step past the policies or the owner can make none', async () => {
    const name = loginOf(await connectAs('web', ownerUrl, file))
    await asOwner(`GRANT qingyuan_worker TO "${name}"`)
    await expect(connectAs('web', ownerUrl, file)).rejects.toThrow(/权限过大：还属于角色 qingyuan_worker/)
    await asOwner(`REVOKE qingyuan_worker FROM "${name}"; ALTER ROLE "${name}" BYPASSRLS`)
    await expect(connectAs('web', ownerUrl, file)).rejects.toThrow(/BYPASSRLS/)
    await asOwner(`ALTER ROLE "${name}" NOBYPASSRLS`)

    process.env.QINGYUAN_APP_DATABASE_URL = ownerUrl
    try {
      await expect(connectAs('web', ownerUrl, file)).rejects.toThrow(/能以库主身份行事/)
    } finally {
      delete process.env.QINGYUAN_APP_DATABASE_URL
    }

    const poor = `poor_${randomBytes(4).toString('hex')}`
    await asOwner(
      `CREATE ROLE ${poor} LOGIN PASSWORD 'poor'; GRANT CONNECT ON DATABASE "${new URL(ownerUrl).pathname.slice(1)}" TO ${poor}`,
    )
    made.push(poor)
    const poorUrl = Object.assign(new URL(ownerUrl), { username: poor, password: 'poor' }).href
    const other = join(folder, 'other.json')
    await expect(connectAs('web', poorUrl, other)).rejects.toThrow(/CREATEROLE[\s\S]*QINGYUAN_APP_DATABASE_URL/)
    expect(existsSync(other)).toBe(true)
  })
})
