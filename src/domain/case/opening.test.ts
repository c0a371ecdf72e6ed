import { expect, it } from 'vitest'
import { officer } from '../../../tests/fixtures/people'
import { caseReach } from '../access/reach-of-cases'
import { holds } from '../kernel/access'
import { mayAskToOpen, openCaseInput } from './opening'

const neighbour = officer('MI', 370881, ['handler'], { openedIds: ['a'] })
const file = { id: 'a', department: 'MI', regionNo: 370811, secrecy: 2, campaignId: 'c' }
const opened = (actor: object, row: object = {}) => holds(caseReach.case.relations.opened, { ...neighbour, ...actor }, { ...file, ...row })

it('asks of whoever does business in an insurance bureau, and of nobody else', () => {
  expect(mayAskToOpen(neighbour)).toBe(true)
  for (const other of [{ department: 'DI' as const }, { agencyKind: 'operator' as const }, { roles: ['analyst'] as const }])
    expect(mayAskToOpen({ ...neighbour, ...other })).toBe(false)
})

it('wants a reason of ten letters', () => {
  expect(openCaseInput.safeParse({ number: 'AJ-370811-2026-000001', reason: '工作需要。' }).success).toBe(false)
  expect(openCaseInput.safeParse({ number: 'AJ-370811-2026-000001', reason: '核对同一机构已认定的事实' }).success).toBe(true)
})

it('opens the wall of the place and no other', () => {
  expect(opened({})).toBe(true)
  expect(opened({ openedIds: [] })).toBe(false)
  expect(opened({ clearance: 3 }, { secrecy: 3 })).toBe(false)
  expect(opened({ clearance: 1 })).toBe(false)
  expect(opened({ recusedIds: ['a'] })).toBe(false)
  expect(opened({ committedTo: [] })).toBe(false)
  expect(opened({ department: 'PS' }, { department: 'PS' })).toBe(false)
  expect(opened({}, { department: 'DI' })).toBe(false)
  expect(opened({ agencyKind: 'operator' })).toBe(false)
})
