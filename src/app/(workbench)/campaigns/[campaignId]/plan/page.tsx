import { notFound } from 'next/navigation'
import { EvidenceReader } from '#components/evidence-text'
import { Card } from '#components/ui/card'
import { parseEditPath } from '#domain/campaign/plan-edit'
import { campaignText } from '#messages/zh/campaign'
import { planText } from '#messages/zh/campaign-plan'
import { getPlanReview } from '#server/campaign/plan-review'
import { requireActor } from '#server/session'
import { CampaignHead } from '../head'
import { CampaignSteps } from '../steps'
import { Corrections } from './corrections'
import { evidenceSpans } from './evidence-spans'
import { Notices } from './notices'
import { PlanLists } from './plan-lists'
import { PlanValues } from './plan-values'

export const metadata = { title: campaignText.tabs.plan }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PlanPage({ params, searchParams }: Props) {
  const { campaignId } = await params
  const { edit } = await searchParams
  const review = await getPlanReview(await requireActor(), campaignId)
  if (!review) notFound()

  const editing = review.mayCorrect && typeof edit === 'string' && (edit === 'settings' || parseEditPath(edit)) ? edit : null
  const isAdopted = review.parentId !== null && review.planFileId === null
  return (
    <>
      <CampaignHead
        campaign={review}
        tab="plan"
        actions={
          review.file && (
            <a href={`/api/files/${review.file.id}`} className="link">
              {planText.file}
            </a>
          )
        }
      />
      <p className="text-ink-2 mb-3">{!review.mayCorrect ? planText.readOnly : isAdopted ? planText.adoptedLead : planText.lead}</p>
      <EvidenceReader text={review.planText} spans={evidenceSpans(review.evidence)}>
        <div className="space-y-3">
          <Notices review={review} />
          <Card title={planText.stepsTitle}>
            {review.steps.length === 0 ? (
              <p className="text-ink-2">{planText.nothingToDo}</p>
            ) : (
              <CampaignSteps campaign={review} steps={review.steps} />
            )}
          </Card>
          <PlanValues review={review} editing={editing} />
          <PlanLists review={review} editing={editing} />
          <Corrections corrections={review.corrections} />
        </div>
      </EvidenceReader>
    </>
  )
}
