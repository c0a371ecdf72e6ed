import { beforeAll, expect, it, vi } from 'vitest'
import { disableDormant } from '#server/identity/disable-dormant'
import { countCall, createToken } from '#server/identity/tokens'
import { anAccount, type TestAccount } from '../../fixtures/accounts'
import { asOwner } from '../../support/as-owner'

// The job runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const now = new Date('2026-11-22T01:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

async function lastSeen(at: Date | null, { made = daysAgo(300), agency = '曲阜市医疗保障局', roles = ['handler'] as const } = {}) {
  const account = await anAccount({ agency, roles })
  await asOwner('UPDATE user_account SET last_sign_in_at = $2, created_at = $3, enabled_at = $3 WHERE id = $1', [account.userId, at, made])
  return account
}
const stateOf = async ({ userId }: TestAccount) =>
  (await asOwner('SELECT disabled_at, disabled_reason FROM user_account WHERE id = $1', [userId]))[0]

let admin: TestAccount
let elsewhere: TestAccount
beforeAll(async () => {
  admin = await anAccount({ roles: ['securityAdmin'] })
  elsewhere = await anAccount({ roles: ['securityAdmin'], agency: '任城区医疗保障局' })
  for (const { userId } of [admin, elsewhere])
    await asOwner('UPDATE user_account SET last_sign_in_at = $2 WHERE id = $1', [userId, daysAgo(1)])
})

it('disables what nobody used for ninety days, once, and tells the security administrator over it', async () => {
  const gone = [await lastSeen(daysAgo(91)), await lastSeen(null)]
  const kept = [await lastSeen(daysAgo(89)), await lastSeen(null, { made: daysAgo(20) })]
  const enabledAgain = await lastSeen(daysAgo(200))
  await asOwner('UPDATE user_account SET enabled_at = $2 WHERE id = $1', [enabledAgain.userId, daysAgo(3)])
  const machine = await lastSeen(daysAgo(120))
  const token = await createToken({ login: machine.login, name: 'nightly', days: 365 }, daysAgo(120))
  if (!token.ok) throw new Error(token.refusal.code)
  await countCall(token.value, daysAgo(1))

  expect(await disableDormant(now)).toBe(2)
  for (const account of gone) expect(await stateOf(account)).toEqual({ disabled_at: now, disabled_reason: 'dormant' })
  for (const account of [...kept, enabledAgain, machine, admin]) expect(await stateOf(account)).toMatchObject({ disabled_at: null })
  const trail = await asOwner(`SELECT subject_id, actor_name, region_no FROM audit_entry WHERE action = 'identity.disableDormant'`)
  expect(trail.map(({ subject_id }) => subject_id).sort()).toEqual(gone.map(({ userId }) => userId).sort())
  expect(trail[0]).toMatchObject({ region_no: 370881 })

  const told = await asOwner<{ user_id: string; text: string }>(`SELECT user_id, text FROM notification WHERE kind = 'accountsDormant'`)
  expect(told.map(({ user_id, text }) => [user_id, JSON.parse(text)])).toEqual([[admin.userId, { count: 2, days: 90 }]])

  expect(await disableDormant(now)).toBe(0)
  expect(await asOwner(`SELECT FROM notification WHERE kind = 'accountsDormant'`)).toHaveLength(1)
})

it('does not do an account twice when two workers look at once', async () => {
  const account = await lastSeen(daysAgo(100))
  const counts = await Promise.all([disableDormant(now), disableDormant(now), disableDormant(now)])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
  expect(await asOwner(`SELECT FROM audit_entry WHERE subject_id = $1`, [account.userId])).toHaveLength(1)
})
