import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Masked } from '#components/masked'
import { SheetCard } from '#components/sheet-links'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import type { SheetKind } from '#domain/document/sheet-kinds'
import { beijingMinute } from '#domain/kernel/civil-date'
import { whistleRevealReasons } from '#domain/whistle/inputs'
import { whistleText } from '#messages/zh/whistle'
import { currentTime } from '#server/clock/now'
import { requireActor } from '#server/session'
import { getWhistleReport, type WhistleReportView } from '#server/whistle/queries'
import { reveal } from '../actions'
import { reportStatuses } from '../statuses'
import { ReportSteps } from './report-steps'
import { Rewards } from './rewards'

export const metadata = { title: whistleText.title }

/** One report: what was told and how it goes. Who told it stays sealed until its keeper opens it, for a reason. */
export default async function WhistleReportPage({ params }: { params: Promise<{ whistleReportId: string }> }) {
  const { whistleReportId } = await params
  const report = await getWhistleReport(await requireActor(), whistleReportId, currentTime())
  if (!report) notFound()
  const { stage, number, about, isNamed, id, version, steps, campaigns, keepers, rewards, mayPropose } = report
  return (
    <>
      <PageHead
        title={about}
        trail={
          <Link href="/whistle-reports" prefetch={false} className="link">
            {whistleText.title}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusTag kind={reportStatuses[stage]} label={whistleText.stages[stage]} />
            <span>{number}</span>
            <span>{isNamed ? whistleText.named : whistleText.anonymous}</span>
          </span>
        }
      />
      <div className="grid items-start gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Told report={report} />
          <Course report={report} />
          <Rewards report={{ id, version, rewards, mayPropose }} />
        </div>
        <div className="space-y-4">
          <ReportSteps report={{ id, version, steps, campaigns, keepers }} />
          <SheetCard kinds={sheetsOf(report)} id={id} />
        </div>
      </div>
    </>
  )
}

const sheetsOf = ({ isNamed, stage, rewards }: WhistleReportView): SheetKind[] => [
  'whistleRegister',
  ...(isNamed && stage !== 'received' && stage !== 'accepted' ? (['whistleReply'] as const) : []),
  ...(rewards.length > 0 ? (['whistleReward'] as const) : []),
]

const { fields, hints } = whistleText
const lines = (text: string) => <span className="whitespace-pre-line">{text}</span>

function Told({ report }: { report: WhistleReportView }) {
  const opening = {
    action: reveal,
    fields: { reportId: report.id },
    reasons: whistleRevealReasons.map((value) => ({ value, label: whistleText.revealReasons[value] })),
  }
  return (
    <Card title={whistleText.what}>
      <p className="whitespace-pre-line">{report.statement}</p>
      <DescriptionList
        columns={2}
        items={[
          {
            term: fields.reporter,
            value: report.mayReveal ? <Masked text={whistleText.sealed} label={whistleText.reveal} reveal={opening} /> : whistleText.sealed,
          },
          ...(report.alias === '' ? [] : [{ term: fields.alias, value: report.alias }]),
          { term: fields.channel, value: whistleText.channels[report.channel], note: report.receivedOn },
          { term: fields.keeper, value: report.keeperName },
          ...(report.evidence === '' ? [] : [{ term: fields.evidence, value: lines(report.evidence) }]),
          ...(report.keepSecret === '' ? [] : [{ term: fields.keepSecret, value: lines(report.keepSecret) }]),
        ]}
      />
    </Card>
  )
}

function Course({ report }: { report: WhistleReportView }) {
  const { lead, acceptedOn, outcome, decidedOn, repliedOn, replyWay } = report
  return (
    <Card title={whistleText.course}>
      <DescriptionList
        columns={2}
        items={[
          { term: fields.registered, value: `${report.registeredByName}　${beijingMinute(report.registeredAt)}` },
          { term: fields.acceptBy, value: report.acceptBy, note: hints.acceptBy },
          ...(acceptedOn ? [{ term: fields.acceptedOn, value: acceptedOn, note: report.acceptReason }] : []),
          ...(lead
            ? [
                {
                  term: fields.lead,
                  value: (
                    <Link href={`/leads/${lead.id}`} prefetch={false} className="link">
                      {lead.number}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(outcome && decidedOn
            ? [
                {
                  term: fields.outcome,
                  value: `${whistleText.outcomes[outcome]}　${decidedOn}　${report.caseNumber}`,
                  note: report.decisionReason,
                },
              ]
            : []),
          ...(report.replyBy ? [{ term: fields.replyBy, value: report.replyBy }] : []),
          ...(report.earlierReply ? [{ term: fields.earlierReply, value: lines(report.earlierReply) }] : []),
          ...(repliedOn && replyWay
            ? [{ term: fields.reply, value: lines(report.reply), note: `${repliedOn}　${whistleText.replyWays[replyWay]}` }]
            : []),
        ]}
      />
    </Card>
  )
}
