import { expect, it } from 'vitest'
import { takeStep } from '../../kernel/workflow'
import { isVerified } from '../../law/confidence'
import { byHead, byOfficer } from '../grants'
import { remedyBases } from './bases-of-remedies'
import { remedyKinds, remedyStates, remedySteps } from './remedies'
import { type StayStep, stayingOf, staySteps } from './stays'

const file = { proposedById: 'a', officerAId: 'a', officerBId: 'b', writerIds: ['a'] }
const taken = (name: StayStep, stayed: boolean, userId: string) =>
  remedyStates.filter((state) => takeStep(staySteps[name], stayingOf(file, { state, stayed }), { userId }).ok)

it('a stay is entered by the officers at any time until the end, and lifted by the head alone', () => {
  expect([taken('stay', false, 'a'), taken('stay', true, 'a')]).toEqual([['received', 'answered'], []])
  expect([taken('liftStay', true, 'h'), taken('liftStay', true, 'a'), taken('liftStay', false, 'h')]).toEqual([
    ['received', 'answered'],
    [],
    [],
  ])
  expect([staySteps.stay.by, staySteps.liftStay.by]).toEqual([byOfficer, byHead])
})

it('each step rests on the law of its own way, and says that nobody has verified it', () => {
  expect(Object.keys(remedyBases).sort()).toEqual([...Object.keys(remedySteps), ...Object.keys(staySteps)].sort())
  const laws = { reconsideration: 'administrativeReconsiderationLaw', litigation: 'administrativeLitigationLaw' }
  for (const bases of Object.values(remedyBases))
    for (const kind of remedyKinds) {
      expect(bases[kind].basis.law).toBe(laws[kind])
      expect(isVerified(bases[kind].confidence)).toBe(false)
    }
})
