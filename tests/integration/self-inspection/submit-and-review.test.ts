import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '#server/access'
import { query } from '#server/query'
import { answerItem } from '#server/self-inspection/answer-items'
import { declareRefund, withdrawRefund } from '#server/self-inspection/declare-refund'
import { filingProgress } from '#server/self-inspection/filing-progress'
import { getFiling, getFilingForReview, listOwnFilings } from '#server/self-inspection/filing-queries'
import { listFilings } from '#server/self-inspection/list-filings'
import { amendFinding } from '#server/self-inspection/record-finding'
import { removeFinding } from '#server/self-inspection/remove-finding'
import { acceptFiling, returnFiling } from '#server/self-inspection/review-filing'
import { confirmRefund, rejectRefund } from '#server/self-inspection/settle-refund'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import {
  aFinding,
  answerAll,
  countyReviewer,
  filedAt,
  filingRow,
  filingWithFinding,
  issuedFiling,
  itemsFor,
  otherCountyReviewer,
  proof,
  stateOf,
  submittedFiling,
  trailOf,
} from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const stranger = () => complianceOfficer(randomUUID(), 370811)

describe('submitting', () => {
  it('asks for every item in full, and names what is missing', async () => {
    const filing = await issuedFiling(campaignId)
    const items = await itemsFor()
    await answerAll(filing)
    const last = items.at(-1)
    done(await answerItem(filing.officer, { filingId: filing.id, itemId: last?.id, answer: 'found', version: 1 }, filedAt))
    const before = await stateOf(filing.id)
    const submit = (input: object, actor = filing.officer) =>
      submitFiling(actor, { filingId: filing.id, version: 2, attested: 'on', ...input }, filedAt)
    expect(await submit({})).toEqual({ ok: false, refusal: { code: 'incomplete', detail: { missing: [last?.code] } } })
    expect(await submit({ attested: 'off' })).toMatchObject(refusedWith('invalidInput'))
    for (const actor of [stranger(), countyReviewer, city.handler]) expect(await submit({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await stateOf(filing.id)).toBe(before)
  })

  it('gives one receipt, tells the bureau of the place, and keeps what was attested', async () => {
    const filing = await submittedFiling(campaignId)
    expect(filing.receiptNumber).toMatch(/^HZ-370811-2024-\d{6}$/)
    const [row] = await asOwner<{ attestation: string; submitted_by_name: string }>(
      'SELECT attestation, submitted_by_name FROM filing WHERE id = $1',
      [filing.id],
    )
    expect(row).toMatchObject({ attestation: expect.stringContaining('真实性'), submitted_by_name: '合规专员' })
    const told = await asOwner('SELECT agency_id FROM notification WHERE kind = $1 AND link LIKE $2', ['filingSubmitted', `%${filing.id}`])
    expect(told).toEqual([{ agency_id: county.handler.agencyId }])
    expect((await trailOf(filing.id)).at(-1)).toBe('filing.submit')
  })

  it('has one effect when twenty arrive at once', async () => {
    const filing = await issuedFiling(campaignId)
    await answerAll(filing)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => submitFiling(filing.officer, { filingId: filing.id, version: 2, attested: 'on' }, filedAt)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code])))).toEqual(new Set(['wrongState']))
    expect((await trailOf(filing.id)).filter((action) => action === 'filing.submit')).toHaveLength(1)
    const [register] = await asOwner<{ last_number: number }>(`SELECT last_number FROM number_register WHERE prefix = 'HZ-370811'`)
    const given = await asOwner(`SELECT 1 FROM filing WHERE receipt_number LIKE 'HZ-370811-%'`)
    expect(register?.last_number).toBe(given.length)
  })

  it('answers a repeated request as it did the first time', async () => {
    const filing = await issuedFiling(campaignId)
    await answerAll(filing)
    const input = { filingId: filing.id, version: 2, attested: 'on', requestKey: randomUUID() }
    const first = await submitFiling(filing.officer, input, filedAt)
    expect(first).toMatchObject({ ok: true })
    expect(await submitFiling(filing.officer, input, filedAt)).toEqual(first)
    expect(await submitFiling(filing.officer, { ...input, version: 3 }, filedAt)).toMatchObject(refusedWith('requestKeyReused'))
  })
})

