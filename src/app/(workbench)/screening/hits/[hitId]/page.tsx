import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ChartCard } from '#components/chart-card'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { isVerified } from '#domain/law/confidence'
import { missingGrounds } from '#domain/lead/evidence'
import { backTestText } from '#messages/zh/back-test'
import { clusterText } from '#messages/zh/cluster'
import { fateText } from '#messages/zh/hit-fates'
import { hitText as text } from '#messages/zh/hits'
import { screeningText } from '#messages/zh/screening'
import { explainHit } from '#server/screening/hit-queries'
import { requireActor } from '#server/session'
import { ClusterCard } from '../../../cluster-card'
import { restore } from '../../actions'
import { SetOneAside } from '../../set-aside-form'
import { EarlierOfPerson } from './earlier-of-person'
import { EvidenceRows, VisitRows } from './evidence-rows'

export const metadata = { title: text.title }

type Explained = NonNullable<Awaited<ReturnType<typeof explainHit>>>

/** One clue: what it rests on, what it would breach, how it is reckoned, and what would make it a false alarm. */
export default async function HitPage({ params }: { params: Promise<{ hitId: string }> }) {
  const found = await explainHit(await requireActor(), (await params).hitId)
  if (!found) notFound()
  const { hit, model } = found
  const missing = missingGrounds({ rowCount: found.rows?.length ?? 0, clause: model?.basis ?? null, reasoning: found.reasoning })
  return (
    <>
      <PageHead
        title={`${hit.code} ${model?.title ?? ''}`}
        trail={
          <Link
            href={`/screening/runs/${hit.runId}/hits?code=${hit.code}`}
          >{`${screeningText.title} ${screeningText.monthsOf(found.run.months)}`}</Link>
        }
        lead={`${found.subject} ${hit.subjectMasked} · ${hit.institutionName} · ${hit.period} · ${backTestText.gradeNames[hit.grade]}`}
        actions={
          hit.leadId && (
            <ButtonLink href={`/leads/${hit.leadId}`} variant="primary">
              {text.toLead}
            </ButtonLink>
          )
        }
      />
      <p className="bg-warning-soft rounded-control mb-3 px-3 py-1.5">
        {missing.length > 0 ? text.stillClue(missing.map((part) => text.missing[part]).join('、')) : text.clue}
      </p>
      {found.aside && <SetAsideAlready found={found} aside={found.aside} />}
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Card title={text.reckoning}>
            <p>{found.reasoning}</p>
          </Card>
          {found.months.length > 1 && (
            <ChartCard
              title={text.months}
              kind="bar"
              series={[{ id: 'yuan', label: text.amount }]}
              points={found.months.map(({ month, yuan }) => ({ id: month, label: month, values: { yuan } }))}
            />
          )}
          {found.cluster && <ClusterCard cluster={found.cluster} label={clusterText.ofHit} />}
          <Timeline found={found} />
          <EarlierOfPerson earlier={found.earlier} left={found.left} />
          <EvidenceRows rows={found.rows} />
          <VisitRows rows={found.visit} />
        </div>
        <Beside found={found} />
      </div>
    </>
  )
}

/** By whom and why, whichever run it was done in; whoever issues brings this clue back. */
function SetAsideAlready({ found: { hit, mayIssue }, aside }: { found: Explained; aside: NonNullable<Explained['aside']> }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3">
      <p className="font-semibold">{fateText.isAside(aside.setAsideByName, beijingDay(aside.setAsideAt), aside.reason)}</p>
      {mayIssue && (
        <StepButton
          label={fateText.restoreOne}
          shut={null}
          fields={{ asideId: aside.id, version: aside.version, hitId: hit.id }}
          action={restore}
          confirm={{ body: fateText.restoreOneBody, reason: { name: 'reason', label: fateText.restoreReason } }}
        />
      )}
    </div>
  )
}

function Beside({ found: { model, figures, hit, fate, mayIssue } }: { found: Explained }) {
  return (
    <div className="space-y-4">
      <Card title={text.clause}>
        {model?.basis || text.noClause} {model?.basis && !isVerified(model.confidence) && <Tag>{text.unverified}</Tag>}
      </Card>
      {figures.length > 0 && (
        <Card title={text.figures}>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            {figures.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="tabular">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      <Card title={text.falseAlarms}>
        <ul className="list-disc space-y-2 ps-5">
          {model?.falseAlarms.map(({ cause, exclusion }) => (
            <li key={cause}>
              {cause}
              <p className="text-hint">{exclusion === null ? text.look : `${text.excluded}：${exclusion}`}</p>
            </li>
          ))}
        </ul>
      </Card>
      {mayIssue && fate === 'waiting' && <SetOneAside fields={{ runId: hit.runId, hitId: hit.id }} />}
    </div>
  )
}

function Timeline({ found: { hit, timeline } }: { found: Explained }) {
  if (timeline.length === 0 || hit.subjectType === 'institution') return null
  return (
    <Card title={text.timeline}>
      <ol className="border-divider ms-1 space-y-2 border-s-2 ps-4">
        {timeline.map(({ at, until, table, key, what, place, sum }) => (
          <li key={`${table}:${key}:${at}`}>
            <span className="tabular">{until ? `${at} ${text.until} ${until}` : at}</span> {text.tables[table]}{' '}
            <span className="font-mono">{key}</span> {what} <span className="text-ink-2">{place}</span>{' '}
            {sum && <span className="tabular">{`${text.sum} ${sum}`}</span>}
          </li>
        ))}
      </ol>
    </Card>
  )
}
