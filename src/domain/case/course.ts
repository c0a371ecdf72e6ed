import type { Department } from '../department/department'
import type { CivilDate } from '../kernel/civil-date'
import type { ProgressKind } from '../referral/criminal'
import type { ReferralKind, ReferralState } from '../referral/kinds'
import type { InvestigationOnTimeline } from './acts/events'
import type { TrackKind } from './kinds'

export type ReferralOfCase = {
  id: string
  kind: ReferralKind
  state: ReferralState
  senderDepartment: Department
  receiverDepartment: Department
  receiverAgencyName: string
  copyDepartment: Department | null
  copyAgencyName: string | null
  proposedAt: Date
  approvedAt: Date | null
  approvedByName: string | null
  deliveredAt: Date | null
  receivedAt: Date | null
  receivedByName: string | null
  copyReadAt: Date | null
  outcomeAt: Date | null
  outcomeNumber: string | null
}

/** A case with what its reader reaches of it: what is not in here makes no event. */
export type Course = {
  id: string
  proposedAt: Date
  filedAt: Date | null
  decidedAt: Date | null
  closedAt: Date | null
  handedToOperatorAt: Date | null
  officerAName: string
  officerBName: string
  seesReview: boolean
  parties: readonly { id: string; name: string }[]
  tracks: readonly { id: string; kind: TrackKind; startedAt: Date | null; concludedAt: Date | null; note: string; outcome: string }[]
  /** Of `stepsOfCourse`. */
  stepsTaken: readonly { id: string; at: Date; actorName: string; step: string }[]
  orders: readonly { id: string; demand: string; servedOn: CivilDate; outcome: string | null; foundOn: CivilDate | null; finding: string }[]
  notices: readonly {
    id: string
    noticedAt: Date
    noticedByName: string
    saidOn: Date | null
    waived: boolean
    withdrawnAt: Date | null
  }[]
  hearings: readonly { id: string; askedOn: Date; hearingOn: Date | null; heldOn: Date | null; place: string; chairName: string | null }[]
  discussions: readonly { id: string; heldOn: Date; conclusion: string }[]
  services: readonly { id: string; paper: string; partyId: string | null; servedOn: Date; receiver: string }[]
  suspensions: readonly { id: string; ground: string; reason: string; suspendedOn: Date; resumedOn: Date | null; resumeReason: string }[]
  remedies: readonly {
    id: string
    kind: 'reconsideration' | 'litigation'
    body: string
    docket: string
    receivedOn: CivilDate
    answeredOn: CivilDate | null
    outcome: string | null
    concludedOn: CivilDate | null
    conclusion: string
    struckAt: Date | null
  }[]
  scorings: readonly {
    id: string
    seq: number
    noticedOn: CivilDate | null
    decidedOn: CivilDate | null
    servedOn: CivilDate | null
    objectedOn: CivilDate | null
    restoredOn: CivilDate | null
  }[]
  publications: readonly { id: string; publishedOn: CivilDate | null; place: string; withdrawnOn: CivilDate | null; reason: string }[]
  money: readonly { id: string; kind: string; amountFen: bigint; occurredOn: Date; rejectedAt: Date | null; awaits: boolean }[]
  investigation?: InvestigationOnTimeline
  evidence: readonly { collectedAt: Date; state: string }[]
  documents: readonly { id: string; subjectId: string; title: string; number: string | null; state: string; generatedAt: Date }[]
  referrals: readonly ReferralOfCase[]
  criminalCourse: readonly { id: string; referralId: string; kind: ProgressKind; occurredOn: Date; department: Department; note: string }[]
  clocks: readonly { id: string; name: string; dueAt: Date; state: { state: string; late?: boolean } }[]
}
