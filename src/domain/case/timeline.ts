import type { Department } from '../department/department'
import { beijingDay, type CivilDate, fromDateColumn } from '../kernel/civil-date'
import { investigationEvents } from './acts/events'
import type { Course, ReferralOfCase } from './course'
import type { TrackKind } from './kinds'

/** Whose share of a case an event is: each authority has a layer of its own. */
export const layers = ['bureau', 'operator', 'police', 'procuratorate', 'court', 'health', 'finance', 'others', 'discipline'] as const
export type Layer = (typeof layers)[number]

/** What sort of event it is. */
export const eventKinds = ['act', 'paper', 'evidence', 'money', 'referral', 'late'] as const
export type EventKind = (typeof eventKinds)[number]

export type EventName =
  | ('proposed' | 'filed' | 'decided' | 'closed' | 'handedToOperator' | 'trackStarted' | 'trackConcluded' | 'step')
  | ('order' | 'orderFound' | 'noticed' | 'noticeWithdrawn' | 'said' | 'waived' | 'hearingAsked' | 'hearingSet' | 'hearingHeld')
  | ('scoring' | 'publication')
  | ('discussed' | 'served' | 'suspended' | 'resumed' | 'remedyReceived' | 'remedyAnswered' | 'remedyConcluded')
  | ('inquiry' | 'inquiryAnswered' | 'holdTaken' | 'holdEnded')
  | ('paper' | 'evidence' | 'money' | 'clockMissed')
  | ('referralProposed' | 'referralApproved' | 'referralDelivered' | 'referralReceived' | 'referralCopied' | 'referralOutcome' | 'criminal')

/** `about`: what the name speaks of, as a code, a name or a count. `awaits`: nobody has confirmed it yet. */
export type CaseEvent = {
  id: string
  on: CivilDate
  layer: Layer
  kind: EventKind
  what: EventName
  about: string
  note: string
  amountFen?: bigint
  awaits?: boolean
  href?: string
}

const layerOfTrack: Readonly<Record<TrackKind, Layer>> = {
  administrative: 'bureau',
  agreement: 'operator',
  scoring: 'operator',
  criminal: 'police',
  healthAdministration: 'health',
  discipline: 'discipline',
}
const layerOfDepartment: Partial<Record<Department, Layer>> = {
  ...{ MI: 'bureau', PS: 'police', PR: 'procuratorate', CT: 'court', HC: 'health', TM: 'health', FI: 'finance', DI: 'discipline' },
}
const layerOf = (department: Department): Layer => layerOfDepartment[department] ?? 'others'

/**
 * All that happened in a case, oldest first. It adds nothing to what it is given: who may not see a row is not given it, and whatever belongs
 * to a referral to discipline is of its layer alone.
 */
export const eventsOfCase = (course: Course): CaseEvent[] =>
  [
    ...filingEvents(course),
    ...stepEvents(course),
    ...defenceEvents(course),
    ...orderEvents(course),
    ...remedyEvents(course),
    ...scoringEvents(course),
    ...publicationEvents(course),
    ...(course.investigation ? investigationEvents(course.id, course.investigation) : []),
    ...keptEvents(course),
    ...course.referrals.flatMap(referralEvents),
    ...criminalEvents(course),
  ].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))

type Said = Partial<Omit<CaseEvent, 'on' | 'id'>> & { id: string; what: EventName; on: CivilDate | Date | null }

/** An instant is of its day in Beijing; what has no day has not happened. */
const happened = ({ on, ...event }: Said): CaseEvent[] =>
  on ? [{ layer: 'bureau', kind: 'act', about: '', note: '', ...event, on: on instanceof Date ? beijingDay(on) : on }] : []
const dayOf = (column: Date | null): CivilDate | null => column && fromDateColumn(column)

/** What was closed may be opened again: each closing is a step. Of a case whose trail is not read, the row has the last. */
const closedIn = ({ stepsTaken, closedAt }: Course) => (stepsTaken.some(({ step }) => step === 'close') ? null : closedAt)

const filingEvents = (course: Course): CaseEvent[] => [
  ...happened({ id: 'proposed', what: 'proposed', on: course.proposedAt, note: `${course.officerAName}、${course.officerBName}` }),
  ...happened({ id: 'filed', what: 'filed', on: course.filedAt }),
  ...happened({ id: 'decided', what: 'decided', on: course.decidedAt }),
  ...happened({ id: 'closed', what: 'closed', on: closedIn(course) }),
  ...happened({ id: 'handed', what: 'handedToOperator', on: course.handedToOperatorAt, layer: 'operator' }),
  ...course.tracks.flatMap(({ id, kind, ...track }) => {
    const common = { layer: layerOfTrack[kind], about: kind }
    return [
      ...happened({ ...common, id: `${id}-s`, what: 'trackStarted', on: track.startedAt, note: track.note }),
      ...happened({ ...common, id: `${id}-c`, what: 'trackConcluded', on: track.concludedAt, note: track.outcome }),
    ]
  }),
]

