import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerItem } from '#server/self-inspection/answer-items'
import { declareRefund } from '#server/self-inspection/declare-refund'
import { amendFinding, recordFinding } from '#server/self-inspection/record-finding'
import { submitFiling } from '#server/self-inspection/submit-filing'
import { done, launchedCampaign } from '../../fixtures/campaigns'
import {
  aFinding,
  answerAll,
  filedAt,
  filingRow,
  filingWithFinding,
  issuedFiling,
  itemsFor,
  proof,
  type TestFiling,
  trailOf,
} from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const twenty = <T>(act: (at: number) => Promise<T>) => Promise.all(Array.from({ length: 20 }, (_, at) => act(at)))
const times = async (filingId: string, action: string) => (await trailOf(filingId)).filter((one) => one === action).length

/** A filing that lacks nothing but its submission. */
async function fullFiling(): Promise<TestFiling & { version: number; findingId: string }> {
  const filing = await filingWithFinding(campaignId)
  await answerAll(filing)
  return { ...filing, version: (await filingRow(filing.id)).version }
}

/** What stands after a submission, however it came about: one receipt, one line in the trail, one notice, and every sum as it was. */
async function expectSubmittedOnce(filing: TestFiling, receiptNumber: string) {
  expect(await filingRow(filing.id)).toMatchObject({ state: 'submitted', receipt_number: receiptNumber })
  expect(await times(filing.id, 'filing.submit')).toBe(1)
  const [row] = await asOwner<{ notices: number; loss: string; items: number; answers: number }>(
    `SELECT (SELECT count(*)::int FROM notification WHERE link = '/self-inspections/' || f.id AND kind = 'filingSubmitted') AS notices,
       (SELECT sum(fund_loss_fen)::text FROM finding WHERE filing_id = f.id) AS loss,
       (SELECT count(*)::int FROM filing_answer WHERE filing_id = f.id) AS answers, ${(await itemsFor()).length} AS items
     FROM filing f WHERE f.id = $1`,
    [filing.id],
  )
  expect(row).toMatchObject({ loss: '150000' })
  expect(row?.notices).toBeLessThanOrEqual(1)
  expect(row?.answers).toBe(row?.items)
}

describe('twenty at once', () => {
  it('of one submission have one effect and twenty same answers', async () => {
    const filing = await fullFiling()
    const raw = { filingId: filing.id, version: filing.version, attested: 'on', requestKey: randomUUID() }
    const answers = await twenty(() => submitFiling(filing.officer, raw, filedAt))
    const { receiptNumber } = done(answers[0] ?? (await submitFiling(filing.officer, raw, filedAt)))
    expect(answers).toEqual(answers.map(() => ({ ok: true, value: { receiptNumber } })))
    await expectSubmittedOnce(filing, receiptNumber)
  })

  it('out of as many tabs submit once, and the others are told so', async () => {
    const filing = await fullFiling()
    const outcomes = await twenty(() =>
      submitFiling(filing.officer, { filingId: filing.id, version: filing.version, attested: 'on', requestKey: randomUUID() }, filedAt),
    )
    const won = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.receiptNumber] : []))
    expect(won).toHaveLength(1)
    expect(new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code])))).toEqual(new Set(['wrongState']))
    await expectSubmittedOnce(filing, won[0] ?? '')
  })

  it('of one finding, one answer and one refund leave one of each', async () => {
    const filing = await issuedFiling(campaignId)
    const [item, other] = await itemsFor()
    const finding = { filingId: filing.id, itemId: item?.id, ...aFinding(await proof(filing.officer)), requestKey: randomUUID() }
    const found = await twenty(() => recordFinding(filing.officer, finding, filedAt))
    const ids = new Set(found.map((outcome) => done(outcome).id))
    expect(ids.size).toBe(1)
    const said = { filingId: filing.id, itemId: other?.id, answer: 'noneFound', version: 0, requestKey: randomUUID() }
    expect(new Set((await twenty(() => answerItem(filing.officer, said, filedAt))).map((one) => done(one).version))).toEqual(new Set([1]))
    const money = { amount: '1500', paidOn: '2024-05-20', voucherNumber: `V${randomUUID()}`, proofFileId: await proof(filing.officer) }
    const refund = { findingId: [...ids][0], ...money, requestKey: randomUUID() }
    for (const outcome of await twenty(() => declareRefund(filing.officer, refund, filedAt))) done(outcome)
    const [rows] = await asOwner(
      `SELECT (SELECT count(*)::int FROM finding WHERE filing_id = $1) AS findings, (SELECT count(*)::int FROM filing_answer WHERE filing_id = $1) AS answers,
         (SELECT sum(amount_fen)::text FROM refund WHERE filing_id = $1) AS paid,
         (SELECT count(*)::int FROM attachment WHERE subject_id = ANY ($2)) AS evidence`,
      [filing.id, [...ids]],
    )
    expect(rows).toEqual({ findings: 1, answers: 2, paid: '150000', evidence: 1 })
    for (const action of ['filing.recordFinding', 'filing.answerItem', 'filing.declareRefund'])
      expect(await times(filing.id, action), action).toBe(1)
  })
})

