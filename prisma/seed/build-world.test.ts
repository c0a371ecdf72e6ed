import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderDocument } from '#documents/templates'
import { clockState } from '#domain/clock/clock'
import { workCalendar } from '#domain/clock/work-calendar'
import { beijingDay } from '#domain/kernel/civil-date'
import { verificationComplete } from '#domain/lead/conclusions'
import { parsePlan } from '#domain/plan/parse-plan'
import type { Plan } from '#domain/plan/plan'
import { documentsComplete } from '#domain/referral/materials'
import { canonicalJson, snapshotSchema } from '#domain/referral/snapshot'
import { type AnsweredItem, gapsOf } from '#domain/self-inspection/completeness'
import { drawSample } from '#domain/self-inspection/sample'
import { checklistItemRows } from '../reference/rows'
import { workCalendarDays, workCalendarYears } from '../reference/work-calendar'
import { buildWorld } from './build-world'
import { planShiftMonths, shiftPlanText } from './demo-plan'
import { judgeRow } from './judged-rows'
import type { Seal } from './leads'
import type { Render, World } from './world'

const published = readFileSync('prisma/seed/plan-jining-2024.txt', 'utf8')
const calendar = workCalendar(workCalendarDays, workCalendarYears)
const seal: Seal = () => ({ idCipher: null, idIndex: null })
const now = new Date('2026-09-16T06:30:00Z')

function planFor(at: Date): Plan {
  const read = parsePlan(shiftPlanText(published, planShiftMonths(beijingDay(at))))
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}

/** Renders the first papers of each kind as the loader does; the others are known by their input, to save time. */
const rendered = new Map<string, number>()
const render: Render = async (kind, input) => {
  const times = (rendered.get(kind) ?? 0) + 1
  rendered.set(kind, times)
  const bytes = times <= 3 ? await renderDocument(kind, input) : Buffer.from(JSON.stringify(input))
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.byteLength }
}

const build = (scale: number, at = now) => buildWorld({ seed: 'test', now: at, scale, calendar, render }, planFor(at), seal)

describe('the plan of the demonstration', () => {
  it('is the published one while its own rectification runs', () => {
    expect(shiftPlanText(published, planShiftMonths('2024-09-16'))).toBe(published)
  })

  it.each(['2026-11-22', '2026-06-01', '2026-12-31', '2027-01-15', '2027-05-02'])('has its rectification under way on %s', (today) => {
    const { stages, issuedOn, year } = planFor(new Date(`${today}T02:00:00Z`))
    const due = Object.fromEntries(stages.map((stage) => [stage.kind, stage.dueOn ?? '']))
    expect(due.selfInspection && due.selfInspection < today).toBe(true)
    expect(due.rectification && due.rectification >= today).toBe(true)
    expect(due.summary && due.rectification && due.summary > due.rectification).toBe(true)
    expect(issuedOn?.startsWith(String(year))).toBe(true)
  })

  it('cites what it cites under the number it was published with', () => {
    const { cited, documentNumber } = planFor(now)
    expect(documentNumber).toBe('济医保发〔2026〕9号')
    expect(cited.map((one) => one.documentNumber)).toContain('鲁医保发〔2024〕13号')
  })
})

