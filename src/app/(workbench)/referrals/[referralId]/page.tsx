import Link from 'next/link'
import { notFound } from 'next/navigation'
import { AuditTrail } from '#components/audit-trail'
import { ClockList } from '#components/clock-list'
import { SheetCard } from '#components/sheet-links'
import { StatusTag } from '#components/status-tag'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Tag } from '#components/ui/tag'
import { dueOnDay } from '#domain/clock/due'
import { beijingMinute, deadlineMinute } from '#domain/kernel/civil-date'
import { recusalActions, recusalFields } from '#messages/zh/recusal'
import { referralText } from '#messages/zh/referral'
import { supervisionText, supervisionTrail } from '#messages/zh/referral-supervision'
import { referralTrailText } from '#messages/zh/referral-trail'
import { versionText } from '#messages/zh/referral-versions'
import { withheldMatter } from '#server/campaign/commitment'
import { loadCalendar } from '#server/clock/calendar'
import { currentTime } from '#server/clock/now'
import { getRecusals } from '#server/recusal/queries'
import { getReferral, type ReferralView } from '#server/referral/queries'
import { requireActor } from '#server/session'
import { trailEntries } from '../../../trail-entries'
import { CommitmentPanel } from '../../commitment-panel'
import { RecusalPanel } from '../../recusals/recusal-panel'
import { referralStatuses } from '../columns'
import { Bills } from './bills'
import { Disclosure } from './disclosure'
import { EvidenceBehind } from './evidence-behind'
import { HandBacks } from './hand-backs'
import { Handovers } from './handovers'
import { LetterPreview } from './letter-preview'
import { Materials } from './materials'
import { Progress } from './progress'
import { ReferralSteps } from './referral-steps'
import { Versions } from './versions'
import { Words } from './words'

const settledStates = ['answered', 'rejected', 'declined', 'withdrawn']

