import { beforeAll, describe, expect, it } from 'vitest'
import { identityWalls } from '#domain/access/identity-walls'
import type { Actor } from '#domain/kernel/access'
import { asActor, prisma, type Tx } from '#platform/db'
import { rowContext } from '#server/access'
import { city, type Person, peopleOfACity, person } from '../../fixtures/people-of-a-city'
import { asOwner } from '../../support/as-owner'

beforeAll(peopleOfACity, 120_000)

const under = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(rowContext(actor), work)

describe('what proves a person', () => {
  it('is read by neither the pages nor the worker, column by column', async () => {
    const hidden = await asOwner<{ role: string; hidden: string }>(
      `SELECT role, c.table_name || '.' || c.column_name AS hidden FROM unnest(ARRAY['qingyuan_app', 'qingyuan_worker']) AS role,
         information_schema.columns c
       WHERE c.table_schema = 'public' AND c.table_name = ANY ($1) AND NOT has_column_privilege(role, c.table_name::regclass, c.column_name, 'SELECT')
       ORDER BY 1, 2`,
      [identityWalls.map(({ table }) => table)],
    )
    const secrets = [
      'access_token.token_hash',
      ...['id', 'password_hash', 'set_at', 'user_id'].map((name) => `password_history.${name}`),
      ...['password_hash', 'totp_pending_cipher', 'totp_secret_cipher'].map((name) => `user_account.${name}`),
    ]
    for (const role of ['qingyuan_app', 'qingyuan_worker'])
      expect(
        hidden.filter((row) => row.role === role).map((row) => row.hidden),
        role,
      ).toEqual(secrets)
  })

  it.each(['account_to_prove(text)', 'own_earlier_passwords(int)', 'second_factor_of(uuid)'])(
    'is not told to the worker by a function either: %s',
    async (name) => {
      const [row] = await asOwner<{ pages: boolean; worker: boolean }>(
        `SELECT has_function_privilege('qingyuan_app', $1, 'EXECUTE') AS pages, has_function_privilege('qingyuan_worker', $1, 'EXECUTE') AS worker`,
        [name],
      )
      expect(row).toEqual({ pages: true, worker: false })
    },
  )

  it('is told of oneself alone, once somebody is signed in', async () => {
    const [me, other] = [person(`${city} handler`), person(`${city} approver`)]
    const admin = person(`${city} securityAdmin`)
    const proofs = (actor: Actor, login: string) => under(actor, (tx) => tx.$queryRaw<unknown[]>`SELECT FROM account_to_prove(${login})`)
    expect([await proofs(me.actor, me.login), await proofs(me.actor, other.login), await proofs(admin.actor, other.login)]).toEqual([
      [{}],
      [],
      [],
    ])
    const earlier = (actor: Actor) => under(actor, (tx) => tx.$queryRaw<unknown[]>`SELECT FROM own_earlier_passwords(10)`)
    expect(await earlier(me.actor)).toHaveLength(1)
    expect(await prisma.$queryRaw<unknown[]>`SELECT FROM own_earlier_passwords(10)`).toEqual([])
    const factor = async (actor: Actor, of: Person) =>
      (await under(actor, (tx) => tx.$queryRaw<{ state: string | null }[]>`SELECT second_factor_of(${of.userId}::uuid) AS state`))[0]?.state
    expect([await factor(me.actor, me), await factor(me.actor, other), await factor(admin.actor, other)]).toEqual(['off', null, 'off'])
  })

  it('is not removed by anybody: accounts, posts, grants, sessions, attempts, tokens, earlier passwords', async () => {
    for (const { table } of identityWalls) {
      const removing = under(person(`${city} securityAdmin`).actor, (tx) => tx.$executeRawUnsafe(`DELETE FROM ${table}`))
      await expect(removing, table).rejects.toThrow(/permission denied/)
    }
  })
})
