import { type PenaltyKind, penaltyKindNames, penaltyKinds } from '../../document/kinds-of-penalties'
import { ok, type Result, refuse } from '../../kernel/result'
import type { CaseState } from '../kinds'
import type { AdminStage, ClosingKind, ProcedureKind, ProcedureOutcome } from './stages'
import { suspendableStages } from './suspension'

/** What a paper depends on besides the stage. */
type Papered = {
  state: AdminStage
  kind: ProcedureKind
  outcome: ProcedureOutcome | null
  notice: { hearingRight: boolean } | null
  facts: readonly { partyId: string; fineFen: bigint; suspendMonths: number | null }[]
  /** Those that are issued, and of the notice and the decision that stand. */
  papers: readonly PenaltyKind[]
}
/** And whether it stands still, or did and goes on again; and how it ended. */
type Halting = { halted: boolean; resumed: boolean; closingKind: ClosingKind | null }

/** A case that is not filed comes to no procedure, and has one paper: that which says so. */
const ofNoProcedure = ['nonFilingApproval'] as const satisfies readonly PenaltyKind[]
type OfNoProcedure = (typeof ofNoProcedure)[number]
export const isOfNoProcedure = (kind: PenaltyKind): kind is OfNoProcedure => ofNoProcedure.some((one) => one === kind)

/** The papers that are written of a case in this state, whatever its procedure has come to. */
export function papersAt(state: CaseState): readonly PenaltyKind[] {
  if (state === 'proposed') return []
  return state === 'notFiled' ? ofNoProcedure : penaltyKindNames.filter((kind) => !isOfNoProcedure(kind))
}

const beforeDecision = ['filed', 'investigating', 'reported', 'inReview', 'reviewed', 'noticed', 'defence', 'deliberating'] as const
const fromService = ['served', 'performing', 'demanded', 'enforcing', 'performed'] as const
const heard = ['defence', 'hearingAsked', 'hearingSet', 'heard', 'deliberating'] as const

/** The stages of the procedure at which each paper is issued: with the act that it is of, neither before it nor when it is long over. */
export const paperStages: Record<Exclude<PenaltyKind, OfNoProcedure>, readonly AdminStage[]> = {
  rectificationOrder: [...beforeDecision, 'decided', ...fromService],
  investigationConclusion: ['investigating', 'reported', 'inReview'],
  // The opinion is the lawyers', whether they agreed or sent the case back.
  legalReviewOpinion: ['investigating', 'reviewed', 'noticed', 'deliberating'],
  priorNotice: ['noticed'],
  hearingNotice: ['noticed'],
  defenceReview: heard,
  hearingSummons: ['hearingSet'],
  discussionMinutes: ['deliberating', 'decided'],
  penaltyDecision: ['decided'],
  handlingDecision: ['decided'],
  noPenaltyDecision: ['decided'],
  summaryDecision: ['decided'],
  serviceReceipt: [...beforeDecision, ...heard, 'decided', ...fromService, 'terminated', 'revoked', 'closed'],
  instalmentApproval: ['performing'],
  demandNotice: ['served', 'performing'],
  closingApproval: [...fromService, 'decided', 'terminated', 'revoked', 'closed'],
  suspensionDecision: suspendableStages,
  resumptionDecision: suspendableStages,
  // The case may be closed before the party has had it.
  terminationDecision: ['terminated', 'closed'],
  revocationDecision: ['revoked', 'closed'],
  // It is posted with the demand, and what is not posted is asked of nobody.
  surchargeDecision: ['demanded', 'enforcing'],
  enforcementApplication: ['demanded', 'enforcing'],
  extensionApproval: [...beforeDecision, 'hearingAsked', 'hearingSet', 'heard'],
  paymentRecord: [...fromService, 'closed'],
}

/** What a step of the procedure cannot be without: the law has it done by a paper. */
export const paperNeeds = ['notice', 'summons', 'decision', 'demand'] as const
export type PaperNeed = (typeof paperNeeds)[number]

