import type { Confidence } from '../law/confidence'

/** What may be odd about a filing (审核提示). A hint names its rows and decides nothing. */
export const hintNames = [
  'leadsNoneFound',
  'fieldDenied',
  'sameAsEarlier',
  'sameText',
  'roundSums',
  'allNoneAtOnce',
  'foundOtherwise',
] as const
export type HintName = (typeof hintNames)[number]

/** Where each rule begins to speak. No instrument sets the figures: they are the house's, and shown as unverified. */
export const hintRules = {
  /** Leads that still stand, and not one finding. */
  leadsNoneFound: { leads: 3 },
  /** A field that the institution is registered for, answered as not applicable throughout. */
  fieldDenied: { items: 1 },
  /** The same two amounts under the same item as the last time. */
  sameAsEarlier: { findings: 1 },
  /** The same words in so many filings of the campaign. Short words are everybody's. */
  sameText: { filings: 5, characters: 20 },
  /** A loss of at least so much that is a whole multiple of the unit. */
  roundSums: { atLeastFen: 1_000_000n, unitFen: 100_000n },
  /** So many answers, none of them a finding, given within so many seconds. */
  allNoneAtOnce: { answers: 10, seconds: 60 },
  /** A re-check on site that did not agree, of an earlier filing or this one. */
  foundOtherwise: { checks: 1 },
} as const satisfies Record<HintName, Readonly<Record<string, number | bigint>>>

export const hintConfidence: Confidence = 'M'

export type Hint = {
  filingId: string
  name: HintName
  /** The items, leads or draws that it rests on, by code or number; as many as fit a line. */
  rows: readonly string[]
  count: number
}

export const isHintName = (name: string): name is HintName => (hintNames as readonly string[]).includes(name)