describe('the trail', () => {
  it('names the department of whoever acts: none for a hospital, and the bureau above reads it all the same', async () => {
    const filing = await submittedFiling(campaignId)
    done(await acceptFiling(countyReviewer, { filingId: filing.id, version: filing.version }, filedAt))
    const lines = await asOwner<{ action: string; department: string | null }>(
      'SELECT action, department FROM audit_entry WHERE subject_id = $1 ORDER BY seq',
      [filing.id],
    )
    expect(lines.find(({ action }) => action === 'filing.submit')?.department).toBeNull()
    expect(lines.at(-1)).toEqual({ action: 'filing.accept', department: 'MI' })
    const seen = async (actor: Actor) =>
      query(actor, (tx) =>
        tx.auditEntry.count({ where: { AND: [{ subjectId: filing.id, action: 'filing.submit' }, whereReadable(actor, 'auditEntry')] } }),
      )
    expect(await seen(countyReviewer)).toBe(1)
    expect(await seen(city.handler)).toBe(1)
    for (const actor of [otherCountyReviewer, officerOf('PS', 370811, ['handler']), stranger()]) expect(await seen(actor)).toBe(0)
  })
})

describe('reviewing', () => {
  it('accepts once, by a reviewer of the region', async () => {
    const filing = await submittedFiling(campaignId)
    const before = await stateOf(filing.id)
    const accept = (actor = countyReviewer, version = filing.version) =>
      acceptFiling(actor, { filingId: filing.id, version, note: '' }, filedAt)
    for (const actor of [otherCountyReviewer, county.handler, filing.officer, officerOf('HC', 370811, ['reviewer'])]) {
      expect(await accept(actor)).toMatchObject(refusedWith('notFound'))
    }
    expect(await accept(countyReviewer, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await stateOf(filing.id)).toBe(before)
    expect(await accept()).toMatchObject({ ok: true })
    expect(await accept(countyReviewer, filing.version + 1)).toMatchObject(refusedWith('wrongState'))
    expect(await filingRow(filing.id)).toMatchObject({ state: 'accepted' })
  })

  it('returns with what is wrong, item by item; the institution corrects and submits again under a new receipt', async () => {
    const filing = await submittedFiling(campaignId)
    const note = '个别条目未说明自查方法。'
    const give = (input: object) =>
      returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: note, ...input }, filedAt)
    const before = await stateOf(filing.id)
    expect(await give({ reason: '否' })).toMatchObject(refusedWith('invalidInput'))
    expect(await give({ itemId: randomUUID(), itemReason: '不存在的条目' })).toMatchObject(refusedWith('notFound'))
    expect(await stateOf(filing.id)).toBe(before)
    const [, second] = await itemsFor()
    expect(await give({ itemId: [filing.itemId, second?.id, ''], itemReason: ['金额与明细不符', '', ''] })).toMatchObject({ ok: true })
    expect(
      await asOwner('SELECT review_note FROM filing_answer WHERE filing_id = $1 AND review_note <> $2 ORDER BY review_note', [
        filing.id,
        '',
      ]),
    ).toEqual([{ review_note: note }, { review_note: '金额与明细不符' }].sort((a, b) => (a.review_note < b.review_note ? -1 : 1)))
    expect(
      await asOwner('SELECT 1 FROM notification WHERE institution_id = $1 AND kind = $2', [filing.institutionId, 'filingReturned']),
    ).toHaveLength(1)

    done(await amendFinding(filing.officer, { findingId: filing.findingId, version: 1, ...aFinding(''), fundLoss: '1200' }, filedAt))
    const { version, state } = await filingRow(filing.id)
    expect(state).toBe('inProgress')
    const again = done(await submitFiling(filing.officer, { filingId: filing.id, version, attested: 'on' }, filedAt))
    expect(again.receiptNumber).not.toBe(filing.receiptNumber)
    done(await acceptFiling(countyReviewer, { filingId: filing.id, version: version + 1, note: '' }, filedAt))
    expect(await asOwner('SELECT 1 FROM filing_answer WHERE filing_id = $1 AND review_note <> $2', [filing.id, ''])).toEqual([])
    expect((await trailOf(filing.id)).filter((action) => action.startsWith('filing.re') || action === 'filing.submit')).toEqual([
      'filing.recordFinding',
      'filing.submit',
      'filing.return',
      'filing.reopen',
      'filing.submit',
    ])
  })
})

