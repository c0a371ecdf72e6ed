import { addMonths, type CivilDate } from '../../kernel/civil-date'
import type { Confidence } from '../../law/confidence'
import { type Basis, basis } from '../../law/law'

/** Whose qualification is scored (相关人员): staff of a hospital, and who answers for a pharmacy. */
export const scoredPosts = ['physician', 'pharmacist', 'nurse', 'technician', 'feeReviewer', 'pharmacyHead'] as const
export type ScoredPost = (typeof scoredPosts)[number]

/** Whom a health department registers, and whom the market and drug regulation knows: the copy of a decision goes there. */
export const registeredBy = (post: ScoredPost): 'HC' | 'MR' => (post === 'pharmacyHead' ? 'MR' : 'HC')

/** How much of it the person answers for (责任程度). */
export const scoringDegrees = ['general', 'important', 'main'] as const
export type ScoringDegree = (typeof scoringDegrees)[number]

const points = basis('paymentQualification', '记分管理要求')
type Band = { least: number; most: number }
const bands = {
  slight: { least: 1, most: 3 },
  middling: { least: 4, most: 6 },
  grave: { least: 7, most: 9 },
  gravest: { least: 10, most: 12 },
} as const satisfies Record<string, Band>

export type ScoreEntry = Band & { behaviour: string; basis: Basis; confidence: Confidence }

/**
 * Points by behaviour. The four bands are the guidance's as it was announced (V2); which behaviour falls into which nobody has verified word by
 * word (M), and provinces have tables of their own.
 */
export const scoreTable = {
  general: { behaviour: '所在机构受到协议处理，对违规行为负一般责任', ...bands.slight, basis: points, confidence: 'M' },
  important: { behaviour: '所在机构受到协议处理，对违规行为负重要或者主要责任', ...bands.middling, basis: points, confidence: 'M' },
  punished: { behaviour: '所在机构受到行政处罚，对违法行为负一般或者重要责任', ...bands.middling, basis: points, confidence: 'M' },
  punishedMain: { behaviour: '所在机构受到行政处罚，对违法行为负主要责任', ...bands.grave, basis: points, confidence: 'M' },
  suspendedWorked: { behaviour: '资格暂停期间为参保人员提供服务并以他人名义申报费用', ...bands.grave, basis: points, confidence: 'M' },
  fraud: { behaviour: '参与欺诈骗保，负一般或者重要责任', ...bands.gravest, basis: points, confidence: 'M' },
  fraudMain: { behaviour: '组织、实施欺诈骗保，负主要责任', least: 12, most: 12, basis: points, confidence: 'M' },
} as const satisfies Record<string, ScoreEntry>
export type ScoreEntryId = keyof typeof scoreTable
export const scoreEntryIds = Object.keys(scoreTable) as [ScoreEntryId, ...ScoreEntryId[]]
export const isScoreEntry = (id: string): id is ScoreEntryId => Object.hasOwn(scoreTable, id)

/** What the points of a natural year come to. */
export const scoringEffects = ['reminder', 'suspended', 'ended', 'endedAtOnce'] as const
export type ScoringEffect = (typeof scoringEffects)[number]

/** At how many points of a year, and at how many at once (V2). */
export const suspendedAt = 9
export const endedAt = 12

type EffectRule = { months: Band | null; clock: 'CK48' | 'CK49' | 'CK50' | null; penalty: string | null; confidence: Confidence }
/** The terms of each. What is done below nine points the material does not say. */
export const effectRules: Readonly<Record<ScoringEffect, EffectRule>> = {
  reminder: { months: null, clock: null, penalty: null, confidence: 'M' },
  suspended: { months: { least: 1, most: 6 }, clock: 'CK48', penalty: 'ZG-9', confidence: 'V2' },
  ended: { months: { least: 12, most: 12 }, clock: 'CK49', penalty: 'ZG-12a', confidence: 'V2' },
  endedAtOnce: { months: { least: 36, most: 36 }, clock: 'CK50', penalty: 'ZG-12b', confidence: 'V2' },
}

/** What comes of these points, with those that the person had before in the same natural year (CK51: they are gone with the next). */
export function effectOf(earlier: number, given: number): ScoringEffect {
  if (given >= endedAt) return 'endedAtOnce'
  const year = earlier + given
  if (year >= endedAt) return 'ended'
  return year >= suspendedAt ? 'suspended' : 'reminder'
}

/** The last day of an effect that begins with its service; a reminder has none. */
export const effectEnd = (months: number | null, since: CivilDate): CivilDate | null => (months === null ? null : addMonths(since, months))
