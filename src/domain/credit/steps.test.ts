import { expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { type Credit, creditRecordSteps, creditStages, creditStepNames } from './steps'

const open = (over: Partial<Credit>, userId = 'head') =>
  creditStepNames
    .filter((name) => {
      const credit: Credit = { state: 'proposed', proposedById: 'officer', untilOn: '2027-06-08', on: '2027-06-08', ...over }
      return takeStep(creditRecordSteps[name], credit, { userId }).ok
    })
    .join(' ')

it('is approved by another person, told, objected to and repaired, and over with its last day', () => {
  expect(Object.fromEntries(creditStages.map((state) => [state, open({ state })]))).toEqual({
    ...{ proposed: 'approve sendBack', returned: '', approved: 'tell revoke', told: 'object revoke repair', objected: 'uphold revoke' },
    ...{ revoked: '', repaired: '', lapsed: '' },
  })
  expect(open({ state: 'told', on: '2027-06-09' })).toBe('object revoke repair lapse')
  expect([open({}, 'officer'), open({ state: 'objected' }, 'officer'), open({ state: 'told' }, 'officer')]).toEqual(['', '', 'object'])
})
