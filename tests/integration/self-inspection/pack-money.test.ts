import { beforeAll, describe, expect, it } from 'vitest'
import { applyPack } from '#server/self-inspection/apply-pack'
import { declareRefund } from '#server/self-inspection/declare-refund'
import { demandRefunds, splitFinding } from '#server/self-inspection/demand-refunds'
import { amendFinding } from '#server/self-inspection/record-finding'
import { returnFiling } from '#server/self-inspection/review-filing'
import { county, done, launchedCampaign } from '../../fixtures/campaigns'
import {
  aFinding,
  countyReviewer,
  filedAt,
  filingWithFinding,
  issuedFiling,
  itemsFor,
  proof,
  submittedFiling,
  type TestFiling,
} from '../../fixtures/filings'
import { aPackedFinding, edited, packOf, returned } from '../../fixtures/packs'
import { refundsOf } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
let code = ''
let other = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
  const [first, second] = await itemsFor()
  code = first?.code ?? ''
  other = second?.code ?? ''
})

const refusedWith = (refusal: string) => ({ ok: false, refusal: { code: refusal } })
const anOldPeriod = { periodFrom: new Date('2021-06-01T00:00:00Z'), periodTo: new Date('2021-12-31T00:00:00Z') }
const findingIn = async ({ id }: TestFiling) =>
  (
    await asOwner<{ id: string; loss: string; older: string | null; version: number }>(
      'SELECT id, version, fund_loss_fen::text AS loss, agreement_fen::text AS older FROM finding WHERE filing_id = $1',
      [id],
    )
  )[0]

async function taken(filing: TestFiling, view: Awaited<ReturnType<typeof returned>>) {
  const proofFileIds = await proof(filing.officer)
  const mine = view.changes.filter(({ conflict }) => conflict).map(({ id }) => id)
  return applyPack(filing.officer, { packReturnId: view.id, seen: view.seen, mine, proofFileIds }, filedAt)
}

/** A filing that the bureau has split and given back: 500 of 1,500 元 are older. */
async function splitAndReturned() {
  const filing = await submittedFiling(campaignId)
  done(await splitFinding(county.handler, { findingId: filing.findingId, version: 1, older: '500' }, filedAt))
  return backWithIt(filing)
}
async function backWithIt(filing: Awaited<ReturnType<typeof submittedFiling>>) {
  done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '请补充明细材料。' }, filedAt))
  return filing
}

describe('a refund in a pack', () => {
  it('goes on the ledger that its finding owes on', async () => {
    const filing = await issuedFiling(campaignId)
    const refund = { refund: 1500, paidOn: new Date('2024-05-20T00:00:00Z') }
    const view = await returned(
      filing,
      await edited(await packOf(filing), ({ fill }) => {
        fill(code, { ...aPackedFinding, ...anOldPeriod, ...refund, voucher: 'PKOLD' })
        fill(other, { ...aPackedFinding, ...refund, voucher: 'PKNEW' })
      }),
    )
    expect(view.changes.flatMap((change) => (change.part === 'refund' ? [change.ledger] : []))).toEqual(['agreementRecovery', 'fundRefund'])
    const proofFileIds = await proof(filing.officer)
    await asOwner(`UPDATE stored_file SET display_name = 'PKOLD PKNEW.pdf' WHERE id = $1`, [proofFileIds])
    done(await applyPack(filing.officer, { packReturnId: view.id, seen: view.seen, proofFileIds }, filedAt))
    const paid = await asOwner<{ voucher: string; ledger: string }>(
      'SELECT voucher_number AS voucher, ledger::text FROM refund WHERE filing_id = $1 ORDER BY 1 DESC',
      [filing.id],
    )
    expect(paid).toEqual([
      { voucher: 'PKOLD', ledger: 'agreementRecovery' },
      { voucher: 'PKNEW', ledger: 'fundRefund' },
    ])
  })

  it('is bounded by what is left on one ledger, not on both', async () => {
    const filing = await splitAndReturned()
    const pay = (amount: number, voucher: string) =>
      edited(pack, ({ fill }) => fill(code, { refund: amount, paidOn: new Date('2024-05-20T00:00:00Z'), voucher }))
    const pack = await packOf(filing)
    const tooMuch = await returned(filing, await pay(1000.01, 'PKMUCH'))
    expect(tooMuch.faulty.map(({ faults }) => faults.map(({ column }) => column))).toEqual([['refund']])
    expect(done(await taken(filing, await returned(filing, await pay(1000, 'PKFIRST'))))).toMatchObject({ refunds: 1 })
    expect(done(await taken(filing, await returned(filing, await pay(500, 'PKSECOND'))))).toMatchObject({ refunds: 1 })
    expect((await refundsOf(filing.findingId)).map(({ ledger, amount }) => [ledger, amount])).toEqual([
      ['fundRefund', '100000'],
      ['agreementRecovery', '50000'],
    ])
  })
})

