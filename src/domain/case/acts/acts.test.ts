import { describe, expect, it } from 'vitest'
import { actKindNames } from '../../document/kinds-of-acts'
import { takeStep } from '../../kernel/workflow'
import { basisOf, type Hold, holdPapers, holdStateOf, holdStates, holdStepNames, holdSteps, mayEnd, nothingHeld } from './holds'
import { holdUrgentlyInput, signInquiryInput } from './inputs'
import { endOf, evidenceOf, inquiryHolds, inquiryKinds, inquiryRules, mayAnswer, maySign } from './inquiries'

const now = new Date('2026-07-16T10:00:00Z')
const filedAt = new Date('2026-07-14T02:00:00Z')
const written = {
  ...{ kind: 'interview' as const, begunAt: new Date('2026-07-16T01:30:00Z'), endedAt: new Date('2026-07-16T03:00:00Z') },
  ...{ told: true, items: [], answerBy: null },
}
const holds = (over: Partial<Parameters<typeof inquiryHolds>[0]>) => inquiryHolds({ ...written, ...over }, filedAt, now)
const fieldOf = (over: Parameters<typeof holds>[0]) => {
  const result = holds(over)
  return result.ok ? '' : (result.refusal.detail?.fields ?? result.refusal.code)
}

describe('an act of an investigation', () => {
  it('is done after the filing, has an end, and tells the rights first', () => {
    expect(holds({}).ok).toBe(true)
    expect(fieldOf({ begunAt: new Date('2026-07-13T01:30:00Z') })).toBe('dateBeforeAct')
    expect(fieldOf({ endedAt: new Date('2026-07-16T11:00:00Z') })).toBe('dateInFuture')
    expect([fieldOf({ endedAt: null }), fieldOf({ endedAt: written.begunAt })]).toEqual([['endedAt'], ['endedAt']])
    expect(fieldOf({ told: false })).toEqual(['told'])
  })

  it('may go on over midnight', () => {
    const [late, early] = [new Date('2026-07-15T15:30:00Z'), new Date('2026-07-14T17:10:00Z')]
    expect(endOf(late, early)).toEqual(new Date('2026-07-15T17:10:00Z'))
    // An end that is merely before the beginning is a slip.
    for (const slip of [new Date('2026-07-15T14:00:00Z'), new Date('2026-07-15T03:31:00Z')]) expect(endOf(late, slip)).toBe(slip)
    expect(endOf(early, late)).toBe(late)
  })

  it('lists what it asks for, and by when', () => {
    const asked = { kind: 'production', endedAt: null, told: false, items: [{}], answerBy: '2026-07-23' } as const
    expect(holds(asked).ok).toBe(true)
    expect([fieldOf({ ...asked, items: [] }), fieldOf({ ...asked, answerBy: null })]).toEqual([['items'], ['answerBy']])
    expect(fieldOf({ ...asked, answerBy: '2026-07-15' })).toEqual(['answerBy'])
  })

  it('is signed once, is evidence of its own kind, and stands until another takes its place', () => {
    expect(maySign({ signature: null, corrected: false }).ok).toBe(true)
    expect([maySign({ signature: 'refused', corrected: false }).ok, maySign({ signature: null, corrected: true }).ok]).toEqual([
      false,
      false,
    ])
    expect([evidenceOf('interview', true), evidenceOf('interview', false), evidenceOf('extraction', true)]).toEqual([
      ...['partyStatement', 'testimony', 'electronic'],
    ])
    const answering = inquiryKinds.filter((kind) => mayAnswer({ kind, signature: 'signed', corrected: false, answered: false }).ok)
    expect(answering).toEqual(['production', 'appraisal'])
    expect(mayAnswer({ kind: 'production', signature: null, corrected: false, answered: false }).ok).toBe(false)
  })

  it('whose signature is refused has a witness', () => {
    const id = '0190a000-0000-7000-8000-000000000001'
    const form = { caseId: id, version: '1', inquiryId: id, signedOn: '2026-07-16', fileId: id, signature: 'refused' }
    expect(signInquiryInput.safeParse(form).success).toBe(false)
    expect(signInquiryInput.safeParse({ ...form, refusal: '不愿签名', witness: '孙丽' }).success).toBe(true)
    expect(holdUrgentlyInput.safeParse({ ...form, kind: 'sealing' }).success).toBe(false)
  })

  it('has a paper of its own, as each hold has', () => {
    const papers = [
      ...inquiryKinds.map((kind) => inquiryRules[kind].paper),
      ...Object.values(holdPapers).flatMap(Object.values),
      'sealingExtension',
    ]
    expect(papers.toSorted()).toEqual(actKindNames.toSorted())
  })
})

