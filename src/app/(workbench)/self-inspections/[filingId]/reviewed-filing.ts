import type { getFilingForReview } from '#server/self-inspection/filing-queries'

/** A filing as its reviewer sees it. */
export type ReviewedFiling = NonNullable<Awaited<ReturnType<typeof getFilingForReview>>>
