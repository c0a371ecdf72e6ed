import { beforeAll, describe, expect, it } from 'vitest'
import { openClosing } from '#server/self-inspection/closing-report'
import { debtFilter } from '#server/self-inspection/debt-rows'
import { ledgerSums, listDebts } from '#server/self-inspection/debts'
import { declareRefund } from '#server/self-inspection/declare-refund'
import { demandRefunds, splitFinding, withdrawDemand } from '#server/self-inspection/demand-refunds'
import { amendFinding } from '#server/self-inspection/record-finding'
import { listReminders, remindRefunds } from '#server/self-inspection/remind-refunds'
import { returnFiling } from '#server/self-inspection/review-filing'
import { confirmRefund } from '#server/self-inspection/settle-refund'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { aFinding, countyReviewer, filedAt, otherCountyReviewer, proof, submittedFiling, trailOf } from '../../fixtures/filings'
import { cityReviewer, declared, payingFiling, refundsOf } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const otherCounty = officerOf('MI', 370812, ['handler'])
const later = new Date('2024-07-02T02:00:00Z')
const debtId = ({ findingId }: { findingId: string }, ledger = 'fundRefund') => `${findingId}:${ledger}`
const demand = (filing: { findingId: string }, actor = county.handler, dueOn = '2024-06-20') =>
  demandRefunds(actor, { id: debtId(filing), dueOn }, filedAt)
const clocks = (filingId: string) =>
  asOwner<{ due_at: Date; stopped_at: Date | null }>(
    `SELECT due_at, stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK72' ORDER BY due_at`,
    [filingId],
  )
const versionOf = async (findingId: string) =>
  (await asOwner<{ version: number }>('SELECT version FROM finding WHERE id = $1', [findingId]))[0]?.version
const demandsOf = (findingId: string) =>
  asOwner<{ id: string; version: number; amount: string; ledger: string }>(
    'SELECT id, version, amount_fen::text AS amount, ledger::text FROM refund_demand WHERE finding_id = $1 ORDER BY demanded_at, ledger',
    [findingId],
  )

