import { describe, expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import { byHead } from '../grants'
import { withdrawRemedyInput } from './inputs-of-remedies'
import { barredByRemedies, decisionServedOn, endedOn, isAppealable, mayReceive, overturned, remedySteps } from './remedies'

const aUuid = '0197a0b4-7c1e-7000-8000-000000000001'

const served = { paper: 'decision' as const, partyId: 'p', servedOn: '2026-05-01' }
const standing = { state: 'served' as const, closingKind: null, facts: [{ partyId: 'p' }, { partyId: 'q' }], remedies: [], services: [] }
const refused = (code: string) => ({ ok: false, refusal: { code } })
const asked = (partyId: string) => ({ partyId, kind: 'reconsideration' as const })

describe('a decision on several parties', () => {
  const decided = { ...standing, state: 'decided' as const, services: [served, { ...served, paper: 'priorNotice' as const, partyId: 'q' }] }

  it('is appealed against by the one that has it, while the other is still looked for', () => {
    expect(mayReceive(decided, asked('p')).ok).toBe(true)
    expect(mayReceive(decided, asked('q'))).toMatchObject(refused('decisionNotServed'))
    expect(mayReceive({ ...decided, services: [] }, asked('p'))).toMatchObject(refused('wrongState'))
    expect([isAppealable(decided), isAppealable({ ...decided, services: [] })]).toEqual([true, false])
  })

  it('stands on the other where it was revoked for one, and falls where it was for both', () => {
    const one = { id: 'r', kind: 'litigation' as const, state: 'concluded' as const, outcome: 'revoked' as const, stayed: false }
    const [first, second] = [
      { ...standing, remedies: [{ ...one, partyId: 'p' }] },
      { ...standing, remedies: ['p', 'q'].map((partyId) => ({ ...one, partyId })) },
    ]
    expect([overturned(first), overturned(second)]).toEqual([false, true])
    expect(mayReceive(first, asked('p'))).toMatchObject(refused('alreadyExists'))
    expect(mayReceive(first, asked('q')).ok).toBe(true)
    expect(['demand', 'perform', 'close'].map((step) => barredByRemedies[step]?.(first).ok)).toEqual([true, true, true])
    expect(barredByRemedies.demand?.(second)).toMatchObject(refused('decisionOverturned'))
  })

  it('counts for each from its own service', () => {
    const both = { services: [served, { ...served, partyId: 'q', servedOn: '2026-06-01' }] }
    expect(['p', 'q', 'r'].map((partyId) => decisionServedOn(both, partyId))).toEqual(['2026-05-01', '2026-06-01', null])
  })
})

it('leaves the bureau its three months after a party has taken back what it asked for', () => {
  const one = { id: 'r', partyId: 'p', outcome: null, stayed: false, concludedOn: '2027-05-10' }
  const withdrawn = { ...one, kind: 'litigation' as const, state: 'withdrawn' as const }
  const maintained = { ...one, kind: 'reconsideration' as const, state: 'concluded' as const, outcome: 'maintained' as const }
  expect(endedOn({ remedies: [withdrawn] })).toEqual(['2027-05-10'])
  // After the body above a party may still sue: what counts is the end of that.
  expect(endedOn({ remedies: [maintained, { ...withdrawn, state: 'received', concludedOn: null }] })).toEqual([])
})

it('is taken back in the books by the head of the office alone, on the paper that ended it', () => {
  const file = { proposedById: 'a', officerAId: 'a', officerBId: 'b', writerIds: ['a'], state: 'answered' as const }
  expect(remedySteps.withdraw.by).toEqual(byHead)
  expect(takeStep(remedySteps.withdraw, file, { userId: 'b' })).toMatchObject(refused('samePerson'))
  expect(takeStep(remedySteps.withdraw, file, { userId: 'h' }).ok).toBe(true)
  const form = { caseId: aUuid, version: '1', remedyId: aUuid, withdrawnOn: '2026-06-15', reason: '书面撤回复议申请' }
  expect(withdrawRemedyInput.safeParse(form).success).toBe(false)
  expect(withdrawRemedyInput.safeParse({ ...form, proofFileIds: aUuid }).success).toBe(true)
})
