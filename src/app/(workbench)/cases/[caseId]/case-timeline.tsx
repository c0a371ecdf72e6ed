import Link from 'next/link'
import { type Lane, type LaneEvent, Timeline } from '#components/timeline'
import type { TrackKind } from '#domain/case/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import type { ReferralKind } from '#domain/referral/kinds'
import { caseText } from '#messages/zh/case'
import { referralText } from '#messages/zh/referral'
import type { CaseView } from '#server/case/queries'

const tones = {
  administrative: 'administrative',
  criminal: 'criminal',
  agreement: 'agreement',
  healthAdministration: 'brand',
  discipline: 'discipline',
} as const
const order = ['administrative', 'criminal', 'agreement', 'healthAdministration', 'discipline'] as const satisfies readonly TrackKind[]

/** In which lane a referral shows. */
const laneOf: Readonly<Record<ReferralKind, TrackKind>> = {
  police: 'criminal',
  health: 'healthAdministration',
  billVerification: 'administrative',
  discipline: 'discipline',
  other: 'administrative',
  handBack: 'administrative',
}

/** What happened to the case, lane by lane. What discipline does is shown to those cleared for it, and not even counted for others. */
export function CaseTimeline({ file }: { file: CaseView }) {
  const lanes: Lane[] = order.map((kind) => ({
    id: kind,
    label: caseText.tracks[kind],
    tone: tones[kind],
    shut: kind === 'discipline' && !file.seesDiscipline,
  }))
  return (
    <Timeline
      caption={caseText.tabs.timeline}
      lanes={lanes}
      events={[...caseEvents(file), ...trackEvents(file), ...referralEvents(file)]}
    />
  )
}

type Dated = { id: string; at: Date | null; lane: TrackKind; title: LaneEvent['title']; note?: LaneEvent['note'] }

const dated = ({ at, ...event }: Dated): LaneEvent[] => (at ? [{ ...event, on: beijingDay(at) }] : [])

function caseEvents(file: CaseView): LaneEvent[] {
  const lane = 'administrative'
  const approval = file.documents.find(({ kind, subjectId }) => kind === 'caseFilingApproval' && subjectId === file.id)
  return [
    ...dated({
      id: 'proposed',
      at: file.proposedAt,
      lane,
      title: caseText.events.proposed,
      note: `${file.officerAName}、${file.officerBName}`,
    }),
    ...dated({ id: 'filed', at: file.filedAt, lane, title: caseText.events.filed, note: approval?.number ?? undefined }),
    ...dated({ id: 'decided', at: file.decidedAt, lane, title: caseText.events.decided }),
    ...dated({ id: 'closed', at: file.closedAt, lane, title: caseText.events.closed }),
  ]
}

const trackEvents = (file: CaseView): LaneEvent[] =>
  file.tracks.flatMap(({ id, kind, startedAt, concludedAt, note, outcome }) => [
    ...dated({
      id: `${id}-started`,
      at: startedAt,
      lane: kind,
      title: caseText.events.trackStarted(caseText.tracks[kind]),
      note: note || undefined,
    }),
    ...dated({
      id: `${id}-concluded`,
      at: concludedAt,
      lane: kind,
      title: caseText.events.trackConcluded(caseText.tracks[kind]),
      note: outcome || undefined,
    }),
  ])

const referralEvents = (file: CaseView): LaneEvent[] =>
  file.referrals.flatMap((referral) => {
    const lane = laneOf[referral.kind]
    const link = (label: string) => (
      <Link href={`/referrals/${referral.id}`} prefetch={false} className="link">
        {label}
      </Link>
    )
    const { id, state } = referral
    return [
      ...dated({
        id: `${id}-p`,
        at: referral.proposedAt,
        lane,
        title: link(referralText.proposedKind(referral.kind)),
        note: referral.receiverAgencyName,
      }),
      ...dated({ id: `${id}-a`, at: referral.approvedAt, lane, title: link(referralText.steps.approve), note: referral.approvedByName }),
      ...dated({
        id: `${id}-d`,
        at: referral.deliveredAt,
        lane,
        title: link(referralText.steps.deliver),
        note: referral.receiverAgencyName,
      }),
      ...dated({ id: `${id}-r`, at: referral.receivedAt, lane, title: link(referralText.steps.receive), note: referral.receivedByName }),
      ...dated({ id: `${id}-o`, at: referral.outcomeAt, lane, title: link(referralText.states[state]), note: referral.outcomeNumber }),
    ]
  })
