import type { PenaltyKind } from '../../document/kinds-of-penalties'
import { addMonths, beijingDay, type CivilDate } from '../../kernel/civil-date'
import { formatYuan } from '../../kernel/money'
import { ok, type Result, refuse } from '../../kernel/result'
import type { ReferralKind, ReferralState } from '../../referral/kinds'
import type { TrackKind, TrackState } from '../kinds'
import { finesOf, legalReviewDemand, summaryLimitFen } from '../legal-review'
import { type Leniency, leniencyPointsThere } from '../leniency'
import { awaitsConfirmation, moneyTotals, owedToTreasury, type Posting } from '../money'
import type { PartyKind } from '../parties'
import type { PlaceRules } from '../place-rules'
import type { Cited } from '../provisions'
import { otherIsFined } from '../same-act'
import { appealRules, endedOn, type Remedy } from './remedies'
import type { AdminStage, ClosingKind, ProcedureKind, ProcedureOutcome, ReviewGround, ServedPaper } from './stages'
import { type Stoppage, stoppagesBegun } from './stoppages'

export type ProcedureFact = Partial<Cited> & {
  id: string
  partyId: string
  fundLossFen: bigint
  /** What of the loss lies beyond the limitation: it comes back by the agreement. */
  limitedFen: bigint
  refundFen: bigint
  fineFen: bigint
  suspendMonths: number | null
  leniency: Leniency
  leniencyRef: string
  disposedAt: Date | null
  /** The first of the facts that are one act with it. */
  sameActAsId?: string | null
}
type NoticedLine = { factId: string; refundFen: bigint; fineFen: bigint; suspendMonths: number }
export type ProcedureClock = {
  ruleId: string
  objectId: string
  startedAt: Date
  dueAt: Date
  stoppedAt: Date | null
  /** Since when days of it do not count, while nobody has said until when. */
  pausedAt?: Date | null
}

/** As much of the administrative procedure as its rules look at; `asOf` is the moment at which they are asked. */
export type Procedure = {
  state: AdminStage
  kind: ProcedureKind
  asOf: Date
  outcome: ProcedureOutcome | null
  suspendedAt: Date | null
  closingKind: ClosingKind | null
  grounds: readonly ReviewGround[]
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  parties: readonly { id: string; kind: PartyKind }[]
  legalReviewedById: string | null
  /** Also those whose review no longer holds. */
  reviewerIds: readonly string[]
  /** What the lawyers said of the case as it stands now; `null` where they have not seen it so. */
  legalAgreed: boolean | null
  facts: readonly ProcedureFact[]
  /** A warning (警告) is given with the decision on the spot. */
  warned: boolean
  /** The notice that stands: what the party was told is intended, fact by fact. */
  notice: { hearingRight: boolean; lines: readonly NoticedLine[] } | null
  hearingChairId: string | null
  /** On whom the papers of the notice and the decision that stand were served; `null` for the party that is served last. */
  services: readonly { paper: ServedPaper; partyId: string | null; servedOn: CivilDate }[]
  discussed: boolean
  /** The papers that are issued, of the notice and the decision that stand. */
  papers: readonly PenaltyKind[]
  clocks: readonly ProcedureClock[]
  remedies: readonly Remedy[]
  /** The parts in which the fine may be paid, where it was spread. */
  instalments?: readonly { dueOn: CivilDate }[]
  stoppages: readonly Pick<Stoppage, 'state'>[]
  /** What of the loss the operating agency has decided to take back under the agreement. */
  byAgreementFen: bigint
  tracks: readonly { kind: TrackKind; state: TrackState }[]
  money: readonly Posting[]
  referrals: readonly { id: string; kind: ReferralKind; state: ReferralState; originId: string | null }[]
  /** What its place has set; once its party was told, as it was told. */
  rules?: PlaceRules
}

const fined = ({ facts }: Pick<Procedure, 'facts'>) => facts.reduce((total, { fineFen }) => total + fineFen, 0n)
const refunded = ({ facts }: Pick<Procedure, 'facts'>) => facts.reduce((total, { refundFen }) => total + refundFen, 0n)