const decisions: readonly PenaltyKind[] = ['penaltyDecision', 'handlingDecision', 'noPenaltyDecision', 'summaryDecision']

/** The paper by which it was decided. What was not proved, or went to another authority, is no decision on the party. */
function decisionOf({ kind, outcome, facts }: Papered): PenaltyKind | null {
  if (outcome === 'noPenalty') return 'noPenaltyDecision'
  if (outcome !== 'penalty') return null
  if (kind === 'summary') return 'summaryDecision'
  return facts.some(({ fineFen, suspendMonths }) => fineFen > 0n || suspendMonths !== null) ? 'penaltyDecision' : 'handlingDecision'
}

const needed: Record<PaperNeed, (procedure: Papered) => readonly (PenaltyKind | null)[]> = {
  notice: ({ notice }) => ['priorNotice', notice?.hearingRight ? 'hearingNotice' : null],
  summons: () => ['hearingSummons'],
  decision: (procedure) => [decisionOf(procedure)],
  demand: () => ['demandNotice'],
}

/** The papers of a need, in this procedure. */
export const papersNeeded = (need: PaperNeed, procedure: Papered): PenaltyKind[] =>
  needed[need](procedure).flatMap((kind) => (kind === null ? [] : [kind]))

/** Which of them are not issued yet. */
export const papersLacking = (need: PaperNeed, procedure: Papered): PenaltyKind[] =>
  papersNeeded(need, procedure).filter((kind) => !procedure.papers.includes(kind))

/** Refuses `paperMissing` with the names of what is not issued. */
export function paperIssued(need: PaperNeed, procedure: Papered): Result<void> {
  const lacking = papersLacking(need, procedure)
  if (lacking.length === 0) return ok(undefined)
  return refuse('paperMissing', { papers: lacking.map((kind) => penaltyKinds[kind].name), kinds: lacking })
}

const ofNotice: readonly PenaltyKind[] = ['priorNotice', 'hearingNotice']
const ofStage: readonly PenaltyKind[] = ['hearingSummons']
/** A case ends so once. */
const endings: Partial<Record<PenaltyKind, ClosingKind>> = { terminationDecision: 'terminated', revocationDecision: 'revoked' }
/** What is asked of one party, as long as nobody knows by whom of several what is owed. */
const ofOneDebtor: readonly PenaltyKind[] = ['surchargeDecision', 'enforcementApplication']

type Acted = { decidedAt: Date | null; noticedAt: Date | null; stageMovedAt: Date | null }
/** Since when a paper of this kind is the one of the act that stands: of an act there is one. `null` where there may be several, or no act yet. */
export function oneSince(kind: PenaltyKind, { decidedAt, noticedAt, stageMovedAt }: Acted): Date | null {
  if (decisions.includes(kind)) return decidedAt
  if (ofNotice.includes(kind)) return noticedAt
  if (endings[kind]) return new Date(0)
  return ofStage.includes(kind) ? stageMovedAt : null
}

/** Whether a paper is issued at this stage, and is the one that this procedure has come to. Refuses `paperNotDue`, `owedTogether`. */
export function paperDue(kind: Exclude<PenaltyKind, OfNoProcedure>, procedure: Papered & Halting): Result<void> {
  const isOfOther =
    (decisions.includes(kind) && decisionOf(procedure) !== kind) ||
    (kind === 'hearingNotice' && procedure.notice?.hearingRight !== true) ||
    (kind === 'suspensionDecision' && !procedure.halted) ||
    (kind === 'resumptionDecision' && !procedure.resumed) ||
    (procedure.state === 'closed' && endings[kind] !== undefined && endings[kind] !== procedure.closingKind)
  const debtors = new Set(procedure.facts.map(({ partyId }) => partyId)).size
  if (ofOneDebtor.includes(kind) && debtors > 1) return refuse('owedTogether', { paper: penaltyKinds[kind].name })
  return paperStages[kind].includes(procedure.state) && !isOfOther
    ? ok(undefined)
    : refuse('paperNotDue', { paper: penaltyKinds[kind].name })
}
