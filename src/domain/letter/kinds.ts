import type { RunningRuleId } from '../clock/rules'
import type { Department } from '../department/department'
import { type Basis, basis } from '../law/law'

/** What one agency writes to another that is to be signed for and answered by a day (两书一函、督查单、挂牌督办、提级查办、重大事项上报). */
export const letterKinds = [
  'judicialAdvice',
  'procuratorialAdvice',
  'policeReminder',
  'blueNote',
  'orangeNote',
  'redNote',
  'listing',
  'raising',
  'flight',
  'cross',
  'jointWork',
  'cluster',
  'majorReport',
  'assistance',
  'flightFeedback',
  'flightReport',
] as const
export type LetterKind = (typeof letterKinds)[number]

export const letterOutcomes = ['adopted', 'partlyAdopted', 'notAdopted', 'done', 'notDone', 'taken', 'declined', 'noted'] as const
export type LetterOutcome = (typeof letterOutcomes)[number]

/** Where its receivers are: over the same place, in the places below, the next bureau above, or any but the own. */
type Direction = 'beside' | 'below' | 'above' | 'anywhere'

export type LetterKindRule = {
  senders: readonly Department[]
  receivers: readonly Department[]
  direction: Direction
  /** It is always about a case or a lead; or it need not be. */
  about: 'matter' | 'anything'
  /** Goes out by the hand of its writer, who is a head: a note is a word of command. */
  alone?: true
  /** The time to answer it, from the signature on. */
  answer: RunningRuleId
  outcomes: readonly LetterOutcome[]
  basis: Basis
}

const advised = {
  receivers: ['MI', 'HC'],
  direction: 'beside',
  about: 'anything',
  outcomes: ['adopted', 'partlyAdopted', 'notAdopted'],
} as const
const insurance = ['MI'] as const
const noted = {
  senders: insurance,
  receivers: insurance,
  direction: 'below',
  about: 'anything',
  alone: true,
  outcomes: ['done', 'notDone'],
} as const
const upwards = { senders: insurance, receivers: insurance, direction: 'above', about: 'matter', outcomes: ['taken', 'declined'] } as const
const notes = basis('localPractice', '三色督查单')

export const letterKindRules: Readonly<Record<LetterKind, LetterKindRule>> = {
  judicialAdvice: { ...advised, senders: ['CT'], answer: 'CK54', basis: basis('judicialAdviceRules', '第八条') },
  procuratorialAdvice: { ...advised, senders: ['PR'], answer: 'CK55', basis: basis('procuratorialAdviceRules', '第十九条') },
  policeReminder: { ...advised, senders: ['PS'], answer: 'CK56', basis: basis('localPractice', '公安提示函') },
  blueNote: { ...noted, answer: 'CK82', basis: notes },
  orangeNote: { ...noted, answer: 'CK83', basis: notes },
  redNote: { ...noted, answer: 'CK84', basis: notes },
  listing: {
    ...{ senders: insurance, receivers: insurance, direction: 'below', about: 'matter', outcomes: ['done', 'notDone'] },
    ...{ answer: 'CK85', basis: basis('localPractice', '重大案件挂牌督办') },
  },
  raising: { ...upwards, answer: 'CK86', basis: basis('localPractice', '提级查办') },
  flight: { ...upwards, answer: 'CK86', basis: basis('campaignPlanFujian2024', '四（五）') },
  cross: { ...upwards, answer: 'CK86', basis: basis('campaignPlanFujian2024', '四（五）') },
  jointWork: {
    ...{ senders: ['MI', 'PS'], receivers: ['MI', 'PS'], direction: 'beside', about: 'anything', outcomes: ['taken', 'declined'] },
    ...{ answer: 'CK87', basis: basis('localPractice', '联合查办') },
  },
  cluster: {
    ...{ senders: ['MI', 'PS'], receivers: ['MI', 'PS'], direction: 'below', about: 'anything', outcomes: ['taken', 'declined'] },
    ...{ answer: 'CK87', basis: basis('localPractice', '集群战役') },
  },
  majorReport: {
    ...{ senders: insurance, receivers: insurance, direction: 'above', about: 'anything', outcomes: ['noted'] },
    ...{ answer: 'CK88', basis: basis('localPractice', '重大事项上报') },
  },
  /** Asked for by whoever investigates a case, of a bureau of another place or of another department (协助调查). */
  assistance: {
    ...{ senders: insurance, receivers: ['MI', 'PS', 'HC'], direction: 'anywhere', about: 'matter', outcomes: ['done', 'notDone'] },
    ...{ answer: 'CK08', basis: basis('penaltyProcedure', '第三十四条') },
  },
  /** What an inspection from above found, and each matter that it hands over: the bureau of the place answers one by one how far it is. */
  flightFeedback: {
    ...{ senders: insurance, receivers: insurance, direction: 'below', about: 'anything', outcomes: ['done', 'notDone'] },
    ...{ answer: 'CK40', basis: basis('flightInspection', '检查移交处理条款') },
  },
  /** That all of it is dealt with, within the five working days (CK41) that the letter which handed it over names. */
  flightReport: {
    ...{ senders: insurance, receivers: insurance, direction: 'above', about: 'anything', outcomes: ['noted'] },
    ...{ answer: 'CK88', basis: basis('flightInspection', '检查移交处理条款') },
  },
}

/** The kinds that this department writes. */
export const kindsWrittenBy = (department: Department | null): LetterKind[] =>
  letterKinds.filter((kind) => department !== null && letterKindRules[kind].senders.includes(department))

/** What a note that was not heeded is followed by (蓝、橙、红). */
export const nextColour: Partial<Record<LetterKind, LetterKind>> = { blueNote: 'orangeNote', orangeNote: 'redNote' }