/** It is said of every fact what becomes of it: a penalty, or none and why. */
export function everyFactDisposed({ facts, referrals }: Pick<Procedure, 'facts' | 'referrals'>): Result<void> {
  if (facts.length === 0) return refuse('factsMissing')
  const open = facts.filter(({ disposedAt }) => disposedAt === null).length
  if (open > 0) return refuse('dispositionMissing', { count: open })
  // What was left to the police is the bureau's again once they have turned it down.
  for (const fact of facts) {
    const points = leniencyPointsThere(fact.leniency, fact.leniencyRef, referrals)
    if (!points.ok) return points
    const fined = otherIsFined(facts, fact)
    if (!fined.ok) return fined
  }
  return ok(undefined)
}

export const noReviewDemanded = (procedure: Procedure): Result<void> =>
  legalReviewDemand(procedure) === null ? ok(undefined) : refuse('legalReviewMissing')

const suspended = ({ facts }: Pick<Procedure, 'facts'>) => facts.some(({ suspendMonths }) => suspendMonths !== null)

/** Something is taken from the party: a fine, money back, or its business with the fund for some months (暂停医药服务). */
export const takesSomething = (procedure: Pick<Procedure, 'facts'>): boolean =>
  fined(procedure) + refunded(procedure) > 0n || suspended(procedure)

/** Nothing is taken from the party. Then nobody need be told first. */
export const takesNothing = (procedure: Procedure): Result<void> => (takesSomething(procedure) ? refuse('noticeMissing') : ok(undefined))

/** The parties that did something and on whom this paper is not served yet. */
export const unserved = <Party extends { id: string }>(
  { parties, facts, services }: { parties: readonly Party[] } & Pick<Procedure, 'facts' | 'services'>,
  paper: ServedPaper,
): Party[] =>
  parties.filter(
    ({ id }) =>
      facts.some(({ partyId }) => partyId === id) && !services.some((service) => service.paper === paper && service.partyId === id),
  )

/** A paper is served on each party; its time runs for all from the last of them. */
export const onLastParty =
  (paper: ServedPaper) =>
  (procedure: Procedure): Result<void> => {
    const left = unserved(procedure, paper).length
    return left <= 1 ? ok(undefined) : refuse('partiesUnserved', { count: left - 1 })
  }

/** Others are left on whom it is to be served besides. */
export const onOneOfSeveral =
  (paper: ServedPaper) =>
  (procedure: Procedure): Result<void> =>
    unserved(procedure, paper).length > 1 ? ok(undefined) : refuse('wrongState', { state: procedure.state })

export const runsStill = ({ clocks, asOf }: Procedure, ruleId: string) =>
  clocks.find((clock) => clock.ruleId === ruleId && clock.stoppedAt === null && clock.dueAt > asOf)

/** The party has spoken, given its time up in writing, or let it pass (处罚法第四十四条、第四十五条、第六十四条). Refuses `defenceRuns` with the last day. */
export function defenceOver(procedure: Procedure): Result<void> {
  if (!procedure.clocks.some(({ ruleId }) => ruleId === 'CK12')) return refuse('noticeMissing')
  const running = runsStill(procedure, 'CK10') ?? runsStill(procedure, 'CK12')
  return running === undefined ? ok(undefined) : refuse('defenceRuns', { day: lastDayOf(running.dueAt) })
}

const lastDayOf = (dueAt: Date) => beijingDay(new Date(dueAt.getTime() - 1))

/** A hearing is the party's right here, and the five working days to ask for it have not passed. */
export function mayAskHearing(procedure: Procedure): Result<void> {
  if (procedure.notice?.hearingRight !== true) return refuse('noHearingRight')
  return runsStill(procedure, 'CK10') ? ok(undefined) : refuse('hearingOver')
}

/** What is decided on a fact is never more than what the party was told (不得因申辩加重). */
export function notAboveNoticed({ facts, notice }: Pick<Procedure, 'facts' | 'notice'>): Result<void> {
  if (notice === null) return refuse('noticeMissing')
  const heavier = facts.filter((fact) => {
    const told = notice.lines.find(({ factId }) => factId === fact.id)
    const longer = (fact.suspendMonths ?? 0) > (told?.suspendMonths ?? 0)
    return told === undefined || longer || fact.fineFen > told.fineFen || fact.refundFen > told.refundFen
  })
  return heavier.length === 0 ? ok(undefined) : refuse('aboveNotice', { count: heavier.length })
}

