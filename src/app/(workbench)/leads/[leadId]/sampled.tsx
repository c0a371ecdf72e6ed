import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { reviewText } from '#messages/zh/lead-review'
import type { sampledIn } from '#server/lead/answers/review-queries'
import { look } from '../reviews/actions'

/** A lead that is looked at as one of a sample leads to the next of it. */
export function Sampled({ sampled: { reviewId, looked, of, nextId } }: { sampled: NonNullable<Awaited<ReturnType<typeof sampledIn>>> }) {
  return (
    <div className="bg-brand-soft border-brand mb-4 flex flex-wrap items-center gap-3 border px-3 py-1.5">
      <span className="font-semibold">{reviewText.sampled(looked, of)}</span>
      <span className="ms-auto flex gap-2">
        {nextId && <StepButton label={reviewText.lookNext} shut={null} action={look} fields={{ reviewId, leadId: nextId }} />}
        <ButtonLink href={`/leads/reviews/${reviewId}`}>{reviewText.backToReview}</ButtonLink>
      </span>
    </div>
  )
}
