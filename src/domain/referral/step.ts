import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import type { HandoverKind } from './handover'
import type { BillResult, ReferralKind, ReferralState } from './kinds'
import type { MaterialKind } from './materials'
import type { FilingSupervision } from './supervision'

/** As much of a referral as its rules look at. */
export type Referral = {
  kind: ReferralKind
  state: ReferralState
  proposedById: string
  officerAId: string | null
  officerBId: string | null
  materials: readonly { kind: MaterialKind; fileId: string | null }[]
  bills: readonly { result: BillResult }[]
  /** What was listed to be handed over, signed for or not. */
  handovers: readonly { kind: HandoverKind; signedAt: Date | null }[]
  /** How far the procuratorate is with the refusal to file. */
  supervision: FilingSupervision | null
  /** Until when the police owe the procuratorate their act, where they owe one. */
  supervisionDueAt: Date | null
  /** The moment at which the rules are asked. */
  asOf: Date
  /** Its statutory clocks, stopped ones too. */
  clocks: readonly { ruleId: string; stoppedAt: Date | null }[]
}

export type ReferralRelation = 'senderAgency' | 'receiverAgency' | 'copyAgency' | 'courtAgency'
export type ReferralStepRule = Step<Referral, ReferralRelation>

/** Why a referral may be withdrawn before it is delivered. */
export const stillOwn = house('What is not delivered is still the sender’s own, and may be kept back.')

/** Why what was delivered may still be taken back, by two people as it went. */
export const notYetTakenOn = house('What nobody has taken on yet may be taken back; whoever had it keeps what they were shown.')

/** Why a referral that was approved goes back to its proposer to be changed: its head approved what was shown, and nothing else. */
export const approvedAsShown = house('What goes is what was approved; whoever changes it puts it before the head again.')

export const bySender = [{ role: 'handler', as: 'senderAgency' }] as const
export const bySenderHead = [{ role: 'approver', as: 'senderAgency' }] as const
export const byReceiver = [{ role: 'handler', as: 'receiverAgency' }] as const
export const byProcuratorate = [{ role: 'handler', as: 'copyAgency' }] as const
