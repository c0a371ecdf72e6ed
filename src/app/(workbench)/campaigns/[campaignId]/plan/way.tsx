import Link from 'next/link'
import { EvidenceLink } from '#components/evidence-text'
import { Tag } from '#components/ui/tag'
import { planText } from '#messages/zh/campaign-plan'
import type { Review } from './review'

/** Beside a value: the way to its sentence, whether it was corrected, and the way to correct it. */
export function Way({ review, path, label, evidence = path }: { review: Review; path: string; label: string; evidence?: string }) {
  const corrected = review.corrections.some((correction) => correction.path === path || correction.path.startsWith(`${path}.`))
  const source = review.evidence[evidence] !== undefined
  if (!corrected && !source && !review.mayCorrect) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      {corrected && <Tag tone="warning">{planText.corrected}</Tag>}
      {source && <EvidenceLink id={evidence} label={label} />}
      {review.mayCorrect && (
        <Link
          href={`/campaigns/${review.id}/plan?edit=${encodeURIComponent(path)}`}
          prefetch={false}
          scroll={false}
          className="link no-print"
          aria-label={planText.editOf(label)}
        >
          {planText.edit}
        </Link>
      )}
    </div>
  )
}