const hold = (over: Partial<Hold> = {}): Hold => ({
  ...{ state: 'held', kind: 'sealing', askedById: 'a', proposedById: 'p', officerAId: 'a', officerBId: 'b', writerIds: [] },
  ...{ takenAt: null, asOf: now },
  ...over,
})

describe('what is held', () => {
  it('is approved before it is done, or within a day of it, and ended by a decision', () => {
    const open = holdStates.map((state) => [
      state,
      holdStepNames.filter((name) => takeStep(holdSteps[name], hold({ state }), { userId: 'h' }).ok).join(' '),
    ])
    expect(Object.fromEntries(open)).toEqual({
      ...{ asked: 'approve refuse', approved: 'take', urgent: 'ratify annul' },
      ...{ held: 'extend end', refused: '', ended: '' },
    })
    expect(takeStep(holdSteps.extend, hold({ kind: 'registration' }), { userId: 'h' }).ok).toBe(false)
    const own = (['approve', 'ratify', 'annul', 'extend', 'end'] as const).filter(
      (name) => takeStep(holdSteps[name], hold({ state: holdSteps[name].from[0] ?? 'held' }), { userId: 'b' }).ok,
    )
    expect(own).toEqual([])
  })

  it('is approved within a day of what was urgent, and after that only given back', () => {
    const since = (hours: number) => hold({ state: 'urgent', takenAt: new Date(now.getTime() - hours * 3_600_000) })
    expect(takeStep(holdSteps.ratify, since(24), { userId: 'h' }).ok).toBe(true)
    expect(takeStep(holdSteps.ratify, since(24.1), { userId: 'h' })).toMatchObject({ ok: false, refusal: { code: 'holdUnapproved' } })
    expect(takeStep(holdSteps.annul, since(48), { userId: 'h' }).ok).toBe(true)
  })

  it('rests, as a seal, on the rules of sealing and not on those of registering', () => {
    const resting = holdStepNames.map((name) => [name, basisOf(name, 'registration') === basisOf(name, 'sealing')])
    expect(Object.fromEntries(resting)).toEqual({
      ...{ approve: false, refuse: false, take: false, end: false, ratify: true, annul: true, extend: true },
    })
    expect(basisOf('approve', 'sealing')).toEqual(holdSteps.extend.basis)
  })

  it('stands where what was entered of it says', () => {
    const at = now
    expect([
      holdStateOf({ approved: null, takenAt: null, endWhy: null }),
      holdStateOf({ approved: true, takenAt: null, endWhy: null }),
      holdStateOf({ approved: null, takenAt: at, endWhy: null }),
      holdStateOf({ approved: true, takenAt: at, endWhy: null }),
      holdStateOf({ approved: false, takenAt: null, endWhy: null }),
      holdStateOf({ approved: true, takenAt: at, endWhy: 'returned' }),
    ]).toEqual(holdStates)
  })

  it('ends as its kind does, and by itself when its time is over', () => {
    const inTime = { kind: 'registration', lastDay: '2026-07-27' } as const
    expect(mayEnd(inTime, { why: 'copied', endedOn: '2026-07-27' }).ok).toBe(true)
    expect(mayEnd(inTime, { why: 'copied', endedOn: '2026-07-28' })).toMatchObject({ refusal: { code: 'holdLapsed' } })
    expect(mayEnd(inTime, { why: 'returned', endedOn: '2026-07-28' }).ok).toBe(true)
    expect(mayEnd({ ...inTime, kind: 'sealing' }, { why: 'copied', endedOn: '2026-07-20' }).ok).toBe(false)
  })

  it('is decided on before its case is closed', () => {
    const ended = { approved: true, takenAt: now, endWhy: 'returned' as const }
    expect(nothingHeld([ended, { ...ended, takenAt: null, endWhy: null }]).ok).toBe(true)
    expect(nothingHeld([ended, { ...ended, endWhy: null }])).toMatchObject({ refusal: { code: 'holdOpen', detail: { count: 1 } } })
  })
})
