import { expect, it } from 'vitest'
import { penaltyKinds } from '../../document/kinds-of-penalties'
import { oneSince, paperDue, paperIssued, paperStages, papersAt, papersLacking } from './papers'
import { procedureStepNames, procedureSteps } from './procedure-steps'
import { adminStages } from './stages'

type Papered = Parameters<typeof paperDue>[1]
const procedure = (over: Partial<Papered>): Papered => ({
  ...{ state: 'decided', kind: 'ordinary', outcome: 'penalty', notice: { hearingRight: false }, papers: [], halted: false, resumed: false },
  ...{ closingKind: null, facts: [{ partyId: 'a', fineFen: 100n, suspendMonths: null }] },
  ...over,
})
const due = (kind: Parameters<typeof paperDue>[0], over: Partial<Papered>) => paperDue(kind, procedure(over)).ok

it('is issued with its act: no decision before it was decided, no notice before it was approved', () => {
  const stagesOf = (kind: Parameters<typeof paperDue>[0]) => adminStages.filter((state) => due(kind, { state }))
  expect(stagesOf('penaltyDecision')).toEqual(['decided'])
  expect(stagesOf('priorNotice')).toEqual(['noticed'])
  expect(stagesOf('hearingSummons')).toEqual(['hearingSet'])
  expect(stagesOf('instalmentApproval')).toEqual(['performing'])
  expect(stagesOf('demandNotice')).toEqual(['served', 'performing'])
  expect(stagesOf('terminationDecision')).toEqual(['terminated'])
  expect(stagesOf('revocationDecision')).toEqual(['revoked'])
  expect(stagesOf('enforcementApplication')).toEqual(['demanded', 'enforcing'])
  expect(Object.entries(paperStages).filter(([, stages]) => stages.length === 0)).toEqual([])
})

it('is the paper that the procedure came to, and no other', () => {
  const decisions = ['penaltyDecision', 'handlingDecision', 'noPenaltyDecision', 'summaryDecision'] as const
  const which = (over: Partial<Papered>) => decisions.filter((kind) => due(kind, over))
  expect(which({})).toEqual(['penaltyDecision'])
  expect(which({ facts: [{ partyId: 'a', fineFen: 0n, suspendMonths: 6 }] })).toEqual(['penaltyDecision'])
  expect(which({ facts: [{ partyId: 'a', fineFen: 0n, suspendMonths: null }] })).toEqual(['handlingDecision'])
  expect(which({ outcome: 'noPenalty' })).toEqual(['noPenaltyDecision'])
  expect(which({ kind: 'summary' })).toEqual(['summaryDecision'])
  expect(which({ outcome: 'unproven' })).toEqual([])
  expect(due('hearingNotice', { state: 'noticed' })).toBe(false)
  expect(due('hearingNotice', { state: 'noticed', notice: { hearingRight: true } })).toBe(true)
})

it('tells the party how its case ended also after it was closed, and has that served', () => {
  const closed = { state: 'closed', closingKind: 'terminated' } as const
  expect([due('terminationDecision', closed), due('revocationDecision', closed)]).toEqual([true, false])
  expect(due('revocationDecision', { state: 'closed', closingKind: 'revoked' })).toBe(true)
  for (const state of ['terminated', 'revoked', 'closed'] as const) expect(due('serviceReceipt', { state })).toBe(true)
})

it('asks of nobody what several owe together', () => {
  const facts = ['a', 'b'].map((partyId) => ({ partyId, fineFen: 100n, suspendMonths: null }))
  for (const kind of ['surchargeDecision', 'enforcementApplication'] as const) {
    expect(paperDue(kind, procedure({ state: 'demanded' })).ok).toBe(true)
    expect(paperDue(kind, procedure({ state: 'demanded', facts }))).toMatchObject({ refusal: { code: 'owedTogether' } })
  }
  expect(due('demandNotice', { state: 'served', facts })).toBe(true)
})

it('halts a procedure that stands still, and lets go on what stood still and does no longer', () => {
  const which = (over: Partial<Papered>) =>
    (['suspensionDecision', 'resumptionDecision'] as const).filter((kind) => due(kind, { state: 'investigating', ...over }))
  expect(which({})).toEqual([])
  expect(which({ halted: true })).toEqual(['suspensionDecision'])
  expect(which({ resumed: true })).toEqual(['resumptionDecision'])
  expect(due('suspensionDecision', { state: 'decided', halted: true })).toBe(false)
})

it('of a case that is not filed is the one that says so, and of one proposed none', () => {
  expect(papersAt('proposed')).toEqual([])
  expect(papersAt('notFiled')).toEqual(['nonFilingApproval'])
  expect(papersAt('filed')).not.toContain('nonFilingApproval')
  expect(papersAt('filed')).toContain('suspensionDecision')
})

it('is named where a step cannot be without it', () => {
  const told = procedure({ state: 'noticed', notice: { hearingRight: true }, papers: ['priorNotice'] })
  expect(papersLacking('notice', told)).toEqual(['hearingNotice'])
  expect(paperIssued('notice', told)).toMatchObject({
    refusal: { code: 'paperMissing', detail: { papers: ['行政处罚听证告知书'], kinds: ['hearingNotice'] } },
  })
  expect(paperIssued('decision', procedure({ papers: ['penaltyDecision'] }))).toEqual({ ok: true, value: undefined })
  expect(paperIssued('decision', procedure({ outcome: 'transferred' }))).toEqual({ ok: true, value: undefined })
})

it('of a need is made before the step that needs it, by the codes that the steps name', () => {
  const needs = procedureStepNames.flatMap((name) => (procedureSteps[name].needs ? [[name, procedureSteps[name].needs]] : []))
  expect(Object.fromEntries(needs)).toEqual({
    ...{ serveNoticeToOne: 'notice', serveNotice: 'notice', holdHearing: 'summons' },
    ...{ serveDecisionToOne: 'decision', serveDecision: 'decision', demand: 'demand' },
  })
  const made = new Set(procedureStepNames.flatMap((name) => procedureSteps[name].makes ?? []))
  const codes = Object.values(penaltyKinds).map(({ code }) => code)
  // Made beside the steps: the order to correct, the refusal to file and the extension.
  const beside = ['D02', 'D03', 'D19']
  expect(codes.filter((code) => !beside.includes(code) && !made.has(code))).toEqual([])
})

it('is one of the act that stands: a decision since it was decided, a notice since it was noticed; of others there may be several', () => {
  const acts = { noticedAt: new Date(1), decidedAt: new Date(2), stageMovedAt: new Date(3) }
  expect(oneSince('priorNotice', acts)).toEqual(acts.noticedAt)
  expect(oneSince('penaltyDecision', acts)).toEqual(acts.decidedAt)
  expect(oneSince('hearingSummons', acts)).toEqual(acts.stageMovedAt)
  expect(oneSince('penaltyDecision', { ...acts, decidedAt: null })).toBeNull()
  expect(oneSince('terminationDecision', acts)).toEqual(new Date(0))
  for (const kind of ['rectificationOrder', 'demandNotice', 'serviceReceipt'] as const) expect(oneSince(kind, acts)).toBeNull()
})