/** Complex and grave cases are decided after a discussion by those who answer for the office (处罚法第五十七条第二款). */
export const discussionDemanded = ({ grounds, notice }: Pick<Procedure, 'grounds' | 'notice'>): boolean =>
  grounds.length > 0 || notice?.hearingRight === true

/** The lawyers agreed to the case as it stands, where the law asks for them (未经法制审核不得决定). */
export const reviewHolds = (procedure: Procedure): Result<void> =>
  procedure.legalAgreed === true ? ok(undefined) : noReviewDemanded(procedure)

/** What they agreed to was changed after the defence: they are asked once more. */
export const reviewLapsed = (procedure: Procedure): Result<void> =>
  reviewHolds(procedure).ok ? refuse('wrongState', { state: procedure.state }) : ok(undefined)

/** One loss comes back once: what the agreement takes is not demanded by the decision too. Refuses `refundBeyondAgreement` with what may still be. */
export function demandedOnce({ facts, byAgreementFen }: Pick<Procedure, 'facts' | 'byAgreementFen'>): Result<void> {
  const left = facts.reduce((total, { fundLossFen }) => total + fundLossFen, 0n) - byAgreementFen
  const most = left > 0n ? left : 0n
  if (refunded({ facts }) <= most) return ok(undefined)
  return refuse('refundBeyondAgreement', { taken: formatYuan(byAgreementFen), most: formatYuan(most) })
}

export function readyToDecide(procedure: Procedure): Result<void> {
  const rules = [everyFactDisposed, defenceOver, notAboveNoticed, reviewHolds, demandedOnce]
  for (const held of rules.map((rule) => rule(procedure))) if (!held.ok) return held
  return discussionDemanded(procedure) && !procedure.discussed ? refuse('discussionMissing') : ok(undefined)
}

/** What the funds have lost and has neither come back nor is beyond the limitation: only an ordinary decision asks it back. */
const toComeBack = ({ facts, money }: Procedure) =>
  facts.reduce((total, { fundLossFen, limitedFen }) => total + fundLossFen - limitedFen, 0n) - moneyTotals(money).fund.recoveredFen

/** On the spot each party is warned or fined a little (处罚法第五十一条); nothing is suspended, and nothing has to come back to the funds. */
export function fitsSummary(procedure: Procedure): Result<void> {
  const disposed = everyFactDisposed(procedure)
  if (!disposed.ok) return disposed
  const lost = toComeBack(procedure)
  if (lost > 0n || refunded(procedure) > 0n) return refuse('summaryWithLoss', { loss: formatYuan(lost > 0n ? lost : refunded(procedure)) })
  const fines = finesOf(procedure)
  const over = fines.find(({ kind, fineFen }) => fineFen > summaryLimitFen[kind])
  if (over || suspended(procedure)) return refuse('summaryUnfit', { limit: formatYuan(summaryLimitFen[over?.kind ?? 'institution']) })
  return procedure.warned || fines.every(({ fineFen }) => fineFen > 0n) ? ok(undefined) : refuse('warningMissing')
}

/** Only what was decided on the spot is put on record afterwards. */
export const decidedOnSite = ({ kind, state }: Procedure): Result<void> =>
  kind === 'summary' ? ok(undefined) : refuse('wrongState', { state })

/** The fine can still be spread over instalments: there is one, and none of it is overdue, for its late days would count no more. */
export function mayBeSpread({ money, clocks, asOf }: Procedure): Result<void> {
  if (moneyTotals(money).treasury.outstandingFen === 0n) return refuse('nothingToSpread')
  const late = clocks.find(({ ruleId, stoppedAt, dueAt }) => ruleId === 'CK16' && stoppedAt === null && dueAt <= asOf)
  return late ? refuse('spreadTooLate', { day: lastDayOf(late.dueAt) }) : ok(undefined)
}

/** The time to pay has passed and something is still owed: of the fine, of a part of it or, where none of it runs any more, of what comes back. */
export function paymentOverdue({ clocks, money, asOf }: Procedure): Result<void> {
  const { fund, treasury } = moneyTotals(money)
  const ofFine = clocks.filter(({ ruleId }) => ruleId === 'CK16')
  const late = ofFine.some(({ stoppedAt, dueAt }) => stoppedAt === null && dueAt <= asOf)
  const runs = ofFine.some(({ stoppedAt }) => stoppedAt === null)
  const owed = late ? treasury.outstandingFen + fund.outstandingFen : runs ? 0n : fund.outstandingFen
  return owed > 0n ? ok(undefined) : refuse('notOverdue')
}

