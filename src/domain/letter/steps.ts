import { ok, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import { type LetterKind, type LetterKindRule, letterKindRules, letterKinds } from './kinds'

export const letterStates = ['drafted', 'issued', 'received', 'answerDrafted', 'answered', 'closed', 'withdrawn'] as const
export type LetterState = (typeof letterStates)[number]

/** As much of a letter as its rules look at. */
export type Letter = {
  kind: LetterKind
  state: LetterState
  draftedById: string
  answerDraftedById: string | null
  suggestions: readonly string[]
  measures: readonly string[]
}
export type LetterRelation = 'senderAgency' | 'receiverAgency'
export type LetterStepRule = Step<Letter, LetterRelation>

const bySender = [
  { role: 'handler', as: 'senderAgency' },
  { role: 'approver', as: 'senderAgency' },
] as const
const byReceiver = [{ role: 'handler', as: 'receiverAgency' }] as const
const byReceiversHead = [{ role: 'approver', as: 'receiverAgency' }] as const

const ownUntilSent = house('What has not gone out is still the sender’s own.')
const twoPeople = house('What an agency says to another has been read by a second person.')
const settled = house('Whoever asked says whether the answer is enough; until then the matter stands on a list.')

/** Point by point: where the letter makes several suggestions, the answer says something of each. */
const everyPointAnswered = ({ suggestions, measures }: Letter) =>
  measures.length >= suggestions.length && measures.every((measure) => measure !== '')
    ? ok(undefined)
    : refuse('incomplete', { missing: suggestions.filter((_, place) => !measures[place]) })

const stepsOf = ({ answer, alone, basis }: LetterKindRule) =>
  ({
    issue: {
      from: ['drafted'],
      to: 'issued',
      by: [{ role: 'approver', as: 'senderAgency' }],
      ...(alone ? {} : { notBy: ['draftedById'] }),
      starts: ['CK89'],
      basis,
    },
    withdraw: { from: ['drafted'], to: 'withdrawn', by: bySender, basis: ownUntilSent },
    receive: { from: ['issued'], to: 'received', by: byReceiver, stops: ['CK89'], starts: [answer], basis },
    draftAnswer: { from: ['received'], to: 'answerDrafted', by: byReceiver, basis },
    returnAnswer: { from: ['answerDrafted'], to: 'received', by: byReceiversHead, notBy: ['answerDraftedById'], basis: twoPeople },
    sendAnswer: {
      from: ['answerDrafted'],
      to: 'answered',
      by: byReceiversHead,
      notBy: ['answerDraftedById'],
      requires: everyPointAnswered,
      stops: [answer],
      basis,
    },
    askAgain: { from: ['answered'], to: 'received', by: bySender, starts: [answer], basis: settled },
    close: { from: ['answered'], to: 'closed', by: bySender, basis: settled },
  }) satisfies Record<string, LetterStepRule>

export type LetterStep = keyof ReturnType<typeof stepsOf>

/** One table of steps for each kind: the same way, each with its own time to answer. */
export const letterSteps: Readonly<Record<LetterKind, Readonly<Record<LetterStep, LetterStepRule>>>> = {
  judicialAdvice: stepsOf(letterKindRules.judicialAdvice),
  procuratorialAdvice: stepsOf(letterKindRules.procuratorialAdvice),
  policeReminder: stepsOf(letterKindRules.policeReminder),
  blueNote: stepsOf(letterKindRules.blueNote),
  orangeNote: stepsOf(letterKindRules.orangeNote),
  redNote: stepsOf(letterKindRules.redNote),
  listing: stepsOf(letterKindRules.listing),
  raising: stepsOf(letterKindRules.raising),
  flight: stepsOf(letterKindRules.flight),
  cross: stepsOf(letterKindRules.cross),
  jointWork: stepsOf(letterKindRules.jointWork),
  cluster: stepsOf(letterKindRules.cluster),
  majorReport: stepsOf(letterKindRules.majorReport),
  assistance: stepsOf(letterKindRules.assistance),
  flightFeedback: stepsOf(letterKindRules.flightFeedback),
  flightReport: stepsOf(letterKindRules.flightReport),
}

export const letterStepNames = Object.keys(letterSteps.blueNote) as LetterStep[] // the keys of the table are its steps

/** Every clock that a letter can have, as the desk asks for them. */
export const answerClocks = [...new Set(letterKinds.map((kind) => letterKindRules[kind].answer))]