describe('a refund', () => {
  let serial = 0
  const refund = (findingId: string, proofFileId: string, override: object = {}) => {
    serial += 1
    return { findingId, amount: '1000', paidOn: '2024-05-21', voucherNumber: `TK${serial}`, proofFileId, ...override }
  }

  it('is declared with its proof, up to the fund’s loss, each voucher once', async () => {
    const filing = await filingWithFinding(campaignId)
    const proofFileId = await proof(filing.officer)
    const declare = (override: object, actor = filing.officer) =>
      declareRefund(actor, refund(filing.findingId, proofFileId, override), filedAt)
    expect(await declare({}, stranger())).toMatchObject(refusedWith('notFound'))
    expect(await declare({ proofFileId: await proof(city.handler) })).toMatchObject(refusedWith('notFound'))
    expect(await declare({ proofFileId: '' })).toMatchObject(refusedWith('invalidInput'))
    expect(await declare({ amount: '0' })).toMatchObject(refusedWith('invalidInput'))
    expect(await declare({ paidOn: '2024-05-23' })).toMatchObject(refusedWith('dateInFuture'))
    expect(await declare({ voucherNumber: 'V-1' })).toMatchObject({ ok: true })
    expect(await declare({ amount: '100', voucherNumber: 'V-1' })).toMatchObject(refusedWith('alreadyExists'))
    expect(await declare({ amount: '500.01' })).toMatchObject({
      ok: false,
      refusal: { code: 'refundBeyondLoss', detail: { left: '500.00' } },
    })
    expect(await removeFinding(filing.officer, { findingId: filing.findingId, version: 1 }, filedAt)).toMatchObject(
      refusedWith('refundsStand'),
    )
    const less = { findingId: filing.findingId, version: 1, ...aFinding(''), fundLoss: '999' }
    expect(await amendFinding(filing.officer, less, filedAt)).toMatchObject(refusedWith('refundBeyondLoss'))
    const { totals } = (await getFiling(filing.officer, filing.id)) ?? {}
    expect(totals).toMatchObject({
      fundLossFen: 150000n,
      byLedger: { fundRefund: { declaredFen: 100000n, confirmedFen: 0n, outstandingFen: 50000n } },
    })
  })

  it('never exceeds the loss, though ten are declared at once', async () => {
    const filing = await filingWithFinding(campaignId)
    const proofFileId = await proof(filing.officer)
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => declareRefund(filing.officer, refund(filing.findingId, proofFileId, { amount: '400' }), filedAt)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(3)
    const [sum] = await asOwner<{ fen: string }>('SELECT sum(amount_fen) AS fen FROM refund WHERE finding_id = $1', [filing.findingId])
    expect(sum?.fen).toBe('120000')
  })

  it('is settled by the bureau once the filing is in, and withdrawn only before', async () => {
    const filing = await submittedFiling(campaignId)
    const proofFileId = await proof(filing.officer)
    for (const amount of ['700', '300', '200']) {
      done(await declareRefund(filing.officer, refund(filing.findingId, proofFileId, { amount }), filedAt))
    }
    const [first, second, third] = await asOwner<{ id: string }>('SELECT id FROM refund WHERE finding_id = $1 ORDER BY amount_fen DESC', [
      filing.findingId,
    ])
    const confirm = (actor: typeof countyReviewer, version = 1) =>
      confirmRefund(actor, { refundId: first?.id, version, reason: '已与财政专户核对' }, filedAt)
    for (const actor of [otherCountyReviewer, county.handler, filing.officer])
      expect(await confirm(actor)).toMatchObject(refusedWith('notFound'))
    expect(await confirm(countyReviewer, 2)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await confirm(countyReviewer)).toMatchObject({ ok: true })
    expect(await confirm(countyReviewer, 2)).toMatchObject(refusedWith('wrongState'))
    expect(await rejectRefund(countyReviewer, { refundId: second?.id, version: 1, reason: '未到账' }, filedAt)).toMatchObject({ ok: true })
    const withdraw = (refundId: string | undefined, version: number) => withdrawRefund(filing.officer, { refundId, version }, filedAt)
    expect(await withdraw(first?.id, 2)).toMatchObject(refusedWith('wrongState'))
    expect(await withdraw(second?.id, 2)).toMatchObject(refusedWith('wrongState'))
    expect(await withdrawRefund(stranger(), { refundId: third?.id, version: 1 }, filedAt)).toMatchObject(refusedWith('notFound'))
    const { totals } = (await getFiling(filing.officer, filing.id)) ?? {}
    expect(totals).toMatchObject({ byLedger: { fundRefund: { declaredFen: 90000n, confirmedFen: 70000n, outstandingFen: 60000n } } })
  })

  it('waits while the institution still works on the filing', async () => {
    const filing = await filingWithFinding(campaignId)
    done(await declareRefund(filing.officer, refund(filing.findingId, await proof(filing.officer)), filedAt))
    const [row] = await asOwner<{ id: string }>('SELECT id FROM refund WHERE finding_id = $1', [filing.findingId])
    expect(await confirmRefund(countyReviewer, { refundId: row?.id, version: 1, reason: '已与财政专户核对' }, filedAt)).toMatchObject(
      refusedWith('wrongState'),
    )
  })
})

