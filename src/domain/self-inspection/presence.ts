/** How often a section that is open says so. */
export const presenceBeatMs = 10_000

/** Somebody who has not been heard of for longer has left: two beats and the time a slow line takes. */
export const presenceGoneMs = 25_000
