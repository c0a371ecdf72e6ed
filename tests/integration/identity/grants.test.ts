import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#domain/kernel/access'
import { listGrants } from '#server/identity/accounts'
import { authenticate } from '#server/identity/authenticate'
import { confirmPost, proposePost, refusePost, withdrawPost } from '#server/identity/grant-post'
import { readSession, type Session } from '#server/identity/sessions'
import { disableAccount, endPost } from '#server/identity/withdraw-access'
import { anAccount, aPost, rightPassword, type TestAccount } from '../../fixtures/accounts'
import { signedIn } from '../../fixtures/signed-in'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-05-08T01:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const reason = '济医保任〔2026〕3号'

let city: Session
let colleague: Session
let systemAdmin: Session
let auditAdmin: Session
let county: Session
let countySystemAdmin: Session
let handler: Session
const agencies: Record<string, string> = {}

beforeAll(async () => {
  const person = async (role: Role, agency?: string) => signedIn(await anAccount({ roles: [role], agency }), now)
  city = await person('securityAdmin')
  colleague = await person('securityAdmin')
  systemAdmin = await person('systemAdmin')
  auditAdmin = await person('auditAdmin')
  county = await person('securityAdmin', '任城区医疗保障局')
  countySystemAdmin = await person('systemAdmin', '任城区医疗保障局')
  handler = await person('handler')
  for (const { id, name } of await asOwner<{ id: string; name: string }>('SELECT id, name FROM agency')) agencies[name] = id
})

/** Somebody who has an account and no post. */
async function newcomer(agency = '曲阜市医疗保障局'): Promise<TestAccount> {
  const account = await anAccount({ agency })
  await asOwner('DELETE FROM post WHERE id = $1', [account.postId])
  await asOwner('UPDATE user_account SET home_agency_id = $2 WHERE id = $1', [account.userId, agencies[agency]])
  return account
}

const versionOf = async (userId: string) =>
  (await asOwner<{ version: number }>('SELECT version FROM user_account WHERE id = $1', [userId]))[0]?.version ?? 0

async function propose(by: Session, userId: string, override: object = {}, at = now) {
  const form = { agencyId: agencies['曲阜市医疗保障局'], title: '基金监管科', roles: ['handler'], clearance: '2', reason }
  return proposePost(by.actor, { ...form, userId, version: await versionOf(userId), sessionId: by.id, ...override }, at)
}
async function proposed(userId: string, override: object = {}): Promise<string> {
  const outcome = await propose(city, userId, override)
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value.grantId
}
const confirm = (by: Session, grantId: string, override: object = {}, at = now) =>
  confirmPost(by.actor, { grantId, version: 1, sessionId: by.id, ...override }, at)
const codeOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal.code)

