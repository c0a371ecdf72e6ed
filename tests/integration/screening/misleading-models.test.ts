import { expect, it, vi } from 'vitest'
import { watchModels } from '#server/screening/watch-models'
import { anAccount } from '../../fixtures/accounts'
import { aBatch } from '../../fixtures/leads'
import { places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

// The job runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const now = new Date('2026-11-22T19:41:00Z')

/** Leads of one version of a model, the first few of which were true. */
async function judged(count: number, right: number, version: string): Promise<string[]> {
  const { leadIds } = await aBatch(count)
  await asOwner(
    `UPDATE lead SET model_code = 'M06', model_version = $2, state = 'concluded', concluded_at = now(),
       conclusion = (CASE WHEN id = ANY($3::uuid[]) THEN 'partlySubstantiated' ELSE 'unsubstantiated' END)::"LeadConclusion"
     WHERE id = ANY($1::uuid[])`,
    [leadIds, version, leadIds.slice(0, right)],
  )
  return leadIds
}
const told = () =>
  asOwner<{ user_id: string; text: string; link: string }>(
    `SELECT user_id::text, text, link FROM notification WHERE kind = 'modelMisleads' ORDER BY text, user_id`,
  )

it('tells the approvers of the bureau that issued them, once for each version, and nobody else', async () => {
  const agency = places.cityBureau
  const approvers = [await anAccount({ agency, roles: ['approver'] }), await anAccount({ agency, roles: ['approver'] })]
  await anAccount({ agency, roles: ['handler'] })
  await anAccount({ agency: places.bureau, roles: ['approver'] })

  await judged(60, 1, '1.0.0')
  await judged(60, 20, '1.0.0+370800.1') // true often enough
  await judged(5, 0, '1.0.0+370800.2') // too few to say
  expect(await watchModels(now)).toBe(1)
  const first = await told()
  expect(first.map(({ user_id }) => user_id)).toEqual(approvers.map(({ userId }) => userId).sort())
  expect(first.map(({ text, link }) => [JSON.parse(text), link])).toEqual(
    approvers.map(() => [{ code: 'M06', version: '1.0.0', judged: 60, percent: 1.7 }, '/screening/models/M06']),
  )

  expect(await watchModels(new Date(now.getTime() + 86_400_000))).toBe(1)
  expect(await told()).toEqual(first)
  await judged(55, 0, '1.0.0+370800.2')
  await watchModels(now)
  expect(await told()).toHaveLength(4)
})