describe('reading', () => {
  it('shows an institution its own filing and nobody else’s; a bureau its region', async () => {
    const filing = await submittedFiling(campaignId)
    expect((await listOwnFilings(filing.officer)).map(({ id }) => id)).toEqual([filing.id])
    for (const actor of [stranger(), otherCountyReviewer, officerOf('PS', 370811, ['handler'])]) {
      expect(await getFiling(actor, filing.id)).toBeNull()
      expect(await getFilingForReview(actor, filing.id)).toBeNull()
    }
    const review = await getFilingForReview(countyReviewer, filing.id)
    expect(review?.steps.map(({ name, shut }) => [name, shut])).toEqual([
      ['return', null],
      ['accept', null],
    ])
    expect(review?.inWords.fundLoss).toBe('人民币壹仟伍佰元整')
    expect(review?.sections[0]).toMatchObject({ section: 'general', found: 1, gaps: 0, state: 'done' })
  })

  it('lists exactly what is there, by state, kind, name and lateness', async () => {
    const filing = await submittedFiling(campaignId)
    const all = await listFilings(countyReviewer, { campaign: campaignId })
    const states = await Promise.all(
      (['notStarted', 'inProgress', 'submitted', 'returned', 'accepted', 'recalled'] as const).map(
        async (state) => (await listFilings(countyReviewer, { campaign: campaignId, state })).count,
      ),
    )
    expect(states.reduce((sum, count) => sum + count)).toBe(all.count)
    const [progress] = await filingProgress(countyReviewer, campaignId)
    expect(progress).toMatchObject({ regionNo: 370811, total: all.count })
    expect(Object.values(progress?.counts ?? {})).toEqual(states)
    const unfiled = (await listFilings(countyReviewer, { campaign: campaignId, state: 'unfiled' })).count
    expect(unfiled).toBe((states[0] ?? 0) + (states[1] ?? 0) + (states[3] ?? 0))
    expect((await listFilings(countyReviewer, { campaign: campaignId, overdue: '1' })).count).toBe(unfiled)
    const own = all.rows.find(({ id }) => id === filing.id)
    expect(own).toMatchObject({ findings: 1, fundLossFen: '150000', leads: 0, state: 'submitted' })
    expect((await listFilings(countyReviewer, { q: own?.institutionName })).rows.map(({ id }) => id)).toContain(filing.id)
    expect((await listFilings(countyReviewer, { q: "%' OR 1=1 --" })).count).toBe(0)
    expect((await listFilings(countyReviewer, { kind: 'pharmacy' })).count).toBe(0)
    expect((await listFilings(otherCountyReviewer, {})).count).toBe(0)
  })
})