describe('granting a post', () => {
  it('takes two administrators, and works with the next request', async () => {
    const { userId, login } = await newcomer()
    const enter = () => authenticate({ login, password: rightPassword, code: '', source: login }, later(1))
    const grantId = await proposed(userId, { roles: ['handler', 'reviewer'], clearance: '3', validUntil: '2026-12-31' })
    expect(await enter()).toMatchObject({ reason: 'noPost' })
    expect(codeOf(await confirm(city, grantId))).toBe('samePerson')
    expect(await enter()).toMatchObject({ reason: 'noPost' })

    const told = await asOwner<{ user_id: string }>(
      `SELECT user_id FROM notification WHERE kind = 'grantProposed' AND dedupe_key LIKE $1`,
      [`grant:${grantId}:%`],
    )
    expect(told.map(({ user_id }) => user_id)).toEqual(expect.arrayContaining([colleague.actor.userId, systemAdmin.actor.userId]))
    expect(told.map(({ user_id }) => user_id)).not.toContain(city.actor.userId)
    expect(told.map(({ user_id }) => user_id)).not.toContain(county.actor.userId)

    expect(await confirm(systemAdmin, grantId)).toMatchObject({ ok: true })
    const entered = await enter()
    if (!entered.ok) throw new Error(entered.reason)
    expect((await readSession(entered.sessionId, later(1)))?.actor).toMatchObject({
      roles: ['handler', 'reviewer'],
      department: 'MI',
      regionNo: 370881,
      regionHi: 370881,
      clearance: 3,
    })
    const last = new Date('2026-12-31T15:59:00Z')
    const reentered = await authenticate({ login, password: rightPassword, code: '', source: login }, last)
    expect(reentered.ok && (await readSession(reentered.sessionId, last)) !== null).toBe(true)
    expect(reentered.ok && (await readSession(reentered.sessionId, new Date('2026-12-31T16:00:00Z')))).toBeNull()

    const trail = await asOwner<{ action: string }>(`SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE '%Post'`, [
      userId,
    ])
    expect(trail.map(({ action }) => action)).toEqual(['identity.proposePost', 'identity.confirmPost'])
    expect(codeOf(await confirm(colleague, grantId))).toBe('wrongState')
  })

  it('can be refused and withdrawn, each with a reason, and then leads nowhere', async () => {
    const one = await proposed((await newcomer()).userId)
    expect(codeOf(await refusePost(city.actor, { grantId: one, version: 1, reason: '不予同意' }, now))).toBe('samePerson')
    expect(codeOf(await refusePost(systemAdmin.actor, { grantId: one, version: 1, reason: '' }, now))).toBe('invalidInput')
    expect(codeOf(await refusePost(systemAdmin.actor, { grantId: one, version: 1, reason: '借调函未到' }, now))).toBe('ok')
    expect(codeOf(await confirm(colleague, one))).toBe('wrongState')

    const two = await proposed((await newcomer()).userId)
    expect(codeOf(await withdrawPost(colleague.actor, { grantId: two, version: 1, reason: '填错了单位' }, now))).toBe('notFound')
    expect(codeOf(await withdrawPost(city.actor, { grantId: two, version: 1, reason: '填错了单位' }, now))).toBe('ok')
    expect(codeOf(await confirm(systemAdmin, two))).toBe('wrongState')
    const grants = await listGrants(systemAdmin.actor)
    expect(grants?.decided.map(({ id, state }) => [id, state])).toEqual(
      expect.arrayContaining([
        [one, 'refused'],
        [two, 'withdrawn'],
      ]),
    )
  })

  it('is nobody’s for themselves', async () => {
    expect(codeOf(await propose(city, city.actor.userId))).toBe('ownAccount')
    const grantId = await proposed(systemAdmin.actor.userId, { agencyId: agencies['济宁市医疗保障局'], roles: ['systemAdmin'] })
    expect(codeOf(await confirm(systemAdmin, grantId))).toBe('ownAccount')
    await expect(
      asOwner(
        `INSERT INTO post_grant (id, user_id, agency_id, roles, reason, proposed_by_id, proposed_at)
         VALUES ($1, $2, $3, '{handler}', 'by hand', $2, now())`,
        [randomUUID(), city.actor.userId, agencies['曲阜市医疗保障局']],
      ),
    ).rejects.toThrow('not_to_oneself')
    await expect(
      asOwner(`UPDATE post_grant SET state = 'confirmed', decided_by_id = proposed_by_id, decided_at = now(), post_id = $2 WHERE id = $1`, [
        grantId,
        (await anAccount()).postId,
      ]),
    ).rejects.toThrow('two_people')
  })

  it('is the security administrator’s to propose and an administrator’s to confirm, each in their region', async () => {
    const { userId } = await newcomer()
    for (const by of [systemAdmin, auditAdmin, handler, county]) expect(codeOf(await propose(by, userId)), by.login).toBe('notFound')
    expect(codeOf(await propose(city, userId, { agencyId: agencies['山东省医疗保障局'] }))).toBe('unitUnknown')
    expect(codeOf(await propose(city, userId, {}, later(6)))).toBe('proveAgain')

    const grantId = await proposed(userId)
    for (const by of [auditAdmin, handler, county, countySystemAdmin]) expect(codeOf(await confirm(by, grantId)), by.login).toBe('notFound')
    expect(codeOf(await confirm(colleague, grantId, {}, later(6)))).toBe('proveAgain')
    expect(await listGrants(handler.actor)).toBeNull()
    expect(await listGrants(auditAdmin.actor)).toBeNull()
    expect((await listGrants(county.actor))?.waiting.map(({ id }) => id)).not.toContain(grantId)
    expect((await listGrants(colleague.actor))?.waiting.map(({ id }) => id)).toContain(grantId)
    expect(codeOf(await confirm(colleague, grantId))).toBe('ok')
  })

  it('is refused from a stale page, for a disabled account and past its own term', async () => {
    const { userId } = await newcomer()
    const version = await versionOf(userId)
    const grantId = await proposed(userId, { validUntil: '2026-05-08' })
    expect(codeOf(await propose(city, userId, { version }))).toBe('changedMeanwhile')
    expect(codeOf(await confirm(systemAdmin, grantId, { version: 7 }))).toBe('changedMeanwhile')
    expect(codeOf(await propose(city, userId, { validUntil: '2026-05-07' }))).toBe('dueOnPast')
    const afterTerm = new Date('2026-05-09T01:00:00Z')
    const admin = await signedIn(await anAccount({ roles: ['systemAdmin'] }), afterTerm)
    expect(codeOf(await confirm(admin, grantId, {}, afterTerm))).toBe('grantOver')
    expect(codeOf(await disableAccount(city.actor, { userId, reason: '已调离' }, now))).toBe('ok')
    expect(codeOf(await confirm(systemAdmin, grantId))).toBe('accountDisabled')
    expect(codeOf(await propose(city, userId))).toBe('accountDisabled')
  })
})

