import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { isVerified } from '#domain/law/confidence'
import { beforeBillingText } from '#messages/zh/before-billing'
import { localText } from '#messages/zh/local-models'
import { modelText as text } from '#messages/zh/screening-models'
import { currentTime } from '#server/clock/now'
import { trialLoads } from '#server/screening/local-views'
import { getModel, type ModelView } from '#server/screening/model-queries'
import { runsOfModel } from '#server/screening/trial-queries'
import { requireActor } from '#server/session'
import { ComparisonCard } from './comparison'
import { ExampleCard, FalseAlarmsCard, NeedsCard, ParametersCard, SqlCard } from './facts'
import { DefinitionCard, TrialCard } from './local'
import { PrecisionCard } from './precision'
import { ProposalCard } from './proposal'
import { TrialRunsCard } from './trial-runs'
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
      lead={found.kind === 'model' && found.local ? localText.lead : text.lead}
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
  const { local } = found
  const loads = local?.composes && local.state === 'draft' ? await trialLoads(actor) : []
  const runs = await runsOfModel(actor, code)
  return (
    <>
      {head}
      <div className="space-y-4">
        <Standing view={found} />
        {local && <DefinitionCard local={local} />}
        {local && <TrialCard local={local} loads={loads} />}
        {!local && <ParametersCard view={found} />}
        <PrecisionCard view={found} />
        <VersionsCard view={found} />
        {!local && found.versions.length > 0 && <ComparisonCard view={found} from={word(asked.from)} to={word(asked.to)} />}
        {runs && <TrialRunsCard view={found} found={runs} />}
        {found.proposes && (!local || found.standing === 'inUse') && <ProposalCard view={found} today={today} />}
        <FalseAlarmsCard view={found} />
        <NeedsCard view={found} />
        {!local && <ExampleCard view={found} />}
        {!local?.hides && <SqlCard view={found} />}
      </div>
    </>
  )
}

const standingKinds = {
  inUse: 'open',
  ahead: 'waiting',
  resting: 'stopped',
  beyondData: 'notStarted',
  proposed: 'waiting',
  draft: 'notStarted',
} as const

const word = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')

function Standing({ view: { model, standing, comesOn, misleads } }: { view: ModelView }) {
  return (
    <Card>
      <DescriptionList
        columns={2}
        items={[
          {
            term: text.standing,
            value: (
              <span className="flex gap-2">
                <StatusTag kind={standingKinds[standing]} label={comesOn ? text.comesOn(comesOn) : text.standings[standing]} />
                {misleads && <Tag tone="danger">{text.misleads}</Tag>}
              </span>
            ),
          },
          {
            term: text.version,
            value: (
              <span className="font-mono">
                {standing === 'draft' || standing === 'proposed' || standing === 'ahead' ? text.none : model.version}
              </span>
            ),
          },
          { term: text.grade, value: beforeBillingText.grades[model.grade] },
          {
            term: text.confidence,
            value: (
              <>
                {text.confidences[model.confidence]} {!isVerified(model.confidence) && <Tag>{text.unverified}</Tag>}
              </>
            ),
          },
          { term: text.basis, value: model.basis || localText.noClause },
        ]}
      />
    </Card>
  )
}
