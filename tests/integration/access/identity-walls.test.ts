import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { identityWalls } from '#domain/access/identity-walls'
import type { Actor } from '#domain/kernel/access'
import { asActor, prisma, type Tx } from '#platform/db'
import { rowContext } from '#server/access'
import { confirmPost, proposePost } from '#server/identity/grant-post'
import { anAccount, aPost } from '../../fixtures/accounts'
import {
  actingIn,
  administers,
  city,
  counties,
  oversees,
  type Person,
  people,
  peopleOfACity,
  person,
} from '../../fixtures/people-of-a-city'
import { asOwner } from '../../support/as-owner'

/** The second wall by itself: every statement here goes to the tables as the program's role, past commands and queries. */

beforeAll(peopleOfACity, 120_000)

const under = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => asActor(rowContext(actor), work)
const refused = /row-level security|permission denied/

type Sees = (reader: Person, other: Person) => boolean
const tables: readonly (readonly [table: string, holder: string, sees: Sees])[] = [
  ['user_account', 'id', (reader, other) => reader === other || oversees(reader, other)],
  ['post', 'user_id', (reader, other) => reader === other || oversees(reader, other)],
  ['user_session', 'user_id', (reader, other) => reader === other || administers(reader, other)],
  ['access_token', 'user_id', (reader, other) => reader === other || administers(reader, other)],
  [
    'sign_in_attempt',
    '(SELECT user_account.id FROM user_account WHERE user_account.login = sign_in_attempt.login)',
    (reader, other) => reader === other || oversees(reader, other),
  ],
]

