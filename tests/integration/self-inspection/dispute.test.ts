import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getWorkCentre } from '#server/desk/work-list'
import { decideDispute, raiseDispute } from '#server/self-inspection/dispute-check'
import { getFilingForReview } from '#server/self-inspection/filing-queries'
import { checksOfFiling, getOnSiteCheck } from '#server/self-inspection/on-site-queries'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { countyReviewer, proof, stateOf, submittedFiling, trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { aColleague, anInspectedDraw, signedCheck } from '../../fixtures/spot-checks'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

/** A signed re-check that found 500.00 元 more, and its institution. */
async function found() {
  const campaignId = await launchedCampaign()
  const filing = await submittedFiling(campaignId)
  const inspected = await anInspectedDraw(campaignId)
  const check = await signedCheck(inspected, { result: 'underDeclared', difference: '500', note: '另有未申报' })
  const line = check.items[0]?.line
  const raise = (input: object = {}, actor: Actor = filing.officer, at = inspected.at) =>
    raiseDispute(actor, { lineId: line?.id, reason: '差额中含已申报部分', evidenceFileIds: '', ...input }, at)
  return { filing, inspected, check, raise, officer: filing.officer }
}
const historyOf = async (filingId: string) => (await getFilingForReview(countyReviewer, filingId))?.history
const clocksOf = (filingId: string) =>
  asOwner<{ stopped: boolean }>(
    `SELECT stopped_at IS NOT NULL AS stopped FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK75'`,
    [filingId],
  )

describe('a dispute', () => {
  it('is raised by the institution alone, once for a line, within its time', async () => {
    const { filing, check, raise, officer, inspected } = await found()
    const before = await stateOf(filing.id)
    const others = [city.handler, county.handler, officerOf('PS', 370800, ['handler']), complianceOfficer(randomUUID(), 370811)]
    for (const actor of others) expect(await raise({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await raise({ reason: '不' })).toMatchObject(refusedWith('invalidInput'))
    expect(await raise({ evidenceFileIds: randomUUID() })).toMatchObject(refusedWith('notFound'))
    const [agreed] = check.items.filter(({ line }) => line?.result === 'agrees')
    expect(await raise({ lineId: agreed?.line?.id })).toMatchObject(refusedWith('wrongState'))
    expect(await raise({}, officer, check.disputeUntil ?? undefined)).toMatchObject(refusedWith('disputeOver'))
    expect(await stateOf(filing.id)).toBe(before)

    const evidenceFileIds = await proof(officer)
    const twice = await Promise.all([raise({ evidenceFileIds }), raise({ evidenceFileIds })])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await raise()).toMatchObject(refusedWith('alreadyExists'))
    expect(await clocksOf(filing.id)).toEqual([{ stopped: false }])
    const [own] = await checksOfFiling(officer, filing.id)
    expect(own?.lines).toMatchObject([{ dispute: { state: 'open', evidence: [{ title: expect.any(String) }] } }])
    expect((await getWorkCentre(await aColleague(['approver']))).counts.decideDispute).toBeGreaterThan(0)
    expect(
      (await getWorkCentre(inspected.inspectors[1])).items.filter(
        ({ kind, number }) => kind === 'decideDispute' && number === check.filing.number,
      ),
      'not by who inspected',
    ).toEqual([])
  }, 90_000)

  it('is decided by somebody of the agency that drew who did not inspect; undecided, its difference counts for nothing', async () => {
    const { filing, inspected, check, raise } = await found()
    expect(await historyOf(filing.id)).toMatchObject({ foundFen: 500_00n, honesty: 7_500 })
    const { id: disputeId } = done(await raise())
    expect(await historyOf(filing.id)).toMatchObject({ foundFen: 0n, honesty: 10_000 })

    const approver = await aColleague(['approver'])
    const decide = (input: object = {}, actor: Actor = approver) =>
      decideDispute(actor, { disputeId, version: 1, outcome: 'stands', decision: '复核病历，差额无误', ...input }, inspected.at)
    const before = await stateOf(filing.id)
    for (const actor of [city.handler, countyReviewer, officerOf('PS', 370800, ['approver']), filing.officer])
      expect(await decide({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await decide({}, inspected.inspectors[1])).toMatchObject(refusedWith('inspectedIt'))
    expect(await decide({ version: 2 })).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await decide({ outcome: 'changed' })).toMatchObject(refusedWith('differenceUnsaid'))
    expect(await decide({ outcome: 'changed', result: 'underDeclared', difference: '500' })).toMatchObject(refusedWith('differenceUnsaid'))
    expect(await stateOf(filing.id)).toBe(before)

    const outcomes = await Promise.all([decide(), decide()])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await clocksOf(filing.id)).toEqual([{ stopped: true }])
    expect(await historyOf(filing.id)).toMatchObject({ foundFen: 500_00n, honesty: 7_500 })
    expect(await getOnSiteCheck(approver, check.id)).toMatchObject({ result: 'discrepancy', discrepancyFen: 500_00n })
    expect((await trailOf(filing.id)).slice(-2)).toEqual(['spotCheck.dispute', 'spotCheck.decide'])
  }, 90_000)

  it('that changes the line changes what the institution came to, and keeps what stood', async () => {
    const { filing, inspected, check, raise, officer } = await found()
    const { id: disputeId } = done(await raise())
    const approver = await aColleague(['approver'])
    const changed = {
      disputeId,
      version: 1,
      outcome: 'changed',
      result: 'underDeclared',
      difference: '120',
      decision: '扣除已申报的 380 元',
    }
    done(await decideDispute(approver, changed, inspected.at))
    expect(await getOnSiteCheck(approver, check.id)).toMatchObject({ result: 'discrepancy', discrepancyFen: 120_00n })
    expect(await historyOf(filing.id)).toMatchObject({ foundFen: 120_00n })
    const [own] = await checksOfFiling(officer, filing.id)
    expect(own?.lines).toMatchObject([
      {
        differenceFen: 120_00n,
        dispute: { state: 'changed', beforeResult: 'underDeclared', beforeDifferenceFen: 500_00n, decision: '扣除已申报的 380 元' },
      },
    ])
    const write = `UPDATE check_dispute SET decision = 'x' WHERE id = '${disputeId}'`
    await expect(asActor(rowContext(approver), (tx) => tx.$executeRawUnsafe(write))).rejects.toThrow('decided once')
    expect(await asActor(rowContext(officer), (tx) => tx.$executeRawUnsafe(write))).toBe(0)
  }, 90_000)

  it('that is granted in full leaves agreement', async () => {
    const { inspected, check, raise } = await found()
    const { id: disputeId } = done(await raise())
    const approver = await aColleague(['approver'])
    done(
      await decideDispute(
        approver,
        { disputeId, version: 1, outcome: 'changed', result: 'agrees', decision: '申报时已包含' },
        inspected.at,
      ),
    )
    expect(await getOnSiteCheck(approver, check.id)).toMatchObject({ result: 'agrees', discrepancyFen: null })
  }, 90_000)
})