/** Ten working days after the demand, and once nobody can appeal any more, the court may be asked; within three months (行政强制法 第五十三条、第五十四条). */
export function mayGoToCourt(procedure: Procedure): Result<void> {
  const demanded = runsStill(procedure, 'CK18')
  if (demanded) return refuse('demandRuns', { day: lastDayOf(demanded.dueAt) })
  const appeal = appealsOf(procedure).find(({ stoppedAt, dueAt }) => stoppedAt === null && dueAt > procedure.asOf)
  if (appeal) return refuse('remedyRuns', { day: lastDayOf(appeal.dueAt) })
  const last = courtTimeBegins(procedure)
  const until = last && addMonths(last, 3)
  return until && beijingDay(procedure.asOf) > until ? refuse('courtTooLate', { day: until }) : ok(undefined)
}

/** The time of those who may still appeal, the longest first. */
function appealsOf(procedure: Procedure): ProcedureClock[] {
  const rules = appealRules(procedure)
  // The time to sue after a conclusion falls with it where it is struck out.
  const stands = ({ ruleId, objectId }: ProcedureClock) => ruleId !== 'CK81' || procedure.remedies.some(({ id }) => id === objectId)
  return procedure.clocks.filter((clock) => rules.includes(clock.ruleId) && stands(clock)).sort((one, other) => +other.dueAt - +one.dueAt)
}

/**
 * The last day on which anybody could or can appeal, or on which an appeal ended; where the fine was spread, that of its last part if it is later
 * (批准分期的，自该期限结束起算). `null` where no such end is known.
 */
export function courtTimeBegins(procedure: Procedure): CivilDate | null {
  const ends = [...appealsOf(procedure).map(({ dueAt }) => lastDayOf(dueAt)), ...endedOn(procedure)]
  const parts = ends.length === 0 ? [] : (procedure.instalments ?? []).map(({ dueOn }) => dueOn)
  return [...ends, ...parts].reduce<CivilDate | null>((latest, day) => (latest === null || day > latest ? day : latest), null)
}

export function fullyPerformed({ money }: Pick<Procedure, 'money'>): Result<void> {
  const waiting = money.filter(awaitsConfirmation).length
  if (waiting > 0) return refuse('moneyUnconfirmed', { count: waiting })
  const totals = moneyTotals(money)
  const [fund, treasury] = [totals.fund.outstandingFen, owedToTreasury(totals)]
  if (fund + treasury === 0n) return ok(undefined)
  return refuse('moneyOutstanding', { fund: formatYuan(fund), treasury: formatYuan(treasury) })
}

/** What was owed has come in, and what was to be stopped stands still: that lasts longer than the case. */
export function fullyCarriedOut(procedure: Pick<Procedure, 'money' | 'stoppages'>): Result<void> {
  const begun = stoppagesBegun(procedure)
  return begun.ok ? fullyPerformed(procedure) : begun
}

/** The police have neither taken it on nor turned it down. */
const openToPolice: readonly ReferralState[] = ['proposed', 'approved', 'delivered', 'received', 'moreAsked', 'accepted']

export function readyToClose(procedure: Procedure): Result<void> {
  const running = procedure.tracks.filter(({ state }) => state === 'running').length
  if (running > 0) return refuse('tracksRunning', { count: running })
  if (procedure.referrals.some(({ kind, state }) => kind === 'police' && openToPolice.includes(state))) return refuse('referralOpen')
  const waiting = procedure.money.filter(awaitsConfirmation).length
  if (waiting > 0) return refuse('moneyUnconfirmed', { count: waiting })
  // What was decided on the party is served before the case ends.
  const unserved = procedure.state === 'decided' && procedure.outcome !== 'unproven' && procedure.outcome !== 'transferred'
  return unserved ? refuse('decisionUnserved') : ok(undefined)
}

/** How the case ended. */
export function closingKindOf(procedure: Procedure): ClosingKind {
  const { outcome, state } = procedure
  if (state === 'terminated' || state === 'revoked') return state
  if (outcome !== null && outcome !== 'penalty') return outcome
  return fullyCarriedOut(procedure).ok ? 'performed' : 'unperformed'
}