describe('who sees which row of identity', () => {
  it.each(tables)('is what the ward says, for every person and row: %s', async (table, holder, sees) => {
    const everybody = [...people.values()]
    let [seen, unseen] = [0, 0]
    for (const reader of everybody) {
      const rows = await under(reader.actor, (tx) => tx.$queryRawUnsafe<{ who: string }[]>(`SELECT ${holder}::text AS who FROM ${table}`))
      const expected = everybody.filter((other) => sees(reader, other))
      expect([...new Set(rows.map(({ who }) => who))].sort(), reader.key).toEqual(expected.map(({ userId }) => userId).sort())
      seen += expected.length
      unseen += everybody.length - expected.length
    }
    // The comparison would hold as well if nobody, or everybody, saw anything.
    expect([seen > everybody.length, unseen > everybody.length]).toEqual([true, true])
  })

  it('takes in proposals by where their post would be, and by who made them', async () => {
    const counted = (key: string) => under(person(key).actor, (tx) => tx.postGrant.count())
    for (const key of [`${city} securityAdmin`, `${city} systemAdmin`, `${counties[0]} securityAdmin`, `${counties[0]} systemAdmin`])
      expect(await counted(key), key).toBe(1)
    // Of the second county the person is, and its administrators look after them.
    expect(await counted(`${counties[1]} securityAdmin`)).toBe(1)
    for (const key of [`${city} auditAdmin`, `${city} handler`, `${counties[1]} handler`]) expect(await counted(key), key).toBe(0)
  })

  it('is decided by the post that the database knows, whatever the program says that somebody is', async () => {
    const handler = person(`${city} handler`)
    const admin = person(`${city} securityAdmin`)
    const count = (actor: Actor) => under(actor, (tx) => tx.userAccount.count())
    expect(await count(admin.actor)).toBe(people.size)
    expect(await count({ ...handler.actor, roles: ['securityAdmin'] })).toBe(1)
    expect(await count({ ...handler.actor, roles: ['securityAdmin'], postId: admin.postId })).toBe(1)
    expect(await count({ ...admin.actor, postId: randomUUID() })).toBe(1)

    const former = await anAccount({ agency: city, roles: ['securityAdmin'] })
    const actor = await actingIn(former)
    expect(await count(actor)).toBe(people.size + 1)
    await asOwner('UPDATE post SET valid_until = now() WHERE id = $1', [former.postId])
    expect(await count(actor)).toBe(1)
    await asOwner('UPDATE post SET valid_until = NULL WHERE id = $1', [former.postId])
    await asOwner('UPDATE user_account SET disabled_at = now() WHERE id = $1', [former.userId])
    expect(await count(actor)).toBe(1)
    for (const table of ['sign_in_attempt', 'access_token', 'user_session', 'post'])
      await asOwner(`DELETE FROM ${table} WHERE ${table === 'sign_in_attempt' ? 'login = $1' : 'user_id::text = $1'}`, [
        table === 'sign_in_attempt' ? former.login : former.userId,
      ])
    await asOwner('DELETE FROM user_account WHERE id = $1', [former.userId])
  })

  it('is no row for nobody', async () => {
    for (const { table, select } of identityWalls) {
      const rows = prisma.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM ${table}`)
      if (select) expect((await rows)[0]?.n, table).toBe(0n)
      else await expect(rows, table).rejects.toThrow(refused)
    }
  })
})

describe('whoever is no administrator of an account', () => {
  const strangers = [`${counties[0]} handler`, `${counties[0]} securityAdmin`, `${city} systemAdmin`, `${city} auditAdmin`]

  it.each(strangers)('changes nothing of it: %s', async (key) => {
    const victim = person(`${city} approver`)
    const changed = await under(person(key).actor, async (tx) => [
      (await tx.userAccount.updateMany({ where: { id: victim.userId }, data: { passwordHash: '!' } })).count,
      (await tx.userAccount.updateMany({ where: { id: victim.userId }, data: { disabledAt: new Date() } })).count,
      (await tx.post.updateMany({ where: { userId: victim.userId }, data: { validUntil: new Date() } })).count,
      (await tx.userSession.updateMany({ where: { userId: victim.userId }, data: { revokedAt: new Date() } })).count,
      (await tx.accessToken.updateMany({ where: { userId: victim.userId }, data: { revokedAt: new Date() } })).count,
      (await tx.signInAttempt.updateMany({ where: { login: victim.login }, data: { clearedAt: new Date() } })).count,
    ])
    expect(changed).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('gives nobody a post, also not by a proposal of their own', async () => {
    const [handler, other] = [person(`${city} handler`), person(`${city} approver`)]
    const post = { agencyId: handler.actor.agencyId, roles: ['handler' as const], validFrom: new Date() }
    for (const userId of [handler.userId, other.userId]) {
      for (const actor of [handler.actor, { ...handler.actor, roles: ['securityAdmin' as const] }]) {
        await expect(under(actor, (tx) => tx.post.createMany({ data: [{ ...post, userId }] }))).rejects.toThrow(refused)
        const grant = {
          userId,
          agencyId: post.agencyId,
          roles: post.roles,
          reason: 'x',
          proposedById: handler.userId,
          proposedAt: new Date(),
        }
        await expect(under(actor, (tx) => tx.postGrant.createMany({ data: [grant] }))).rejects.toThrow(refused)
      }
    }
  })

  it('opens no session and no token in another’s name or in another’s post, and none again that is over', async () => {
    const [me, other] = [person(`${city} handler`), person(`${city} approver`)]
    const at = new Date()
    const session = { createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + 1000), enteredBy: 'password' }
    const token = { tokenHash: randomUUID(), createdAt: at }
    for (const [userId, postId] of [
      [other.userId, other.postId],
      [me.userId, other.postId],
    ] as const) {
      await expect(under(me.actor, (tx) => tx.userSession.createMany({ data: [{ ...session, userId, postId }] }))).rejects.toThrow(refused)
      await expect(under(me.actor, (tx) => tx.accessToken.createMany({ data: [{ ...token, userId, postId }] }))).rejects.toThrow(refused)
    }
    const own = { id: me.sessionId }
    await expect(under(me.actor, (tx) => tx.userSession.updateMany({ where: own, data: { postId: other.postId } }))).rejects.toThrow(
      refused,
    )
    await expect(under(me.actor, (tx) => tx.userSession.updateMany({ where: own, data: { expiresAt: at } }))).rejects.toThrow(refused)
    const ended = await under(me.actor, (tx) => tx.userSession.updateMany({ where: own, data: { revokedAt: at } }))
    const again = await under(me.actor, (tx) => tx.userSession.updateMany({ where: own, data: { revokedAt: null } }))
    expect([ended.count, again.count]).toEqual([1, 0])
  })

  it('renews their own password and does not enable, rename or move themselves', async () => {
    const me = person(`${counties[0]} approver`)
    const change = (data: Parameters<Tx['userAccount']['updateMany']>[0]['data']) =>
      under(me.actor, (tx) => tx.userAccount.updateMany({ where: { id: me.userId }, data }))
    const before = await asOwner('SELECT password_hash, password_changed_at AS set_at FROM user_account WHERE id = $1', [me.userId])
    expect(await change({ passwordHash: 'a new one', passwordChangedAt: new Date() })).toEqual({ count: 1 })
    const kept = `SELECT password_hash, set_at FROM password_history WHERE user_id = $1 AND password_hash <> 'an earlier one'`
    expect(await asOwner(kept, [me.userId])).toEqual(before)
    expect(await change({ passwordHash: 'the same one, hashed anew' })).toEqual({ count: 1 })
    expect(await asOwner(kept, [me.userId])).toEqual(before)
    for (const data of [{ disabledAt: new Date() }, { enabledAt: new Date() }]) await expect(change(data)).rejects.toThrow()
    for (const data of [{ login: 'another' }, { name: '别人' }, { homeAgencyId: me.actor.agencyId }, { oidcSubject: 'x' }])
      await expect(change(data)).rejects.toThrow(refused)
  })
})

describe('an administrator', () => {
  const account = (homeAgencyId: string | null) => ({
    ...{ login: `w${randomUUID().slice(0, 8)}`, name: '新来的人', passwordHash: '!', passwordChangedAt: new Date() },
    homeAgencyId,
  })

  it('makes accounts for units of the ward alone, and only as security administrator', async () => {
    const [agency] = await asOwner<{ id: string }>('SELECT id FROM agency WHERE name = $1', [counties[0]])
    const create = (key: string, home: string | null) =>
      under(person(key).actor, (tx) => tx.userAccount.createMany({ data: [account(home)] }))
    expect(await create(`${city} securityAdmin`, agency?.id ?? '')).toEqual({ count: 1 })
    expect(await create(`${counties[0]} securityAdmin`, agency?.id ?? '')).toEqual({ count: 1 })
    for (const [key, home] of [
      [`${counties[1]} securityAdmin`, agency?.id ?? ''],
      [`${city} systemAdmin`, agency?.id ?? ''],
      [`${city} handler`, agency?.id ?? ''],
      [`${city} securityAdmin`, null],
    ] as const)
      await expect(create(key, home), `${key} ${home}`).rejects.toThrow(refused)
  })

  it('gives a post only as another one proposed it, and to nobody but the person named', async () => {
    const [proposer, decider] = [person(`${city} securityAdmin`), person(`${city} systemAdmin`)]
    const target = await anAccount({ agency: counties[0], roles: ['handler'] })
    const [{ version = 0 } = {}] = await asOwner<{ version: number }>('SELECT version FROM user_account WHERE id = $1', [target.userId])
    const [agency] = await asOwner<{ id: string }>('SELECT id FROM agency WHERE name = $1', [counties[0]])
    const form = { userId: target.userId, version, sessionId: proposer.sessionId, agencyId: agency?.id, title: '科员', clearance: '2' }
    const made = await proposePost(proposer.actor, { ...form, roles: ['reviewer'], reason: '任命' })
    if (!made.ok) throw new Error(made.refusal.code)
    const { grantId } = made.value

    const post = { userId: target.userId, agencyId: agency?.id ?? '', clearance: 2, validFrom: new Date() }
    const give = (by: Person, data: object) =>
      under(by.actor, (tx) => tx.post.createMany({ data: [{ ...post, roles: ['reviewer' as const], ...data }] }))
    await expect(give(proposer, {})).rejects.toThrow(refused)
    for (const data of [
      { roles: ['approver' as const] },
      { clearance: 3 },
      { userId: person(`${city} handler`).userId },
      { agencyId: proposer.actor.agencyId },
    ])
      await expect(give(decider, data), JSON.stringify(data)).rejects.toThrow(refused)
    const confirmed = { state: 'confirmed' as const, decidedById: proposer.userId, decidedAt: new Date(), postId: target.postId }
    await expect(under(proposer.actor, (tx) => tx.postGrant.updateMany({ where: { id: grantId }, data: confirmed }))).rejects.toThrow(
      refused,
    )
    for (const key of [`${counties[1]} systemAdmin`, `${city} handler`, `${city} auditAdmin`]) {
      const decided = { state: 'refused' as const, decidedById: person(key).userId, decidedAt: new Date() }
      expect(await under(person(key).actor, (tx) => tx.postGrant.updateMany({ where: { id: grantId }, data: decided })), key).toEqual({
        count: 0,
      })
    }
    expect(await confirmPost(decider.actor, { grantId, version: 1, sessionId: decider.sessionId })).toMatchObject({ ok: true })
  })

  it('ends a post and never prolongs one, nor revives what is over', async () => {
    const admin = person(`${city} securityAdmin`)
    const { postId } = person(`${counties[0]} approver`)
    const until = (at: string | null) =>
      under(admin.actor, (tx) => tx.$executeRaw`UPDATE post SET valid_until = ${at}::timestamptz WHERE id = ${postId}::uuid`)
    expect(await until('2100-01-01T00:00:00Z')).toBe(1)
    expect(await until('2099-01-01T00:00:00Z')).toBe(1)
    await expect(until('2099-01-02T00:00:00Z')).rejects.toThrow(/not prolonged/)
    await expect(until(null)).rejects.toThrow(/not prolonged/)
  })

  it('sees a person’s other posts when it grants one, also those of another ward', async () => {
    const elsewhere = await anAccount({ agency: counties[1], roles: ['auditAdmin'] })
    await expect(aPost(elsewhere.userId, { agency: counties[0], roles: ['handler'] })).rejects.toThrow(/another role besides/)
  })
})

describe('functions of the owner', () => {
  it('look nowhere but where they were made for, and are called by no one else than the roles named', async () => {
    const functions = await asOwner<{ name: string; pinned: boolean; open: boolean }>(
      `SELECT p.oid::regprocedure::text AS name, coalesce('search_path=public, pg_temp' = ANY (p.proconfig), false) AS pinned,
         p.prorettype <> 'trigger'::regtype AND has_function_privilege('public', p.oid, 'EXECUTE') AS open
       FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`,
    )
    expect(functions.length).toBeGreaterThan(20)
    expect(functions.filter(({ pinned, open }) => !pinned || open)).toEqual([])
  })
})
