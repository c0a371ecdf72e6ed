import { fundPenalties } from './penalties-of-funds'
import { otherPenalties } from './penalties-of-others'
import type { Penalty } from './penalty'

/** Every line of the law on what an act brings about, in the order of the articles. */
export const penalties: readonly Penalty[] = [...fundPenalties, ...otherPenalties]

export const penaltyById = (id: string): Penalty | undefined => penalties.find((line) => line.id === id)
