import { expect, it } from 'vitest'
import { getFilingForReview } from '#server/self-inspection/filing-queries'
import { city, launchedCampaign } from '../../fixtures/campaigns'
import { countyReviewer, otherCountyReviewer, submittedFiling } from '../../fixtures/filings'
import { anInspectedDraw, signedCheck } from '../../fixtures/spot-checks'
import { asOwner } from '../../support/as-owner'

const historyOf = async (id: string, actor = countyReviewer) => (await getFilingForReview(actor, id))?.history

/** A re-check on site of the only filing of a campaign, which finds so much more. */
async function recheckFinds(campaignId: string, purpose: string, difference: string) {
  await signedCheck(await anInspectedDraw(campaignId, { purpose }), { result: 'underDeclared', difference, note: '另有未申报' })
}

it('holds what was said against what others found, and names what came again', async () => {
  const [campaignId, earlier] = [await launchedCampaign(), await launchedCampaign()]
  const before = await submittedFiling(earlier)
  const filing = await submittedFiling(campaignId)
  expect(await historyOf(filing.id)).toMatchObject({ declaredFen: 1_500_00n, foundFen: 0n, honesty: 10_000, again: [] })

  await recheckFinds(campaignId, 'remedyReview', '500.00')
  const checked = await historyOf(filing.id)
  expect(checked).toMatchObject({ declaredFen: 1_500_00n, foundFen: 500_00n, honesty: 7_500 })
  expect(checked?.campaigns).toMatchObject([{ checks: 1, discrepancies: 1, checksFen: 500_00n }])
  expect((await historyOf(filing.id, city.handler))?.campaigns).toMatchObject([{ checks: 1, unremedied: 1 }])
  const hints = (await getFilingForReview(countyReviewer, filing.id))?.hints
  expect(hints).toMatchObject([{ name: 'foundOtherwise', count: 1 }])

  await asOwner(
    `INSERT INTO refund (id, campaign_id, filing_id, finding_id, institution_id, region_no, ledger, amount_fen, paid_on, voucher_number, state, declared_by_id, declared_at, confirmed_by_id, confirmed_at)
     SELECT gen_random_uuid(), campaign_id, filing_id, id, institution_id, region_no, l.ledger::"RefundLedger", l.fen, '2024-05-20', 'H' || l.fen, 'confirmed', recorded_by_id, now(), $2, now()
     FROM finding, (VALUES ('fundRefund', 700), ('agreementRecovery', 300)) AS l(ledger, fen) WHERE filing_id = $1`,
    [filing.id, countyReviewer.userId],
  )
  expect((await historyOf(filing.id))?.campaigns).toMatchObject([{ refundedFen: 700n, recoveredFen: 300n }])

  // The same institution under the same item in another campaign.
  await asOwner('UPDATE filing SET institution_id = $2 WHERE id = $1', [before.id, filing.institutionId])
  await asOwner('UPDATE finding SET institution_id = $2 WHERE filing_id = $1', [before.id, filing.institutionId])
  const both = await historyOf(filing.id)
  expect(both).toMatchObject({ declaredFen: 3_000_00n, foundFen: 500_00n, honesty: 8_571 })
  expect(both?.campaigns).toHaveLength(2)
  expect(both?.again).toMatchObject([{ code: expect.any(String), text: expect.any(String) }])
  expect(await historyOf(filing.id, otherCountyReviewer)).toBeUndefined()
}, 90_000)
