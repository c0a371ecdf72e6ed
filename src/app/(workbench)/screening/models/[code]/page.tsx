import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { isVerified } from '#domain/law/confidence'
import { beforeBillingText } from '#messages/zh/before-billing'
import { modelText as text } from '#messages/zh/screening-models'
import { currentTime } from '#server/clock/now'
import { getModel, type ModelView } from '#server/screening/model-queries'
import { requireActor } from '#server/session'
import { ComparisonCard } from './comparison'
import { ExampleCard, FalseAlarmsCard, NeedsCard, ParametersCard, SqlCard } from './facts'
import { PrecisionCard } from './precision'
import { ProposalCard } from './proposal'
import { VersionsCard } from './versions'

export const metadata = { title: text.title }

type Asked = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** One model: what it looks for and by what, how its leads were judged, what bureaus said of it. */
export default async function ModelPage({ params, searchParams }: Asked) {
  const today = beijingDay(currentTime())
  const [actor, { code }, asked] = [await requireActor(), await params, await searchParams]
  const found = await getModel(actor, code, today)
  if (!found) notFound()
  const head = (
    <PageHead
      title={`${found.model.id} ${found.model.title}`}
      trail={
        <Link href="/screening/models" prefetch={false} className="link">
          {text.title}
        </Link>
      }
      lead={text.lead}
    />
  )
  if (found.kind === 'beyond')
    return (
      <>
        {head}
        <Card title={text.standings.beyondData}>
          <p>{text.beyond}</p>
          <DescriptionList
            items={[
              { term: text.lacks, value: found.model.lacks },
              { term: text.basis, value: found.model.basis },
              { term: text.grade, value: beforeBillingText.grades[found.model.grade] },
            ]}
          />
        </Card>
      </>
    )
  return (
    <>
      {head}
      <div className="space-y-4">
        <Standing view={found} />
        <ParametersCard view={found} />
        <PrecisionCard view={found} />
        <VersionsCard view={found} />
        {found.versions.length > 0 && <ComparisonCard view={found} from={word(asked.from)} to={word(asked.to)} />}
        {found.proposes && <ProposalCard view={found} today={today} />}
        <FalseAlarmsCard view={found} />
        <NeedsCard view={found} />
        <ExampleCard view={found} />
        <SqlCard view={found} />
      </div>
    </>
  )
}

const word = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

function Standing({ view: { model, standing, misleads } }: { view: ModelView }) {
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          {
            term: text.standing,
            value: (
              <span className="flex gap-2">
                <StatusTag kind={standing === 'inUse' ? 'open' : 'stopped'} label={text.standings[standing]} />
                {misleads && <Tag tone="danger">{text.misleads}</Tag>}
              </span>
            ),
          },
          { term: text.version, value: <span className="font-mono">{model.version}</span> },
          { term: text.grade, value: beforeBillingText.grades[model.grade] },
          {
            term: text.confidence,
            value: (
              <>
                {text.confidences[model.confidence]} {!isVerified(model.confidence) && <Tag>{text.unverified}</Tag>}
              </>
            ),
          },
          { term: text.basis, value: model.basis },
        ]}
      />
    </Card>
  )
}