describe('two editors of one finding', () => {
  it('overwrite nothing unseen in two hundred rounds', async () => {
    const { id, findingId, institutionId, officer } = await filingWithFinding(campaignId)
    const editors = [officer, complianceOfficer(institutionId, 370811, { name: '另一位' })]
    const rounds = 200
    for (let version = 1; version <= rounds; version++) {
      const typed = (who: number) => ({ ...aFinding(''), findingId, version, cause: `第${version}轮，第${who}人` })
      const outcomes = await Promise.all(editors.map((editor, who) => amendFinding(editor, typed(who), filedAt)))
      const won = outcomes.flatMap((outcome, who) => (outcome.ok ? [who] : []))
      const lost = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]))
      expect([won.length, lost], `round ${version}`).toEqual([1, ['changedMeanwhile']])
      const [row] = await asOwner('SELECT cause, version FROM finding WHERE id = $1', [findingId])
      expect(row, `round ${version}`).toEqual({ cause: typed(won[0] ?? -1).cause, version: version + 1 })
    }
    expect(await times(id, 'filing.amendFinding')).toBe(rounds)
  }, 120_000)
})

describe('a server that is killed', () => {
  const startsApart = async (filing: TestFiling, raw: object) => {
    const submission = JSON.stringify({ actor: filing.officer, raw, at: filedAt })
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', './src/setup/resolve-hook.mjs', 'tests/support/submits-apart.ts', submission],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
    )
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    return async () => {
      child.kill('SIGKILL')
      const [, signal] = await ended
      expect(signal, 'it did not end by itself').toBe('SIGKILL')
    }
  }

  it('after the commit has filed; whoever asks again gets the same receipt', async () => {
    const filing = await fullFiling()
    const raw = { filingId: filing.id, version: filing.version, attested: 'on', requestKey: randomUUID() }
    const kill = await startsApart(filing, raw)
    while ((await filingRow(filing.id)).state !== 'submitted') await wait(5)
    await kill()
    const receipt = (await filingRow(filing.id)).receipt_number ?? ''
    expect(receipt).toMatch(/^HZ-370811-/)
    expect(await submitFiling(filing.officer, raw, filedAt)).toEqual({ ok: true, value: { receiptNumber: receipt } })
    await expectSubmittedOnce(filing, receipt)
  }, 60_000)

  it('at any moment has filed whole or not at all; whoever asks again has filed once', async () => {
    const moments = [0, 8, 16, 24, 32, 48].map((ms) => ms + Math.round(Math.random() * 8))
    const before: string[] = []
    for (const ms of moments) {
      const filing = await fullFiling()
      const raw = { filingId: filing.id, version: filing.version, attested: 'on', requestKey: randomUUID() }
      const kill = await startsApart(filing, raw)
      await wait(ms)
      await kill()
      const left = await filingRow(filing.id)
      const filed = left.state === 'submitted'
      before.push(left.state)
      expect(await times(filing.id, 'filing.submit'), `killed after ${moments.join(', ')} ms`).toBe(filed ? 1 : 0)
      expect(left.receipt_number === null).toBe(!filed)
      const { receiptNumber } = done(await submitFiling(filing.officer, raw, filedAt))
      if (filed) expect(receiptNumber).toBe(left.receipt_number)
      await expectSubmittedOnce(filing, receiptNumber)
    }
    const [held] = await asOwner(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid()`,
    )
    expect(held, before.join()).toEqual({ n: 0 })
  }, 120_000)
})
