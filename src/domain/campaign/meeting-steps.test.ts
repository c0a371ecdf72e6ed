import { expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { meetingStates, meetingSteps } from './meeting-steps'

it('is held or called off, and its minutes may be put right', () => {
  const open = Object.fromEntries(
    meetingStates.map((state) => [
      state,
      Object.entries(meetingSteps).flatMap(([name, step]) => (takeStep(step, { state }, { userId: 'somebody' }).ok ? [name] : [])),
    ]),
  )
  expect(open).toEqual({ called: ['keepMinutes', 'callOff'], held: ['keepMinutes'], calledOff: [] })
})