/** Steps that leave no row of their own but their line in the trail; those of the review are not for everybody. */
const reviewSteps: readonly string[] = ['sendToReview', 'agreeReview', 'returnReview', 'reviewAgain']
const plainSteps = [
  ...['investigate', 'report', 'rework', 'reopen', 'applyToCourt', 'terminate', 'revoke', 'perform', 'allowInstalments', 'close'],
]
export const stepsOfCourse: readonly string[] = [...plainSteps, ...reviewSteps]

const stepEvents = ({ stepsTaken, seesReview }: Course): CaseEvent[] =>
  stepsTaken
    .filter(({ step }) => seesReview || !reviewSteps.includes(step))
    .flatMap(({ id, at, actorName, step }) => happened({ id, what: 'step', on: at, about: step, note: actorName }))

function defenceEvents({ notices, hearings, discussions, services, suspensions, parties }: Course): CaseEvent[] {
  const nameOf = (partyId: string | null) => parties.find(({ id }) => id === partyId)?.name ?? ''
  return [
    ...notices.flatMap(({ id, ...notice }) => [
      ...happened({ id: `${id}-n`, what: 'noticed', on: notice.noticedAt, note: notice.noticedByName }),
      ...happened({ id: `${id}-s`, what: notice.waived ? 'waived' : 'said', on: dayOf(notice.saidOn) }),
      ...happened({ id: `${id}-w`, what: 'noticeWithdrawn', on: notice.withdrawnAt }),
    ]),
    ...hearings.flatMap(({ id, askedOn, heldOn, hearingOn, place, chairName }) => [
      ...happened({ id: `${id}-a`, what: 'hearingAsked', on: dayOf(askedOn) }),
      ...happened({ id: `${id}-h`, what: heldOn ? 'hearingHeld' : 'hearingSet', on: dayOf(heldOn ?? hearingOn), note: chairName ?? place }),
    ]),
    ...discussions.flatMap(({ id, heldOn, conclusion }) => happened({ id, what: 'discussed', on: dayOf(heldOn), note: conclusion })),
    ...services.flatMap(({ id, paper, partyId, servedOn, receiver }) =>
      happened({ id, what: 'served', on: dayOf(servedOn), about: paper, note: nameOf(partyId) || receiver }),
    ),
    ...suspensions.flatMap(({ id, ...halt }) => [
      ...happened({ id: `${id}-s`, what: 'suspended', on: dayOf(halt.suspendedOn), about: halt.ground, note: halt.reason }),
      ...happened({ id: `${id}-r`, what: 'resumed', on: dayOf(halt.resumedOn), note: halt.resumeReason }),
    ]),
  ]
}

const orderEvents = ({ orders }: Course): CaseEvent[] =>
  orders.flatMap(({ id, ...order }) => [
    ...happened({ id: `${id}-m`, what: 'order', on: order.servedOn, note: order.demand }),
    ...happened({ id: `${id}-f`, what: 'orderFound', on: order.foundOn, about: order.outcome ?? '', note: order.finding }),
  ])

/** What a court does is of its layer; what the bureau answers is of its own. One that was struck out goes on in another row. */
const remedyEvents = ({ remedies }: Course): CaseEvent[] =>
  remedies.flatMap(({ id, kind, struckAt, ...remedy }) => {
    if (struckAt !== null) return []
    const layer: Layer = kind === 'litigation' ? 'court' : 'bureau'
    return [
      ...happened({
        id: `${id}-r`,
        what: 'remedyReceived',
        layer,
        about: kind,
        on: remedy.receivedOn,
        note: `${remedy.body} ${remedy.docket}`,
      }),
      ...happened({ id: `${id}-a`, what: 'remedyAnswered', about: kind, on: remedy.answeredOn }),
      ...happened({
        ...{ id: `${id}-c`, what: 'remedyConcluded', layer, about: remedy.outcome ?? 'withdrawn' },
        ...{ on: remedy.concludedOn, note: remedy.conclusion },
      }),
    ]
  })

/** What the operating agency did of each person, who is a number here. */
const scoringEvents = ({ scorings }: Course): CaseEvent[] =>
  scorings.flatMap(({ id, seq, ...days }) =>
    (['noticedOn', 'decidedOn', 'servedOn', 'objectedOn', 'restoredOn'] as const).flatMap((act) =>
      happened({ id: `${id}-${act}`, what: 'scoring', layer: 'operator', on: days[act], about: act, note: `第${seq}人` }),
    ),
  )