describe('what a finding owes', () => {
  it('is not changed by a pack under a demand', async () => {
    const filing = await submittedFiling(campaignId)
    done(await demandRefunds(county.handler, { id: `${filing.findingId}:fundRefund`, dueOn: '2024-06-20' }, filedAt))
    await backWithIt(filing)
    const pack = await packOf(filing)
    for (const cells of [{ fundLoss: 10 }, { periodTo: new Date('2023-06-29T00:00:00Z') }]) {
      const view = await returned(filing, await edited(pack, ({ fill }) => fill(code, cells)))
      expect(view.changes).toEqual([])
      expect(view.faulty[0]?.faults.map(({ reason }) => reason)).toEqual([expect.stringContaining('已有退款通知')])
    }
    expect(
      done(await taken(filing, await returned(filing, await edited(pack, ({ fill }) => fill(code, { cause: '另一个原因' }))))),
    ).toEqual({
      answers: 0,
      findings: 1,
      refunds: 0,
    })
  })

  it('keeps the bureau’s split, by pack as on the page, until the bureau takes it back', async () => {
    const filing = await splitAndReturned()
    const pack = await packOf(filing)
    const amend = async (more: object) =>
      amendFinding(
        filing.officer,
        { findingId: filing.findingId, version: (await findingIn(filing))?.version, ...aFinding(''), ...more },
        filedAt,
      )
    for (const [packed, typed] of [
      [{ fundLoss: 400 }, { fundLoss: '400' }],
      [{ periodTo: new Date('2023-05-31T00:00:00Z') }, { periodTo: '2023-05-31' }],
    ] as const) {
      const view = await returned(filing, await edited(pack, ({ fill }) => fill(code, packed)))
      expect(view.changes).toEqual([])
      expect(view.faulty[0]?.faults.map(({ reason }) => reason)).toEqual([expect.stringContaining('拆分')])
      expect(await amend(typed)).toMatchObject(refusedWith('splitStands'))
    }
    done(await taken(filing, await returned(filing, await edited(pack, ({ fill }) => fill(code, { fundLoss: 700 })))))
    expect(await findingIn(filing)).toMatchObject({ loss: '70000', older: '50000' })
    done(await amend({ fundLoss: '600' }))
    expect(await findingIn(filing)).toMatchObject({ loss: '60000', older: '50000' })

    const version = (await findingIn(filing))?.version
    done(await splitFinding(county.handler, { findingId: filing.findingId, version, older: '' }, filedAt))
    done(await amend({ fundLoss: '400', periodTo: '2023-05-31' }))
    expect(await findingIn(filing)).toMatchObject({ loss: '40000', older: null })
    const [entry] = await asOwner<{ change: Record<string, unknown> }>(
      `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'filing.amendFinding' ORDER BY seq DESC LIMIT 1`,
      [filing.id],
    )
    expect(entry?.change).toMatchObject({ period: ['2023-01-01/2023-06-30', '2023-01-01/2023-05-31'], fundLossFen: ['60000', '40000'] })
  })

  it('does not leave money on a ledger that would owe less', async () => {
    const filing = await filingWithFinding(campaignId)
    const fields = {
      findingId: filing.findingId,
      amount: '200',
      paidOn: '2024-05-20',
      voucherNumber: 'PKSTAY',
      proofFileId: await proof(filing.officer),
    }
    done(await declareRefund(filing.officer, fields, filedAt))
    const old = { periodFrom: '2021-06-01', periodTo: '2021-12-31' }
    expect(await amendFinding(filing.officer, { findingId: filing.findingId, version: 1, ...aFinding(''), ...old }, filedAt)).toMatchObject(
      refusedWith('refundBeyondLoss'),
    )
    const view = await returned(filing, await edited(await packOf(filing), ({ fill }) => fill(code, anOldPeriod)))
    expect(view.faulty[0]?.faults.map(({ column }) => column)).toEqual(['fundLoss'])
  })
})