describe('the whole world', () => {
  let world: World
  let logins: string[]
  beforeAll(async () => {
    const built = await build(1)
    world = built.world
    logins = built.accounts.map((account) => account.login)
  }, 60_000)
  it('has in each bureau somebody to lead a hearing who neither investigates, reviews nor decides', () => {
    const bureaux = logins.flatMap((login) => /^(?!shandong)(.+-mi-)handler$/.exec(login)?.[1] ?? [])
    expect(logins).toEqual(expect.arrayContaining(bureaux.map((bureau) => `${bureau}hearing`)))
  })

  it('is as large as a city', () => {
    expect(world.rowsOf('institution')).toHaveLength(1_200)
    expect(world.rowsOf('filing')).toHaveLength(1_200 + 4)
    expect(world.rowsOf('filing_answer').length).toBeGreaterThan(40_000)
    expect(world.rowsOf('lead')).toHaveLength(6_000)
    expect(world.rowsOf('case_file')).toHaveLength(120)
    expect(world.rowsOf('referral').length).toBeGreaterThanOrEqual(38)
  })

  it('shows every state of filings, leads, cases and police referrals', () => {
    const states = (rows: readonly { state?: string }[]) => new Set(rows.map((row) => row.state))
    expect(states(world.rowsOf('filing'))).toEqual(new Set(['notStarted', 'inProgress', 'submitted', 'returned', 'accepted']))
    expect(states(world.rowsOf('lead'))).toEqual(new Set(['toAssign', 'toVerify', 'verifying', 'toReview', 'concluded']))
    expect(states(world.rowsOf('case_file'))).toEqual(new Set(['proposed', 'filed', 'investigating', 'decided', 'closed', 'notFiled']))
    expect(states(world.rowsOf('referral').filter(({ kind }) => kind === 'police'))).toEqual(
      new Set(['proposed', 'approved', 'declined', 'delivered', 'received', 'criminalCaseOpened', 'criminalCaseDeclined']),
    )
  })

  it('has police clocks that are past, that end today and that have stopped', () => {
    const standing = world
      .rowsOf('statutory_clock')
      .filter(({ subjectType, ruleId }) => subjectType === 'referral' && ruleId !== 'CK70' && ruleId !== 'CK71')
      .map(({ startedAt, dueAt, stoppedAt }) => clockState({ startedAt, dueAt, stoppedAt }, now, calendar).state)
    expect(new Set(standing)).toEqual(new Set(['overdue', 'today', 'stopped', 'soon']))
    const agreed = world.rowsOf('statutory_clock').filter(({ ruleId }) => ruleId === 'CK70')
    expect(agreed.some(({ stoppedAt }) => stoppedAt) && agreed.some(({ stoppedAt }) => !stoppedAt)).toBe(true)
  })

  it('has a clock of receipt on every delivered referral, which runs only while it waits to be signed for', () => {
    const delivered = world.rowsOf('referral').filter(({ deliveredAt }) => deliveredAt)
    const receipts = new Map(
      world
        .rowsOf('statutory_clock')
        .filter(({ ruleId }) => ruleId === 'CK71')
        .map((clock) => [clock.subjectId, clock]),
    )
    expect([...receipts.keys()].sort()).toEqual(delivered.map(({ id }) => id).sort())
    for (const { id, number, state, deliveredAt } of delivered) {
      expect(receipts.get(id)?.startedAt, number).toEqual(deliveredAt)
      expect(receipts.get(id)?.stoppedAt === null, number).toBe(state === 'delivered')
    }
    expect(delivered.some(({ state }) => state === 'delivered')).toBe(true)
  })

  it('has nothing happen in the future', () => {
    const rows = (
      [
        'filing',
        'filing_answer',
        'finding',
        'refund',
        'refund_demand',
        'bank_row',
        'lead',
        'lead_verification',
        'case_file',
        'referral',
        'criminal_progress',
        'stored_file',
      ] as const
    ).flatMap((table): readonly object[] => world.rowsOf(table))
    const late = rows.flatMap(Object.values).filter((value) => value instanceof Date && value > now)
    expect(late).toEqual([])
    expect(world.auditLines().filter(({ at }) => at > now)).toEqual([])
  })

  it('keeps amounts in order and returns no more than the fund lost', () => {
    const returned = new Map<string, bigint>()
    for (const refund of world.rowsOf('refund')) {
      if (refund.state !== 'rejected') returned.set(refund.findingId, (returned.get(refund.findingId) ?? 0n) + BigInt(refund.amountFen))
    }
    for (const { id, billedFen, irregularFen, fundLossFen } of world.rowsOf('finding')) {
      expect(billedFen >= irregularFen && irregularFen >= fundLossFen).toBe(true)
      expect((returned.get(id) ?? 0n) <= BigInt(fundLossFen)).toBe(true)
    }
  })

  it('has submitted nothing that lacks an answer, a remedy or its evidence', () => {
    const items = new Map(checklistItemRows().map((item) => [item.id, item]))
    const evidence = new Set(world.rowsOf('attachment').map(({ subjectId }) => subjectId))
    const findings = new Map<string, { cause: string; remedy: string; evidence: readonly unknown[] }[]>()
    for (const { id, answerId, cause = '', remedy = '' } of world.rowsOf('finding')) {
      findings.set(answerId, [...(findings.get(answerId) ?? []), { cause, remedy, evidence: evidence.has(id) ? [id] : [] }])
    }
    const answered = new Map<string, AnsweredItem[]>()
    for (const { id, filingId, itemId, answer, reason = '' } of world.rowsOf('filing_answer')) {
      const item = {
        code: items.get(itemId)?.code ?? '',
        fieldId: items.get(itemId)?.fieldId ?? null,
        answer: { answer, reason },
        findings: findings.get(id) ?? [],
      }
      answered.set(filingId, [...(answered.get(filingId) ?? []), item])
    }
    const kindOf = new Map(world.rowsOf('institution').map(({ id, kind }) => [id, kind]))
    for (const { id, state, institutionId } of world.rowsOf('filing')) {
      if (state === 'notStarted' || state === 'inProgress') continue
      const asked = [...items.values()].filter(
        ({ kinds }) => Array.isArray(kinds) && kinds.includes(kindOf.get(institutionId) ?? 'hospital'),
      )
      expect(answered.get(id) ?? []).toHaveLength(asked.length)
      expect(gapsOf(answered.get(id) ?? [])).toEqual([])
    }
  })

  it('draws a sample for re-check that anybody can draw again', () => {
    const [draw] = world.rowsOf('spot_check')
    const regionOf = new Map(world.rowsOf('filing').map(({ id, regionNo }) => [id, regionNo]))
    const population = z
      .array(z.string())
      .parse(draw?.populationIds)
      .map((id) => ({ id, regionNo: regionOf.get(id) ?? 0 }))
    const digest = (text: string) => createHash('sha256').update(text).digest('hex')
    const again = drawSample({ population, seed: draw?.seed ?? '', size: draw?.size ?? 0, method: 'stratifiedByRegion' }, digest)
    expect(again.ok && again.value.map(({ id }) => id)).toEqual(world.rowsOf('spot_check_item').map(({ filingId }) => filingId))
  })

  it('verifies no lead by one person, and none short of what its conclusion demands', () => {
    const evidence = new Map<string, number>()
    for (const { subjectId } of world.rowsOf('attachment')) evidence.set(subjectId, (evidence.get(subjectId) ?? 0) + 1)
    for (const round of world.rowsOf('lead_verification')) {
      expect(round.reviewerId).not.toBe(round.handlerId)
      const { conclusion, account } = round
      const [billedFen = null, irregularFen = null, fundLossFen = null] = [round.billedFen, round.irregularFen, round.fundLossFen].map(
        (fen) => (fen == null ? null : BigInt(fen)),
      )
      const stated = { conclusion, account, billedFen, irregularFen, fundLossFen, isFraud: round.isFraud ?? false }
      expect(verificationComplete({ ...stated, evidenceCount: evidence.get(round.leadId) ?? 0 })).toEqual({ ok: true, value: undefined })
    }
  })

  it('takes each lead in its batch once, and opens cases after their lead was answered', () => {
    for (const batch of world.rowsOf('lead_batch')) {
      const rows = world
        .rowsOf('lead')
        .filter(({ batchId }) => batchId === batch.id)
        .map(({ sourceRow }) => sourceRow)
      expect(rows).toHaveLength(batch.issuedCount)
      expect(new Set(rows).size).toBe(rows.length)
    }
    const answered = new Map(world.rowsOf('lead').map((lead) => [lead.id, lead.concludedAt ?? null]))
    for (const { leadId, proposedAt, officerAId, officerBId, approvedById } of world.rowsOf('case_file')) {
      const at = answered.get(leadId ?? '')
      expect(at && at <= proposedAt).toBe(true)
      expect([officerAId, officerBId]).not.toContain(approvedById)
    }
  })

  it('shows each receiver what was delivered, under a hash that holds', () => {
    const delivered = world.rowsOf('referral').filter(({ deliveredAt }) => deliveredAt)
    expect(delivered.length).toBeGreaterThan(25)
    for (const { snapshot, snapshotHash, kind } of delivered) {
      const { materials, letterNumber, bills } = snapshotSchema.parse(snapshot)
      expect(
        createHash('sha256')
          .update(canonicalJson(JSON.parse(JSON.stringify(snapshot))))
          .digest('hex'),
      ).toBe(snapshotHash)
      expect(letterNumber).toMatch(/^(济|任|兖|微|鱼|金|嘉|汶|泗|梁|曲|邹|高新区|太白湖新区|经开区|兖矿能源)医保[移函]密?〔2026〕\d+号$/)
      expect(letterNumber?.includes('密'), letterNumber ?? '').toBe(kind === 'discipline')
      expect(documentsComplete({ kind, materials })).toEqual({ ok: true, value: undefined })
      expect(bills.length > 0).toBe(kind === 'billVerification')
    }
  })

  it('proposes no penalty outside of the law', () => {
    const judged = world.rowsOf('case_fact').filter(({ disposedAt }) => disposedAt)
    expect(judged.length).toBeGreaterThan(30)
    for (const fact of judged) expect(judgeRow(fact, world.rowsOf('case_party'))).toEqual({ ok: true, value: undefined })
  })

  it('has no case further than its rules let it come', () => {
    for (const file of world.rowsOf('case_file')) {
      const facts = world.rowsOf('case_fact').filter(({ caseId }) => caseId === file.id)
      const money = world.rowsOf('case_money').filter(({ caseId }) => caseId === file.id)
      const referrals = world.rowsOf('referral').filter(({ caseId }) => caseId === file.id)
      if (file.state === 'decided' || file.state === 'closed') {
        expect(facts.every(({ disposedAt, fineTenths, noPenaltyReason }) => disposedAt && (fineTenths || noPenaltyReason))).toBe(true)
        expect([file.officerAId, file.officerBId, file.approvedById]).not.toContain(file.legalReviewedById)
        expect(file.legalAgreed).toBe(true)
      }
      expect(money.filter(({ confirmedById, recordedById }) => confirmedById === recordedById)).toEqual([])
      if (file.state !== 'closed') continue
      const total = (kind: string) => money.reduce((sum, posting) => (posting.kind === kind ? sum + BigInt(posting.amountFen) : sum), 0n)
      expect([total('recovered'), total('finePaid')]).toEqual([total('demanded'), total('fined')])
      const open = ['proposed', 'approved', 'delivered', 'received', 'moreAsked', 'accepted']
      expect(referrals.filter(({ kind, state }) => kind === 'police' && open.includes(String(state)))).toEqual([])
    }
  })

  it('gives an account to every role that the contract names', () => {
    expect(new Set(logins).size).toBe(logins.length)
    for (const place of ['shandong', 'jining', 'rencheng', 'gaoxin']) {
      for (const role of ['handler', 'reviewer', 'approver']) expect(logins).toContain(`${place}-mi-${role}`)
    }
    for (const department of ['ct', 'pr', 'ps', 'fi', 'hc', 'di']) expect(logins).toContain(`jining-${department}-officer`)
    expect(logins).toEqual(
      expect.arrayContaining([
        'rencheng-ps-officer',
        'hospital-a',
        'hospital-b',
        'pharmacy-a',
        'system-admin',
        'security-admin',
        'audit-admin',
      ]),
    )
  })
})

it('builds the same world from the same seed, and the same small one', async () => {
  rendered.clear()
  const one = await build(0.03)
  rendered.clear()
  const other = await build(0.03)
  expect(other.accounts).toEqual(one.accounts)
  expect(other.world.rowsOf('lead')).toEqual(one.world.rowsOf('lead'))
  expect(other.world.auditLines()).toEqual(one.world.auditLines())
  expect(one.world.rowsOf('institution')).toHaveLength(36)
})
