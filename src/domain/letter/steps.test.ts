import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeStep } from '../kernel/workflow'
import { kindsWrittenBy, type LetterKind, letterKindRules, letterKinds, nextColour } from './kinds'
import { caseProposalGrounds } from './proposed'
import { answerClocks, type Letter, letterStates, letterStepNames, letterSteps } from './steps'

const letter = (over: Partial<Letter> = {}): Letter => ({
  ...{ kind: 'judicialAdvice', state: 'drafted', draftedById: 'writer', answerDraftedById: 'officer' },
  ...{ suggestions: ['核对费用'], measures: ['已核对'], ...over },
})
const open = (kind: LetterKind, userId = 'another') =>
  Object.fromEntries(
    letterStates.map((state) => [
      state,
      letterStepNames.filter((name) => takeStep(letterSteps[kind][name], letter({ kind, state }), { userId }).ok).join(' '),
    ]),
  )

describe('a letter', () => {
  it('goes out, is signed for, answered by two and settled by whoever asked', () => {
    for (const kind of letterKinds)
      expect(open(kind), kind).toEqual({
        drafted: 'issue withdraw',
        issued: 'receive',
        received: 'draftAnswer',
        answerDrafted: 'returnAnswer sendAnswer',
        answered: 'askAgain close',
        closed: '',
        withdrawn: '',
      })
  })

  it('is issued by who did not write it, but a note of a head is', () => {
    const alone = letterKinds.filter((kind) => open(kind, 'writer').drafted?.includes('issue'))
    expect(alone).toEqual(['blueNote', 'orangeNote', 'redNote'])
    for (const kind of letterKinds) expect(open(kind, 'officer').answerDrafted, kind).toBe('')
  })

  it('is answered point by point', () => {
    const answer = (measures: string[]) =>
      takeStep(letterSteps.redNote.sendAnswer, letter({ state: 'answerDrafted', suggestions: ['一', '二'], measures }), { userId: 'head' })
    expect(answer(['已办', '已办']).ok).toBe(true)
    expect(answer(['已办'])).toMatchObject({ refusal: { code: 'incomplete', detail: { missing: ['二'] } } })
    expect(answer(['已办', '']).ok).toBe(false)
  })

  it('has its own time to answer, from the signature on, and again when it is asked again', () => {
    for (const kind of letterKinds) {
      const { answer } = letterKindRules[kind]
      const { issue, receive, sendAnswer, askAgain } = letterSteps[kind]
      expect([issue.starts, receive.stops, receive.starts, sendAnswer.stops, askAgain.starts], kind).toEqual([
        ['CK89'],
        ['CK89'],
        [answer],
        [answer],
        [answer],
      ])
    }
    expect(answerClocks).toEqual(['CK54', 'CK55', 'CK56', 'CK82', 'CK83', 'CK84', 'CK85', 'CK86', 'CK87', 'CK88', 'CK08', 'CK40'])
  })

  it('never takes an illegal way, and has one clock at most, however its steps follow', () => {
    const model: Record<string, Partial<Record<string, string>>> = {
      drafted: { issue: 'issued', withdraw: 'withdrawn' },
      issued: { receive: 'received' },
      received: { draftAnswer: 'answerDrafted' },
      answerDrafted: { returnAnswer: 'received', sendAnswer: 'answered' },
      answered: { askAgain: 'received', close: 'closed' },
    }
    fc.assert(
      fc.property(fc.constantFrom(...letterKinds), fc.array(fc.constantFrom(...letterStepNames), { maxLength: 30 }), (kind, names) => {
        let state: Letter['state'] = 'drafted'
        const running = new Set<string>()
        for (const name of names) {
          const step = letterSteps[kind][name]
          const to = model[state]?.[name]
          expect(takeStep(step, letter({ kind, state }), { userId: 'another' }).ok).toBe(to !== undefined)
          if (to === undefined) continue
          for (const rule of step.stops ?? []) running.delete(rule)
          for (const rule of step.starts ?? []) running.add(rule)
          state = step.to
          expect(state).toBe(to)
          const owed = { issued: 'CK89', received: letterKindRules[kind].answer, answerDrafted: letterKindRules[kind].answer }
          expect([...running]).toEqual(state in owed ? [owed[state as keyof typeof owed]] : [])
        }
      }),
      { numRuns: 3000 },
    )
  })
})

it('is written by those whose word it is', () => {
  expect(kindsWrittenBy('CT')).toEqual(['judicialAdvice'])
  expect(kindsWrittenBy('PR')).toEqual(['procuratorialAdvice'])
  expect(kindsWrittenBy('PS')).toEqual(['policeReminder', 'jointWork', 'cluster'])
  expect(kindsWrittenBy('FI')).toEqual([])
  expect(kindsWrittenBy(null)).toEqual([])
  expect([nextColour.blueNote, nextColour.orangeNote, nextColour.redNote]).toEqual(['orangeNote', 'redNote', undefined])
})

describe('a case is put forward', () => {
  const now = new Date('2026-11-23T04:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const grounds = (over: object) =>
    caseProposalGrounds({ lossFen: 50_000_000n, filedAt: daysAgo(91), decidedAt: null, overdueSince: null, ...over }, now)

  it('when it is grave and slow, never for one of them alone', () => {
    expect(grounds({})).toEqual(['largeLoss', 'longOpen'])
    expect(grounds({ overdueSince: daysAgo(11) })).toEqual(['largeLoss', 'longOpen', 'farOverdue'])
    expect(grounds({ lossFen: 49_999_999n })).toEqual([])
    expect(grounds({ filedAt: daysAgo(90) })).toEqual([])
    expect(grounds({ decidedAt: daysAgo(1) })).toEqual([])
    expect(grounds({ decidedAt: daysAgo(1), overdueSince: daysAgo(11) })).toEqual(['largeLoss', 'farOverdue'])
    expect(grounds({ filedAt: null, overdueSince: daysAgo(10) })).toEqual([])
  })
})
