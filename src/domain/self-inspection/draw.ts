import type { CivilDate } from '../kernel/civil-date'
import type { SampleMethod } from './sample'

/** What a draw is for. A list, so that a second draw for the same is seen to be one. */
export const drawPurposes = ['filingReview', 'remedyReview', 'supervision', 'batchPass'] as const
export type DrawPurpose = (typeof drawPurposes)[number]
export const isDrawPurpose = (purpose: string): purpose is DrawPurpose => (drawPurposes as readonly string[]).includes(purpose)

/** What a person announces by hand. Passing filings in a batch announces its own. */
export const announcedPurposes = ['filingReview', 'remedyReview', 'supervision'] as const satisfies readonly DrawPurpose[]
/** Each batch is a population of its own: a later one takes nothing from an earlier. */
export const supersedes = (purpose: string): boolean => purpose !== 'batchPass'
/** Why there is one draw more. */
export const batchReason = (passed: number): string => `又批量通过 ${passed} 份`
/** A re-check that a batch brought about is never dropped: it waits for another day's number, and goes on without those it cannot reach. */
export const isForced = (purpose: string): boolean => purpose === 'batchPass'

/** What is announced before a draw, while nobody can know the number yet. */
export type Announcement = {
  campaignNumber: string
  purpose: string
  /** Which draw of the campaign and purpose by this agency it is. */
  round: number
  method: SampleMethod | string
  size: number
  populationHash: string
  /** The fingerprint of the weights, where the method draws by weight. */
  weightsHash?: string | null
  /** Where the number will be published (公开来源), and on which coming day. */
  sourceName: string
  sourceOn: CivilDate
}

/** The digits of a published number, in whichever way they are grouped and typed: one number is one spelling, and there is nothing to try out. */
export const digitsOf = (published: string): string => published.normalize('NFKC').replace(/\D/g, '')

/** The seed follows from what was announced and the number that was published; whoever reads both arrives at it. */
export function seedOf(announced: Announcement, published: string): string {
  const { campaignNumber, purpose, round, method, size, populationHash, weightsHash, sourceName, sourceOn } = announced
  const weighed = weightsHash ? [weightsHash] : []
  return [campaignNumber, purpose, round, method, size, populationHash, ...weighed, sourceName, sourceOn, digitsOf(published)].join('|')
}