describe('a demand', () => {
  it('asks for what is owed by a day, tells the institution, and is made once', async () => {
    const filing = await submittedFiling(campaignId)
    for (const actor of [otherCounty, countyReviewer, filing.officer, officerOf('HC', 370811, ['handler'])]) {
      const outcome = await demand(filing, actor)
      expect(outcome.ok).toBe(false)
    }
    expect(await demand(filing, county.handler, '2024-05-21')).toMatchObject(refusedWith('dueOnPast'))
    expect(await demandsOf(filing.findingId)).toEqual([])
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => demand(filing)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code])))).toEqual(new Set(['nothingToDemand']))
    expect(await demandsOf(filing.findingId)).toMatchObject([{ amount: '150000', ledger: 'fundRefund' }])
    expect(await clocks(filing.id)).toEqual([{ due_at: new Date('2024-06-20T16:00:00Z'), stopped_at: null }])
    const [told] = await asOwner<{ text: string }>('SELECT text FROM notification WHERE institution_id = $1 AND kind = $2', [
      filing.institutionId,
      'refundDemanded',
    ])
    expect(JSON.parse(told?.text ?? '{}')).toMatchObject({
      amount: '1,500.00',
      dueOn: '2024-06-20',
      number: expect.stringMatching(/^TK-370811-2024-/),
    })
    expect((await trailOf(filing.id)).at(-1)).toBe('filing.demandRefunds')
    expect((await listDebts(filing.officer, debtFilter.parse({}))).rows).toMatchObject([
      { demandedFen: '150000', dueOn: '2024-06-20', outstandingFen: '150000' },
    ])
  })

  it('is met by payments in parts; its clock stops with the last', async () => {
    const filing = await payingFiling(campaignId, ['900', '600'], 'PZPART')
    done(await demand(filing))
    const [first, second] = filing.refunds
    const confirm = (refundId: string | undefined) => confirmRefund(countyReviewer, { refundId, version: 1, reason: '已核对专户' }, filedAt)
    done(await confirm(first?.id))
    expect(await clocks(filing.id)).toMatchObject([{ stopped_at: null }])
    done(await confirm(second?.id))
    expect(await clocks(filing.id)).toMatchObject([{ stopped_at: filedAt }])
    const sums = await ledgerSums(filing.officer, debtFilter.parse({}))
    expect(
      sums.map(({ ledger, demandedFen, confirmedFen, outstandingFen }) => [ledger, demandedFen, confirmedFen, outstandingFen]),
    ).toEqual([
      ['fundRefund', 150_000n, 150_000n, 0n],
      ['agreementRecovery', 0n, 0n, 0n],
      ['fine', 0n, 0n, 0n],
    ])
  })

  it('asks for what has not arrived, in the notice, in the ledger and in the report alike', async () => {
    const filing = await payingFiling(campaignId, ['900'], 'PZREST')
    done(await confirmRefund(countyReviewer, { refundId: filing.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
    done(await demand(filing))
    const [told] = await asOwner<{ text: string }>(`SELECT text FROM notification WHERE institution_id = $1 AND kind = 'refundDemanded'`, [
      filing.institutionId,
    ])
    expect(JSON.parse(told?.text ?? '{}')).toMatchObject({ amount: '600.00' })
    const [debt] = (await listDebts(filing.officer, debtFilter.parse({}))).rows
    expect(debt).toMatchObject({ owedFen: '150000', demandedFen: '60000', confirmedFen: '90000', outstandingFen: '60000' })
    const opened = await openClosing(city.handler, { campaignId, on: '2024-05-22', measure: 'refundDemanded' })
    expect(opened?.rows.find(({ href }) => href.endsWith(filing.findingId))?.value).toBe('60000')
  })

  it('is never larger than the debt, whoever confirms at the same moment', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const filing = await payingFiling(campaignId, ['1500'], `PZSAME${turn}-`)
      const confirm = () => confirmRefund(countyReviewer, { refundId: filing.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt)
      await Promise.all([demand(filing), confirm(), demand(filing)])
      expect((await demandsOf(filing.findingId)).filter(({ amount }) => Number(amount) > 150_000)).toEqual([])
    }
  }, 120_000)

  it('is of what the finding owes, whoever amends it at the same moment', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const filing = await submittedFiling(campaignId)
      done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '请补充明细材料。' }, filedAt))
      const amend = amendFinding(filing.officer, { findingId: filing.findingId, version: 1, ...aFinding(''), fundLoss: '10' }, filedAt)
      await Promise.all([amend, demand(filing)])
      const [finding] = await asOwner<{ loss: string }>('SELECT fund_loss_fen::text AS loss FROM finding WHERE id = $1', [filing.findingId])
      expect(await demandsOf(filing.findingId)).toMatchObject([{ amount: finding?.loss }])
    }
  }, 120_000)

  it('is withdrawn with a reason and can be made anew; what it rests on does not change under it', async () => {
    const filing = await submittedFiling(campaignId)
    done(await demand(filing))
    const [row] = await demandsOf(filing.findingId)
    done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '请补充明细材料。' }, filedAt))
    const amend = async (fundLoss: string) =>
      amendFinding(
        filing.officer,
        { findingId: filing.findingId, version: await versionOf(filing.findingId), ...aFinding(''), fundLoss },
        filedAt,
      )
    expect(await amend('1400')).toMatchObject(refusedWith('demandStands'))
    const withdraw = (actor = county.handler, version = 1) =>
      withdrawDemand(actor, { demandId: row?.id, version, reason: '金额下错' }, filedAt)
    for (const actor of [otherCounty, countyReviewer, filing.officer]) expect(await withdraw(actor)).toMatchObject(refusedWith('notFound'))
    expect(await withdraw(county.handler, 2)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await withdraw()).toMatchObject({ ok: true })
    expect(
      await asOwner(`SELECT 1 FROM notification WHERE institution_id = $1 AND kind = 'demandWithdrawn'`, [filing.institutionId]),
    ).toHaveLength(1)
    expect(await withdraw(county.handler, 2)).toMatchObject(refusedWith('wrongState'))
    expect(await clocks(filing.id)).toMatchObject([{ stopped_at: filedAt }])
    expect(await amend('1400')).toMatchObject({ ok: true })
    done(await demand(filing, city.handler, '2024-06-30'))
    expect(await demandsOf(filing.findingId)).toMatchObject([{ amount: '150000' }, { amount: '140000' }])
  })

  it('runs one clock for a filing, to the earliest last day that is not paid', async () => {
    const filing = await payingFiling(campaignId, ['500'], 'PZCLOCK')
    done(
      await splitFinding(
        county.handler,
        { findingId: filing.findingId, version: await versionOf(filing.findingId), older: '1000' },
        filedAt,
      ),
    )
    done(await demandRefunds(county.handler, { id: debtId(filing, 'agreementRecovery'), dueOn: '2024-07-20' }, filedAt))
    done(await demand(filing))
    const due = async () => (await clocks(filing.id)).filter(({ stopped_at }) => stopped_at === null).map(({ due_at }) => due_at)
    expect(await due()).toEqual([new Date('2024-06-20T16:00:00Z')])
    done(await confirmRefund(countyReviewer, { refundId: filing.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
    expect(await due()).toEqual([new Date('2024-07-20T16:00:00Z')])
  })

  it('goes to all that a filter lists, when they are as many as the person was told', async () => {
    const filings = [await submittedFiling(campaignId), await submittedFiling(campaignId)]
    const filter = `state=toDemand&campaign=${campaignId}`
    const { count } = await listDebts(county.handler, debtFilter.parse(Object.fromEntries(new URLSearchParams(filter))))
    const all = (expected: number) => demandRefunds(county.handler, { allMatching: '1', filter, expected, dueOn: '2024-06-25' }, filedAt)
    expect(await all(count + 1)).toMatchObject(refusedWith('selectionChanged'))
    expect(await all(count)).toMatchObject({ ok: true, value: { demands: count } })
    for (const { findingId } of filings) expect(await demandsOf(findingId)).toHaveLength(1)
  })
})

describe('a finding that reaches across the two years', () => {
  it('is split by whoever demands; each ledger takes its own payments and no more', async () => {
    const filing = await submittedFiling(campaignId)
    const split = async (older: string, actor = county.handler) =>
      splitFinding(actor, { findingId: filing.findingId, version: await versionOf(filing.findingId), older }, filedAt)
    for (const actor of [otherCounty, filing.officer]) expect(await split('500', actor)).toMatchObject(refusedWith('notFound'))
    expect(await split('1500.01')).toMatchObject(refusedWith('splitBeyond'))
    done(await split('500'))
    const proofFileId = await proof(filing.officer)
    const pay = (ledger: string, amount: string, voucherNumber: string) =>
      declareRefund(
        filing.officer,
        { findingId: filing.findingId, ledger, amount, paidOn: '2024-05-20', voucherNumber, proofFileId },
        filedAt,
      )
    expect(await pay('agreementRecovery', '500.01', 'PZOLD1')).toMatchObject(refusedWith('refundBeyondLoss'))
    expect(await pay('fundRefund', '1000.01', 'PZOLD2')).toMatchObject(refusedWith('refundBeyondLoss'))
    expect(await pay('fine', '1', 'PZOLD3')).toMatchObject(refusedWith('invalidInput'))
    done(await pay('agreementRecovery', '500', 'PZOLD4'))
    expect((await refundsOf(filing.findingId)).map(({ ledger }) => ledger)).toEqual(['agreementRecovery'])
    expect(await split('499')).toMatchObject(refusedWith('splitBeyond'))
    done(await demand(filing))
    expect(await split('500')).toMatchObject(refusedWith('demandStands'))
  })
})

describe('a reminder', () => {
  it('goes once a day to whoever is late, with its log', async () => {
    const [late, paid] = [await submittedFiling(campaignId), await payingFiling(campaignId, ['1500'], 'PZREM')]
    for (const filing of [late, paid]) done(await demand(filing))
    done(await confirmRefund(countyReviewer, { refundId: paid.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
    const ids = [debtId(late), debtId(paid)]
    const remind = (actor = county.handler, at = later) => remindRefunds(actor, { id: ids }, at)
    expect(await remind(county.handler, filedAt)).toMatchObject(refusedWith('nothingToRemind')) // not due yet
    for (const actor of [countyReviewer, late.officer]) expect(await remind(actor)).toMatchObject(refusedWith('notFound'))
    expect(await remind(otherCounty)).toMatchObject(refusedWith('nothingToRemind'))
    const outcomes = await Promise.all([remind(), remind(city.handler), remind()])
    expect(outcomes.filter(({ ok }) => ok)).toMatchObject([{ value: { reminded: 1 } }])
    expect(await asOwner('SELECT institution_id FROM notification WHERE kind = $1', ['refundOverdue'])).toEqual([
      { institution_id: late.institutionId },
    ])
    expect(await listReminders(cityReviewer)).toMatchObject([{ filingId: late.id, overdueRefundFen: 150_000n, overdueRecoveryFen: 0n }])
    expect(await listReminders(otherCountyReviewer)).toEqual([])
    expect(await remind(county.handler, new Date('2024-07-03T02:00:00Z'))).toMatchObject({ ok: true })
    await declared(late, ['10'], 'PZREMX')
  })
})