describe('administrators', () => {
  it('are one kind each and do no business, in one post or in two', async () => {
    const { userId } = await newcomer()
    expect(codeOf(await propose(city, userId, { roles: ['securityAdmin', 'handler'] }))).toBe('rolesApart')
    expect(codeOf(await propose(city, userId, { roles: ['securityAdmin', 'auditAdmin'] }))).toBe('rolesApart')
    const both = [await proposed(userId, { roles: ['handler'] }), await proposed(userId, { roles: ['auditAdmin'] })] as const
    expect(codeOf(await confirm(systemAdmin, both[0]))).toBe('ok')
    expect(codeOf(await confirm(systemAdmin, both[1]))).toBe('rolesApart')
    expect(codeOf(await propose(city, userId, { roles: ['auditAdmin'] }))).toBe('rolesApart')
    await expect(aPost(userId, { roles: ['auditAdmin'] })).rejects.toThrow('administrator')

    const [post] = await asOwner<{ id: string }>('SELECT id FROM post WHERE user_id = $1', [userId])
    expect(codeOf(await endPost(city.actor, { postId: post?.id, reason: '转任审计管理员' }, later(1)))).toBe('ok')
    expect(codeOf(await confirm(systemAdmin, both[1], {}, later(2)))).toBe('ok')
    const [granted] = await asOwner('SELECT clearance, roles::text FROM post WHERE user_id = $1 ORDER BY valid_from DESC LIMIT 1', [userId])
    expect(granted).toEqual({ clearance: 0, roles: '{auditAdmin}' })
  })

  it('cannot slip past each other when two grants are confirmed at once', async () => {
    const { userId } = await newcomer()
    const business = await proposed(userId, { roles: ['approver'] })
    const administrator = await proposed(userId, { roles: ['systemAdmin'] })
    const outcomes = await Promise.all([confirm(systemAdmin, business), confirm(colleague, administrator)])
    expect(outcomes.map(codeOf).sort()).toEqual(['ok', 'rolesApart'])
  })
})

describe('an institution’s person', () => {
  it('files for that institution and is nothing else', async () => {
    const [institution] = await asOwner<{ id: string }>(
      `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids)
       VALUES ($1, 'H37088100001', '曲阜清溪医院', 'hospital', '370881', 370881, '{}') RETURNING id`,
      [randomUUID()],
    )
    const { userId, login } = await newcomer()
    const place = { agencyId: '', institutionCode: 'H37088100001' }
    expect(codeOf(await propose(city, userId, { ...place, roles: ['handler'] }))).toBe('roleNotOfPlace')
    expect(codeOf(await propose(city, userId, { roles: ['complianceOfficer'] }))).toBe('roleNotOfPlace')
    expect(codeOf(await propose(county, userId, { ...place, roles: ['complianceOfficer'] }))).toBe('notFound')
    const grantId = await proposed(userId, { ...place, roles: ['complianceOfficer'], clearance: '3' })
    expect((await listGrants(systemAdmin.actor))?.waiting.find(({ id }) => id === grantId)?.unitName).toBe('曲阜清溪医院')
    expect(codeOf(await confirm(systemAdmin, grantId))).toBe('ok')
    expect((await signedIn({ login }, later(1))).actor).toMatchObject({
      institutionId: institution?.id,
      agencyId: null,
      regionLo: null,
      clearance: 2,
    })
  })
})
