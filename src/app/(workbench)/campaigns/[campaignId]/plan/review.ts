import type { getPlanReview } from '#server/campaign/plan-review'

/** A plan under review, as its parts are given it. */
export type Review = NonNullable<Awaited<ReturnType<typeof getPlanReview>>>
