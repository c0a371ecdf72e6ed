import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { RefusalWords } from '#components/refusal-words'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { leadText } from '#messages/zh/lead'
import { answersText } from '#messages/zh/lead-answers'
import { reviewText } from '#messages/zh/lead-review'
import { getReview } from '#server/lead/answers/review-queries'
import { requireActor } from '#server/session'
import { agreeRest, look, stop } from '../actions'
import { ReviewProgress } from './review-progress'

type Review = NonNullable<Awaited<ReturnType<typeof getReview>>>

export default async function ReviewPage({ params }: { params: Promise<{ reviewId: string }> }) {
  const review = await getReview(await requireActor(), (await params).reviewId)
  if (!review) notFound()
  const { sheet, agreedCount, failed } = review
  const sofar = agreedCount + failed.length > 0 ? reviewText.agreed(agreedCount, failed.length) : ''
  return (
    <>
      <PageHead
        title={sheet.fileName}
        trail={`${reviewText.title} · ${reviewText.by(sheet.handlerName)}`}
        lead={`${sofar}${reviewText.standing(review.together, review.aloneCount)}`}
        actions={<ButtonLink href={`/leads/answers/${sheet.id}`}>{reviewText.backToSheet}</ButtonLink>}
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          {review.shares.length > 0 && <Shares shares={review.shares} />}
          {review.repeated.length > 0 && <Repeated repeated={review.repeated} />}
          <Sample review={review} />
          {review.alone.length > 0 && <Alone review={review} />}
          {failed.length > 0 && <FailedLeads failed={failed} />}
        </div>
        <div className="space-y-4">
          <Together review={review} />
        </div>
      </div>
    </>
  )
}

type ShareRow = { id: string; conclusion: string; count: number; billed: string | null; irregular: string | null; fundLoss: string | null }
const shareColumns: readonly Column<ShareRow>[] = [
  { id: 'conclusion', header: reviewText.conclusion },
  { id: 'count', header: reviewText.count, kind: 'number' },
  { id: 'billed', header: leadText.billed, kind: 'money' },
  { id: 'irregular', header: leadText.irregular, kind: 'money' },
  { id: 'fundLoss', header: leadText.fundLoss, kind: 'money' },
]

function Shares({ shares }: { shares: Review['shares'] }) {
  const rows: ShareRow[] = shares.map((share) => ({ id: share.conclusion, ...share, conclusion: leadText.conclusions[share.conclusion] }))
  return (
    <Card title={reviewText.shares} flush>
      <DataTable name="review-shares" caption={reviewText.shares} columns={shareColumns} rows={packRows(rows)} fill={false} />
    </Card>
  )
}

function Repeated({ repeated }: { repeated: Review['repeated'] }) {
  return (
    <Card title={reviewText.repeated}>
      <ul className="list-disc space-y-1 ps-5">
        {repeated.map(({ account, count }) => (
          <li key={account}>{answersText.repeated(count, account)}</li>
        ))}
      </ul>
      <p className="text-hint mt-2">{reviewText.repeatedNote}</p>
    </Card>
  )
}

function Sample({ review }: { review: Review }) {
  return (
    <Card title={reviewText.sample}>
      <p className="text-hint mb-3">{reviewText.sampleNote}</p>
      <ul className="divide-y">
        {review.sample.map(({ id, number, institutionName, behaviour, state, isLooked }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span className="min-w-0">
              <span className="font-mono">{number}</span> {institutionName}：{behaviour}
              <span className="text-ink-2">
                （{leadText.states[state]}
                {isLooked ? `，${reviewText.looked}` : ''}）
              </span>
            </span>
            <StepButton
              label={isLooked ? reviewText.lookAgain : reviewText.look}
              shut={null}
              action={look}
              fields={{ reviewId: review.id, leadId: id }}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

const LeadLinks = ({ leads }: { leads: readonly { id: string; number: string; institutionName: string }[] }) => (
  <ul className="space-y-1">
    {leads.map(({ id, number, institutionName }) => (
      <li key={id}>
        <Link href={`/leads/${id}`} prefetch={false} className="link font-mono">
          {number}
        </Link>{' '}
        {institutionName}
      </li>
    ))}
  </ul>
)

function Alone({ review: { alone, aloneCount } }: { review: Review }) {
  return (
    <Card title={reviewText.alone}>
      <p className="text-hint mb-2">{reviewText.aloneNote}</p>
      <LeadLinks leads={alone} />
      {aloneCount > alone.length && <p className="mt-2">{reviewText.more(aloneCount - alone.length)}</p>}
    </Card>
  )
}

const shownFailed = 50
function FailedLeads({ failed }: { failed: Review['failed'] }) {
  return (
    <Card title={reviewText.failed}>
      <p className="text-hint mb-2">{reviewText.failedNote}</p>
      <ul className="space-y-1">
        {failed.slice(0, shownFailed).map(({ leadId, number, refusal }) => (
          <li key={leadId}>
            <Link href={`/leads/${leadId}`} prefetch={false} className="link font-mono">
              {number}
            </Link>{' '}
            <RefusalWords refusal={refusal} />
          </li>
        ))}
      </ul>
      {failed.length > shownFailed && <p className="mt-2">{reviewText.more(failed.length - shownFailed)}</p>}
    </Card>
  )
}

function Together({ review }: { review: Review }) {
  const { id, version, state, rowsDone, rowsTotal, trouble, together } = review
  const fields = { reviewId: id, version }
  if (state === 'agreeing') {
    const begunAt = review.begunAt?.toISOString() ?? null
    return (
      <>
        <ReviewProgress key={version} reviewId={id} initial={{ state, rowsDone, rowsTotal, begunAt, trouble }} />
        <StepButton label={reviewText.stop} shut={null} fields={fields} action={stop} confirm={{}} />
      </>
    )
  }
  const unlooked = review.sample.filter(({ isLooked }) => !isLooked).length
  return (
    <Card title={reviewText.together}>
      {trouble && (
        <p className="text-danger mb-2 font-semibold">
          <RefusalWords refusal={trouble} />
        </p>
      )}
      {together === 0 && <p>{reviewText.nothing}</p>}
      {together > 0 && unlooked > 0 && <p>{reviewText.unlooked(unlooked)}</p>}
      {together > 0 && unlooked === 0 && (
        <CommandForm action={agreeRest} submitLabel={reviewText.agree(together)} version={version} fields={{ reviewId: id }}>
          <p className="text-hint">{reviewText.agreeHint}</p>
        </CommandForm>
      )}
    </Card>
  )
}
