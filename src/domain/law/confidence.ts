/**
 * How well a fact of law is known: `V1` read in the instrument itself, `V2` read in a second-hand source,
 * `S` written in a campaign plan, `M` a parameter nobody has verified yet.
 */
export const confidences = ['V1', 'V2', 'M', 'S'] as const
export type Confidence = (typeof confidences)[number]

/** False for what the screen must mark 未核实. */
export const isVerified = (confidence: Confidence): boolean => confidence !== 'M'