/** What was made public of the decision, and taken off again. */
const publicationEvents = ({ publications }: Course): CaseEvent[] =>
  publications.flatMap(({ id, publishedOn, place, withdrawnOn, reason }) => [
    ...happened({ id: `${id}-p`, what: 'publication', on: publishedOn, about: 'published', note: place }),
    ...happened({ id: `${id}-w`, what: 'publication', on: withdrawnOn, about: 'withdrawn', note: reason }),
  ])

/** What is kept of it: papers that were issued, evidence by the day it was collected on, money, and time that was let pass. */
function keptEvents({ id: caseId, documents, referrals, evidence, money, clocks }: Course): CaseEvent[] {
  const secret = new Set(referrals.flatMap(({ id, kind }) => (kind === 'discipline' ? [id] : [])))
  const held = evidence.filter(({ state }) => state === 'held').map(({ collectedAt }) => beijingDay(collectedAt))
  const days = [...new Set(held)]
  return [
    ...documents.flatMap(({ id, subjectId, title, number, state, generatedAt }) =>
      state === 'draft'
        ? []
        : happened({
            ...{ id, what: 'paper', kind: 'paper', on: generatedAt, about: title, note: number ?? '' },
            ...{ layer: secret.has(subjectId) ? 'discipline' : 'bureau' },
            href: subjectId === caseId ? `/cases/${caseId}?tab=documents` : `/referrals/${subjectId}`,
          }),
    ),
    ...days.flatMap((on) => {
      const about = String(held.filter((day) => day === on).length)
      return happened({ id: `evidence-${on}`, what: 'evidence', kind: 'evidence', on, about, href: `/cases/${caseId}?tab=evidence` })
    }),
    ...money.flatMap(({ id, kind, amountFen, occurredOn, rejectedAt, awaits }) => {
      const layer: Layer = kind === 'agreementRecovered' ? 'operator' : 'bureau'
      const on = rejectedAt ? null : dayOf(occurredOn)
      return happened({ id, what: 'money', kind: 'money', layer, on, about: kind, amountFen, awaits })
    }),
    ...clocks.flatMap(({ id, name, dueAt, state }) => {
      const missed = state.state === 'overdue' || state.late === true
      return happened({ id, what: 'clockMissed', kind: 'late', on: missed ? new Date(dueAt.getTime() - 1) : null, about: name })
    }),
  ]
}

/** Each side's share is of its own layer; but what goes to discipline leaves no mark in the layer of whoever sends it. */
function referralEvents({ id, kind, state, ...referral }: ReferralOfCase): CaseEvent[] {
  const isSecret = kind === 'discipline'
  const sender = isSecret ? 'discipline' : layerOf(referral.senderDepartment)
  const receiver = isSecret ? 'discipline' : layerOf(referral.receiverDepartment)
  const copied = referral.copyDepartment && !isSecret ? layerOf(referral.copyDepartment) : null
  const common = { kind: 'referral', about: kind, href: `/referrals/${id}` } as const
  const to = referral.receiverAgencyName
  return [
    ...happened({ ...common, id: `${id}-p`, what: 'referralProposed', layer: sender, on: referral.proposedAt, note: to }),
    ...happened({
      ...{ ...common, id: `${id}-a`, what: 'referralApproved', layer: sender, on: referral.approvedAt },
      note: referral.approvedByName ?? '',
    }),
    ...happened({ ...common, id: `${id}-d`, what: 'referralDelivered', layer: sender, on: referral.deliveredAt, note: to }),
    ...happened({
      ...{ ...common, id: `${id}-r`, what: 'referralReceived', layer: receiver, on: referral.receivedAt },
      note: referral.receivedByName ?? '',
    }),
    ...happened({
      ...{ ...common, id: `${id}-c`, what: 'referralCopied', layer: copied ?? receiver, on: copied && referral.copyReadAt },
      note: referral.copyAgencyName ?? '',
    }),
    ...happened({
      ...{ ...common, id: `${id}-o`, what: 'referralOutcome', layer: receiver, on: referral.outcomeAt, about: state },
      note: referral.outcomeNumber ?? '',
    }),
  ]
}

/** What the police, the procuratorate and the court tell of, as far as it is told to the reader. */
const criminalEvents = ({ criminalCourse }: Course): CaseEvent[] =>
  criminalCourse.flatMap(({ id, referralId, kind, occurredOn, department, note }) =>
    happened({
      ...{ id, what: 'criminal', kind: 'referral', layer: layerOf(department), on: dayOf(occurredOn), about: kind, note },
      href: `/referrals/${referralId}`,
    }),
  )

/** In which layers something happened, and the bureau's, which every case has. */
export const layersOf = (events: readonly CaseEvent[]): Layer[] =>
  layers.filter((layer) => layer === 'bureau' || events.some((event) => event.layer === layer))
