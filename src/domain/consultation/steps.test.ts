import { expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { consultationStates, consultationStepNames, consultationSteps, shareStates, shareSteps } from './steps'

const openTo = (userId: string, opinions: number) =>
  Object.fromEntries(
    consultationStates.map((state) => [
      state,
      consultationStepNames
        .filter((name) => takeStep(consultationSteps[name], { state, openedById: 'opener', opinions }, { userId }).ok)
        .join(' '),
    ]),
  )

it('is concluded by a second person, on what somebody has said, and called off while it is open', () => {
  expect(openTo('head', 1)).toEqual({ open: 'conclude callOff', concluded: '', calledOff: '' })
  expect(openTo('head', 0)).toEqual({ open: 'callOff', concluded: '', calledOff: '' })
  expect(openTo('opener', 1)).toEqual({ open: 'callOff', concluded: '', calledOff: '' })
  const subject = { state: 'open', openedById: 'opener', opinions: 0 } as const
  expect(takeStep(consultationSteps.conclude, subject, { userId: 'head' })).toMatchObject({ refusal: { code: 'opinionMissing' } })
})

it('is answered once, by an opinion or by keeping away', () => {
  for (const step of Object.values(shareSteps))
    expect(shareStates.filter((state) => takeStep(step, { state }, { userId: 'asked' }).ok)).toEqual(['asked'])
})
