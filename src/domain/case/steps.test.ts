import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stateDiagram } from '../kernel/state-diagram'
import { takeRecord, takeStep } from '../kernel/workflow'
import { caseStates } from './kinds'
import { type Case, caseRecordNames, caseRecords, caseStepNames, caseSteps, moneySettled } from './steps'

const file = (over: Partial<Case> = {}): Case => ({
  state: 'proposed',
  proposedById: 'p',
  officerAId: 'a',
  officerBId: 'b',
  writerIds: ['w'],
  institutionId: 'i',
  reviewAskedAt: null,
  legalReviewedById: 'l',
  legalAgreed: true,
  facts: [{ fineFen: 1_000_000n, disposedAt: new Date('2026-07-01T00:00:00Z') }],
  tracks: [{ state: 'concluded' }],
  money: [],
  referrals: [],
  ...over,
})
const nobody = { userId: 'nobody' }

describe('steps of a case', () => {
  it('open from exactly these states', () => {
    const open = caseStates.map((state) => [
      state,
      caseStepNames.filter((name) => takeStep(caseSteps[name], file({ state }), nobody).ok).join(' '),
    ])
    expect(Object.fromEntries(open)).toEqual({
      proposed: 'file refuse',
      filed: 'investigate',
      investigating: 'askReview decide',
      decided: 'close',
      closed: '',
      notFiled: '',
    })
  })

  it('let something be written in exactly these states', () => {
    const open = caseStates.map((state) => [state, caseRecordNames.filter((name) => takeRecord(caseRecords[name], { state }).ok).join(' ')])
    expect(Object.fromEntries(open)).toEqual({
      proposed: 'replaceOfficer',
      filed: 'addFact postMoney confirmMoney runTrack concludeAgreement refer referToDiscipline replaceOfficer',
      investigating: 'addFact setPenalty postMoney confirmMoney runTrack concludeAgreement refer referToDiscipline replaceOfficer',
      decided: 'postMoney confirmMoney runTrack concludeAgreement refer referToDiscipline replaceOfficer',
      closed: '',
      notFiled: '',
    })
  })

  it('are decided by nobody who worked on the case', () => {
    for (const userId of ['p', 'a', 'b', 'w']) {
      for (const name of ['file', 'refuse'] as const)
        expect(takeStep(caseSteps[name], file(), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
      expect(takeStep(caseSteps.decide, file({ state: 'investigating' }), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
      expect(takeStep(caseSteps.close, file({ state: 'decided' }), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
    }
  })

  it('need facts to file and to decide, and no running track to close', () => {
    expect(takeStep(caseSteps.file, file({ facts: [] }), nobody)).toMatchObject({ refusal: { code: 'factsMissing' } })
    expect(takeStep(caseSteps.decide, file({ state: 'investigating', facts: [] }), nobody)).toMatchObject({
      refusal: { code: 'factsMissing' },
    })
    expect(takeStep(caseSteps.close, file({ state: 'decided', tracks: [{ state: 'running' }] }), nobody)).toMatchObject({
      refusal: { code: 'tracksRunning', detail: { count: 1 } },
    })
  })

  it('are decided by somebody else than the reviewer, and after a review where the law asks for one', () => {
    const investigated = (over: Partial<Case> = {}) => file({ state: 'investigating', ...over })
    const decide = (over: Partial<Case>, userId = 'nobody') => takeStep(caseSteps.decide, investigated(over), { userId })
    expect(decide({}, 'l')).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(decide({ legalAgreed: null })).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    expect(decide({ legalAgreed: false })).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    const disposedAt = new Date('2026-07-01T00:00:00Z')
    expect(decide({ legalAgreed: null, facts: [{ fineFen: 300_000n, disposedAt }] })).toMatchObject({ ok: true })
    expect(decide({ legalAgreed: null, institutionId: null, facts: [{ fineFen: 20_001n, disposedAt }] })).toMatchObject({ ok: false })
    expect(decide({ facts: [{ fineFen: 0n, disposedAt: null }] })).toMatchObject({
      refusal: { code: 'dispositionMissing', detail: { count: 1 } },
    })
  })

  it('are reviewed once asked, by nobody who worked on the case', () => {
    const asked = (over: Partial<Case> = {}) =>
      file({ state: 'investigating', legalAgreed: null, reviewAskedAt: new Date('2026-07-02T00:00:00Z'), ...over })
    expect(takeStep(caseSteps.legalReview, asked(), nobody).ok).toBe(true)
    for (const userId of ['p', 'a', 'b', 'w'])
      expect(takeStep(caseSteps.legalReview, asked(), { userId })).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(takeStep(caseSteps.legalReview, asked({ reviewAskedAt: null }), nobody)).toMatchObject({ refusal: { code: 'reviewNotAsked' } })
    expect(takeStep(caseSteps.askReview, asked(), nobody)).toMatchObject({ refusal: { code: 'reviewPending' } })
  })

  it('end with no referral open to the police, no money unconfirmed, and none outstanding without a reason', () => {
    const close = (over: Partial<Case>) => takeStep(caseSteps.close, file({ state: 'decided', ...over }), nobody)
    expect(close({ referrals: [{ kind: 'police', state: 'received' }] })).toMatchObject({ refusal: { code: 'referralOpen' } })
    expect(close({ referrals: [{ kind: 'police', state: 'criminalCaseOpened' }] }).ok).toBe(true)
    const posting = (kind: 'demanded' | 'recovered', confirmedAt: Date | null) => ({ kind, amountFen: 10n, confirmedAt, rejectedAt: null })
    const open = [posting('demanded', null), posting('recovered', null)]
    expect(close({ money: open })).toMatchObject({ refusal: { code: 'moneyUnconfirmed', detail: { count: 1 } } })
    expect(moneySettled({ money: open }, '')).toMatchObject({ refusal: { code: 'moneyOutstanding', detail: { fund: '0.10' } } })
    expect(moneySettled({ money: open }, '当事人破产，已申报债权').ok).toBe(true)
    expect(moneySettled({ money: [posting('demanded', null), posting('recovered', new Date())] }, '').ok).toBe(true)
  })

  it('are drawn as they are', () => {
    const page = `# Cases (案件)\n\nWritten by \`steps.test.ts\` from the table of steps; \`UPDATE_DIAGRAMS=1\` writes it anew.\n\n${stateDiagram(caseSteps)}`
    const path = new URL('steps.md', import.meta.url)
    if (process.env.UPDATE_DIAGRAMS) writeFileSync(path, page)
    expect(readFileSync(path, 'utf8')).toBe(page)
  })
})
