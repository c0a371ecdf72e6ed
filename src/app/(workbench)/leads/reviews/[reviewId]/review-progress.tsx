'use client'

import { reviewText } from '#messages/zh/lead-review'
import { type Progress, WorkProgress } from '../../work-progress'

/** The agreement to a sheet while it lasts. */
export const ReviewProgress = ({ reviewId, initial }: { reviewId: string; initial: Progress }) => (
  <WorkProgress path={`/leads/reviews/${reviewId}/progress`} state="agreeing" words={reviewText.working} initial={initial} />
)
