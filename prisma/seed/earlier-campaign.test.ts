import { beforeAll, expect, it } from 'vitest'
import { beijingDay } from '#domain/kernel/civil-date'
import { type FoundRow, recurrencesOf } from '#domain/self-inspection/consequence'
import { worldAt } from '../../tests/support/seeded-world'
import { checklistItemRows } from '../reference/rows'
import type { World } from './world'

const items = new Map(checklistItemRows().map((row) => [row.id, row]))

/** What an institution found, as the proposals look at it. */
function foundBy(world: World, institutionId: string): FoundRow[] {
  const filings = new Map(world.rowsOf('filing').map((row) => [row.id, row]))
  const answers = new Map(world.rowsOf('filing_answer').map((row) => [row.id, row]))
  const own = world.rowsOf('finding').filter((one) => one.institutionId === institutionId)
  return own.flatMap(({ id, filingId, answerId, campaignId, fundLossFen, remediedAt }) => {
    const item = items.get(answers.get(answerId)?.itemId ?? '')
    const submittedAt = filings.get(filingId)?.submittedAt
    if (!item || !submittedAt) return []
    const [foundOn, remediedOn] = [beijingDay(new Date(submittedAt)), remediedAt ? beijingDay(new Date(remediedAt)) : null]
    const { code, text } = item
    const of = { id, source: 'filing' as const, campaignId, campaignName: '', foundOn, remediedOn, notRemedied: false }
    return [{ ...of, code, text, violationType: item.violationType ?? '', fundLossFen: String(fundLossFen) }]
  })
}

let world: World
beforeAll(async () => {
  world = await worldAt('2026-11-22')
}, 60_000)

it('is closed, a year before the one under way, and owes nothing', () => {
  const [now, earlier] = world.rowsOf('campaign').filter(({ parentId }) => !parentId)
  expect([now?.year, now?.state, earlier?.year, earlier?.state]).toEqual([2026, 'launched', 2025, 'closed'])
  expect(earlier).toMatchObject({ name: expect.stringContaining('2025年'), issuedOn: now?.issuedOn?.toString().replace('2026', '2025') })
  const signed = world.rowsOf('commitment').filter(({ campaignId }) => campaignId === earlier?.id)
  expect(signed.map(({ agencyId }) => agencyId)).toContain(earlier?.agencyId)
  const findings = world.rowsOf('finding').filter(({ campaignId }) => campaignId === earlier?.id)
  expect(findings.length).toBeGreaterThan(0)
  for (const { id, fundLossFen, remediedAt } of findings) {
    expect(remediedAt).toBeInstanceOf(Date)
    const paid = world.rowsOf('refund').filter((one) => one.findingId === id)
    expect(paid).toMatchObject([{ amountFen: fundLossFen, state: 'confirmed' }])
  }
})

it('makes the same come again with a few institutions, as the rule tells it', () => {
  const [, earlier] = world.rowsOf('campaign').filter(({ parentId }) => !parentId)
  const past = world.rowsOf('filing').filter(({ campaignId }) => campaignId === earlier?.id)
  expect(past.length).toBeGreaterThan(1)
  for (const { institutionId, institutionName } of past)
    expect(
      recurrencesOf(foundBy(world, institutionId)).map(({ kind }) => kind),
      institutionName,
    ).toContain('again')
})

it.each(['2027-01-15', '2027-05-02'])(
  'is there on %s too',
  async (day) => {
    const later = await worldAt(day)
    expect(later.rowsOf('campaign').filter(({ state }) => state === 'closed')).toHaveLength(1)
  },
  60_000,
)
