import { agreeReview } from '#server/lead/answers/agree-review-job'
import type { Handler } from './handler'

/** Planned by whoever has looked at the sample of a sheet: what may be agreed together is, in blocks, each lead with its own review. */
export const agreeLeadReview: Handler<'agreeLeadReview'> = agreeReview
