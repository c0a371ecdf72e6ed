import type { RefusalCode } from '../kernel/result'
import { type Basis, basis } from '../law/law'
import type { FactProvision } from './provisions'

/** What the law asks for before it lets a fine or a suspension be imposed. */
export const needs = ['fundLoss', 'ignoredOrder', 'refusedOrSerious', 'intent', 'insured', 'head', 'graveHarm'] as const
export type Need = (typeof needs)[number]
export type Measure = 'fine' | 'suspension'

/** A line is named by how its id begins. */
type Precondition = { lines: readonly string[]; measure: Measure; need: Need; basis: Basis }

const purposeful = ['P40-', 'P41-4', 'SB']

export const preconditions: readonly Precondition[] = [
  { lines: ['P38-'], measure: 'fine', need: 'fundLoss', basis: basis('fundRegulation', '第三十八条') },
  { lines: ['P38-'], measure: 'suspension', need: 'refusedOrSerious', basis: basis('fundRegulation', '第三十八条') },
  { lines: ['P39-'], measure: 'fine', need: 'ignoredOrder', basis: basis('fundRegulation', '第三十九条') },
  { lines: purposeful, measure: 'fine', need: 'intent', basis: basis('fundRegulation', '第四十条') },
  { lines: purposeful, measure: 'suspension', need: 'intent', basis: basis('fundRegulation', '第四十条') },
  { lines: ['P41-'], measure: 'suspension', need: 'insured', basis: basis('fundRegulation', '第四十一条') },
  { lines: ['P43-'], measure: 'suspension', need: 'head', basis: basis('fundRegulation', '第四十三条') },
  { lines: ['P43-'], measure: 'suspension', need: 'graveHarm', basis: basis('fundRegulation', '第四十三条') },
]

export const needRefusals = {
  fundLoss: 'lossMissing',
  ignoredOrder: 'orderMissing',
  refusedOrSerious: 'consequenceMissing',
  intent: 'intentMissing',
  insured: 'insuredMissing',
  head: 'headMissing',
  graveHarm: 'graveHarmMissing',
} as const satisfies Record<Need, RefusalCode>

/** As much of a fact as its preconditions look at. */
export type Grounds = {
  fundLossFen: bigint
  /** What of the loss lies beyond the limitation, and is not punished. */
  limitedFen: bigint
  /** How it was established that the purpose was to defraud; empty where it was not. */
  intentGround: string
  /** The refusal to correct, or the serious consequence or great loss; empty where there is none. */
  seriousGround: string
  /** An order to correct (责令改正) on this fact was not followed within its time. */
  orderIgnored: boolean
  party: { kind: string; role: string }
}

const isThere: Record<Need, (grounds: Grounds) => boolean> = {
  fundLoss: ({ fundLossFen, limitedFen }) => fundLossFen > limitedFen,
  ignoredOrder: ({ orderIgnored }) => orderIgnored,
  refusedOrSerious: ({ seriousGround, orderIgnored }) => orderIgnored || seriousGround !== '',
  intent: ({ intentGround }) => intentGround !== '',
  insured: ({ party }) => party.kind === 'person' && party.role === 'insured',
  head: ({ party }) => party.kind === 'person' && (party.role === 'legalRepresentative' || party.role === 'manager'),
  graveHarm: ({ seriousGround }) => seriousGround !== '',
}

/** What is missing before this measure may be taken under this line, each with its article. */
export const lacking = ({ id }: FactProvision, measure: Measure, grounds: Grounds): readonly Precondition[] =>
  preconditions.filter((rule) => rule.measure === measure && rule.lines.some((line) => id.startsWith(line)) && !isThere[rule.need](grounds))