export default async function ReferralPage({ params }: { params: Promise<{ referralId: string }> }) {
  const { referralId } = await params
  const actor = await requireActor()
  const now = currentTime()
  const [referral, calendar] = await Promise.all([getReferral(actor, referralId, now), loadCalendar()])
  if (!referral) {
    const withheld = await withheldMatter(actor, 'referral', referralId)
    return withheld ? <CommitmentPanel withheld={withheld} heading="h1" /> : notFound()
  }

  const recusals = await getRecusals(actor, [{ type: 'referral', id: referralId }], now)
  const { answerBy } = referral
  const requested =
    answerBy && !settledStates.includes(referral.state)
      ? { name: referralText.answerByDue, due: dueOnDay(answerBy, now, calendar) }
      : undefined
  return (
    <>
      <PageHead
        title={referral.title}
        trail={`${referral.campaign.name} · ${referral.number}`}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <StatusTag kind={referralStatuses[referral.state]} label={referralText.states[referral.state]} />
            <Tag tone={referral.kind === 'police' ? 'criminal' : 'neutral'}>{referralText.kinds[referral.kind]}</Tag>
            <span>
              {referral.senderAgencyName} → {referral.receiverAgencyName}
            </span>
          </span>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Outcome referral={referral} />
          {referral.side !== 'sender' && <SnapshotNote referral={referral} />}
          <Words words={referral.words} />
          <EvidenceBehind referral={referral} />
          {referral.preview && <Disclosure referral={referral} preview={referral.preview} />}
          <Materials referral={referral} />
          {referral.kind === 'billVerification' && <Bills referral={referral} />}
          <Handovers handovers={referral.handovers} />
          <HandBacks handBacks={referral.handBacks} />
          {referral.kind === 'police' && referral.state === 'criminalCaseOpened' && <Progress referral={referral} />}
          <Versions referral={referral} />
          <LetterPreview referral={referral} />
        </div>
        <div className="space-y-4">
          <ReferralSteps referral={referral} />
          <Card title={referralText.clocks}>
            <ClockList clocks={referral.clocks} requested={requested} />
          </Card>
          {referral.kind === 'handBack' && referral.deliveredAt && <SheetCard kinds={['handBackReceipt']} id={referral.id} />}
          <Parties referral={referral} />
          <RecusalPanel recusals={recusals} />
          {referral.trail.length > 0 && (
            <Card title={referralTrailText.title}>
              <AuditTrail
                entries={trailEntries(referral.trail, {
                  actions: { ...referralTrailText.actions, ...recusalActions },
                  fields: { ...recusalFields, ...referralTrailText.fields, ...referralText.progressKinds },
                  values: { ...referralText.states, ...referralText.kinds, ...supervisionTrail },
                })}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

function SnapshotNote({ referral }: { referral: ReferralView }) {
  const { snapshot } = referral
  if (!snapshot) return null
  const { seq, cause, at, intact } = snapshot
  const warns = !intact || cause === 'withdrawn'
  const shown = cause === 'withdrawn' ? versionText.taken(beijingMinute(at)) : versionText.shown(seq, beijingMinute(at))
  return (
    <p className={warns ? 'text-danger font-semibold' : 'text-ink-2'} role={warns ? 'alert' : undefined}>
      {shown}
      {intact ? versionText.intact : versionText.broken}
    </p>
  )
}

/** What the receiver said: decision, refusal, question or answer. */
function Outcome({ referral }: { referral: ReferralView }) {
  const { outcomeNumber, outcomeReason, outcomeAt, declineReason, state } = referral
  if (!outcomeNumber && !outcomeReason && !declineReason) return null
  const items = [
    ...(declineReason ? [{ term: referralText.declineReason, value: declineReason }] : []),
    ...(outcomeNumber ? [{ term: referralText.outcomeNumber, value: outcomeNumber }] : []),
    ...(outcomeReason
      ? [
          {
            term: state === 'moreAsked' ? referralText.asked : referralText.outcomeReason,
            value: <span className="whitespace-pre-line">{outcomeReason}</span>,
            note: outcomeAt ? beijingMinute(outcomeAt) : undefined,
          },
        ]
      : []),
  ]
  return (
    <Card title={`${referralText.outcome}：${referralText.states[state]}`}>
      <DescriptionList items={items} />
    </Card>
  )
}

function Parties({ referral }: { referral: ReferralView }) {
  const signed = (name: string | null, at: Date | null) => (at ? `${name ?? ''} ${beijingMinute(at)}` : '—')
  const officers = [referral.officerAName, referral.officerBName].filter(Boolean).join('、')
  const { source } = referral
  return (
    <Card title={referralText.parties}>
      <DescriptionList
        items={[
          { term: referralText.sender, value: referral.senderAgencyName },
          { term: referralText.receiver, value: referral.receiverAgencyName },
          ...(referral.copyAgencyName
            ? [
                {
                  term: referralText.copyTo,
                  value: referral.copyAgencyName,
                  note: referral.copyReadAt ? referralText.copyRead(beijingMinute(referral.copyReadAt)) : referralText.copyUnread,
                },
              ]
            : []),
          ...(officers ? [{ term: referralText.officers, value: officers }] : []),
          ...(referral.supervision
            ? [
                {
                  term: supervisionText.title,
                  value: supervisionText.states[referral.supervision],
                  note: referral.supervisionDueAt ? supervisionText.dueAt(deadlineMinute(referral.supervisionDueAt)) : undefined,
                },
              ]
            : []),
          ...referral.passages.map(({ fromAgencyName, toAgencyName, at, reason }) => ({
            term: supervisionText.passedOn,
            value: supervisionText.passage(fromAgencyName, toAgencyName),
            note: `${beijingMinute(at)} ${reason}`,
          })),
          { term: referralText.approvedBy, value: signed(referral.approvedByName, referral.approvedAt) },
          { term: referralText.deliveredAt, value: signed(null, referral.deliveredAt) },
          { term: referralText.receivedBy, value: signed(referral.receivedByName, referral.receivedAt) },
          ...(referral.origin
            ? [{ term: referralText.handBackOf, value: linkTo(`/referrals/${referral.origin.id}`, referral.origin.number) }]
            : []),
          ...(referral.openedLead
            ? [{ term: referralText.openedLead, value: linkTo(`/leads/${referral.openedLead.id}`, referral.openedLead.number) }]
            : []),
          ...(source?.case ? [{ term: referralText.caseOf, value: linkTo(`/cases/${source.case.id}`, source.case.number) }] : []),
          ...(source?.lead ? [{ term: referralText.leadOf, value: linkTo(`/leads/${source.lead.id}`, source.lead.number) }] : []),
        ]}
      />
    </Card>
  )
}

const linkTo = (href: string, label: string) => (
  <Link href={href} prefetch={false} className="link font-mono break-all">
    {label}
  </Link>
)
