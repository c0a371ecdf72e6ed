import { beforeAll, expect, it } from 'vitest'
import { declareRefund, withdrawRefund } from '#server/self-inspection/declare-refund'
import { acceptFiling } from '#server/self-inspection/review-filing'
import { rejectRefund } from '#server/self-inspection/settle-refund'
import { done, launchedCampaign } from '../../fixtures/campaigns'
import { countyReviewer, filedAt, proof, submittedFiling } from '../../fixtures/filings'
import { payingFiling, refundsOf } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const told = async (institutionId: string, kind: string) =>
  (await asOwner<{ text: string }>('SELECT text FROM notification WHERE institution_id = $1 AND kind = $2', [institutionId, kind])).map(
    ({ text }): unknown => JSON.parse(text),
  )

it('stays as it was refused, with its reason in the trail and a notice; its voucher can be declared again', async () => {
  const filing = await payingFiling(campaignId, ['300'], 'PZREFUSED')
  const [first] = filing.refunds
  done(await rejectRefund(countyReviewer, { refundId: first?.id, version: 1, reason: '未到账' }, filedAt))
  const [entry] = await asOwner<{ change: object }>(
    `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'filing.rejectRefund'`,
    [filing.id],
  )
  expect(entry?.change).toMatchObject({ refund: ['declared', 'rejected'], reason: [null, '未到账'] })
  expect(await told(filing.institutionId, 'refundRejected')).toMatchObject([{ voucher: 'PZREFUSED0', reason: '未到账' }])

  const withdraw = (refundId: string | undefined, version: number) => withdrawRefund(filing.officer, { refundId, version }, filedAt)
  expect(await withdraw(first?.id, 2)).toMatchObject(refusedWith('wrongState'))
  const proofFileId = await proof(filing.officer)
  const fields = { findingId: filing.findingId, amount: '300', paidOn: '2024-05-20', voucherNumber: 'PZREFUSED0', proofFileId }
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => declareRefund(filing.officer, fields, filedAt)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await refundsOf(filing.findingId)).map(({ state }) => state).sort()).toEqual(['declared', 'rejected'])
  const again = (await refundsOf(filing.findingId)).find(({ state }) => state === 'declared')
  expect(await withdraw(again?.id, 1)).toMatchObject({ ok: true })
})

it('is one of the things that an institution is told, as is that its filing is accepted', async () => {
  const filing = await submittedFiling(campaignId)
  done(await acceptFiling(countyReviewer, { filingId: filing.id, version: filing.version }, filedAt))
  expect(await told(filing.institutionId, 'filingAccepted')).toMatchObject([{ number: expect.stringMatching(/^ZC-/) }])
})
