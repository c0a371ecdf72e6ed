import { expect, it } from 'vitest'
import { overallState, tallyDuties } from './duty-tally'

const today = '2024-06-01'

it('counts what is open past its last day as late, what is struck off never', () => {
  const tally = tallyDuties(
    [
      { state: 'done', dueOn: '2024-05-01', count: 3 },
      { state: 'inProgress', dueOn: '2024-05-31', count: 2 },
      { state: 'notStarted', dueOn: '2024-06-01', count: 4 },
      { state: 'notStarted', dueOn: null, count: 5 },
    ],
    today,
  )
  expect(tally).toEqual({ total: 14, done: 3, started: 2, late: 2 })
})

it.each([
  [{ total: 0, done: 0, started: 0, late: 0 }, 'notStarted'],
  [{ total: 3, done: 0, started: 0, late: 3 }, 'notStarted'],
  [{ total: 3, done: 0, started: 1, late: 0 }, 'inProgress'],
  [{ total: 3, done: 2, started: 0, late: 0 }, 'inProgress'],
  [{ total: 3, done: 3, started: 0, late: 0 }, 'done'],
])('%j is %s as a whole', (tally, state) => {
  expect(overallState(tally)).toBe(state)
})
