import type { Step } from '../../kernel/workflow'
import { basis, house } from '../../law/law'
import { byChair, byHead, byOfficer, byReviewer, type CaseRelation, notByOfficers, notByWorkers } from '../grants'
import { byPaper } from './by-paper'
import type { PaperNeed } from './papers'
import {
  decidedOnSite,
  defenceOver,
  demandedOnce,
  everyFactDisposed,
  fitsSummary,
  fullyCarriedOut,
  mayAskHearing,
  mayBeSpread,
  mayGoToCourt,
  noReviewDemanded,
  onLastParty,
  onOneOfSeveral,
  type Procedure,
  paymentOverdue,
  readyToClose,
  readyToDecide,
  reviewLapsed,
  takesNothing,
} from './procedure'
import type { AdminStage } from './stages'
import { whileItRuns } from './while-it-runs'

/** `makes`: the papers of the field that the step makes, by their codes. `needs`: what must be issued before it. */
export type ProcedureStepRule = Step<Procedure, CaseRelation> & { makes?: readonly string[]; needs?: PaperNeed }

const law = (article: string) => basis('administrativePenaltyLaw', article)
const compulsion = (article: string) => basis('administrativeCompulsionLaw', article)
const beforeNotice = ['reported', 'inReview', 'reviewed'] as const satisfies readonly AdminStage[]
const afterNotice = ['noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard', 'deliberating'] as const satisfies readonly AdminStage[]

/** Every way the administrative procedure moves from one stage to the next. */
const steps = {
  investigate: { from: ['filed'], to: 'investigating', by: byOfficer, basis: basis('fundRegulation', '第二十九条'), makes: ['C02'] },
  report: {
    from: ['investigating'],
    to: 'reported',
    by: byOfficer,
    requires: everyFactDisposed,
    basis: basis('penaltyProcedure', '调查终结条款'),
    makes: ['D05'],
  },
  rework: {
    from: beforeNotice,
    to: 'investigating',
    by: byOfficer,
    stops: ['CK09'],
    basis: house('办案人员改动事实或者裁量的，原调查报告和法制审核不再对应，须重新报告、重新审核。'),
  },
  sendToReview: { from: ['reported'], to: 'inReview', by: byOfficer, starts: ['CK09'], basis: law('第五十八条') },
  agreeReview: {
    from: ['inReview'],
    to: 'reviewed',
    by: byReviewer,
    notBy: notByOfficers,
    stops: ['CK09'],
    basis: law('第五十八条'),
    makes: ['D06'],
  },
  returnReview: {
    from: ['inReview'],
    to: 'investigating',
    by: byReviewer,
    notBy: notByOfficers,
    stops: ['CK09'],
    basis: law('第五十八条'),
    makes: ['D06'],
  },
  skipReview: {
    from: ['reported'],
    to: 'reviewed',
    by: byHead,
    notBy: notByOfficers,
    requires: noReviewDemanded,
    basis: law('第五十八条'),
  },
  notice: {
    ...{ from: ['reviewed'], to: 'noticed', by: byHead, notBy: notByWorkers, requires: demandedOnce },
    ...{ basis: law('第四十四条'), makes: ['D08', 'D09'] },
  },
  /** Of several parties all but the last: the procedure goes on when each has it. */
  serveNoticeToOne: {
    from: ['noticed'],
    to: 'noticed',
    by: byOfficer,
    ...byPaper('notice', onOneOfSeveral('priorNotice')),
    basis: law('第六十一条'),
    makes: ['D16'],
  },
  serveNotice: {
    from: ['noticed'],
    to: 'defence',
    by: byOfficer,
    ...byPaper('notice', onLastParty('priorNotice')),
    starts: ['CK12', 'CK10'],
    basis: law('第六十一条'),
    makes: ['D16'],
  },
  /** What the party says first does not end its days: it may say more, until they are over or it has nothing to add. */
  recordDefence: { from: ['defence'], to: 'defence', by: byOfficer, basis: law('第四十五条'), makes: ['D10'] },
  waiveDefence: { from: ['defence'], to: 'defence', by: byOfficer, stops: ['CK12', 'CK10'], basis: law('第四十五条') },
  askHearing: {
    from: ['defence'],
    to: 'hearingAsked',
    by: byOfficer,
    requires: mayAskHearing,
    stops: ['CK10', 'CK12'],
    basis: law('第六十三条'),
  },
  setHearing: { from: ['hearingAsked'], to: 'hearingSet', by: byHead, notBy: notByOfficers, basis: law('第六十四条'), makes: ['D09'] },
  holdHearing: {
    from: ['hearingSet'],
    to: 'heard',
    by: byChair,
    onlyBy: 'hearingChairId',
    ...byPaper('summons'),
    starts: ['CK13'],
    basis: law('第六十四条'),
    makes: ['D09'],
  },
  reportHearing: {
    from: ['heard'],
    to: 'deliberating',
    by: byChair,
    onlyBy: 'hearingChairId',
    stops: ['CK13'],
    basis: law('第六十五条'),
    makes: ['D09'],
  },
  endDefence: {
    from: ['defence'],
    to: 'deliberating',
    by: byOfficer,
    requires: defenceOver,
    stops: ['CK12', 'CK10'],
    basis: law('第四十五条'),
  },
  reopen: {
    from: afterNotice,
    to: 'investigating',
    by: byHead,
    notBy: notByOfficers,
    stops: ['CK12', 'CK10', 'CK13', 'CK15'],
    basis: law('第五十七条'),
  },
  reviewAgain: {
    from: ['deliberating'],
    to: 'deliberating',
    by: byReviewer,
    notBy: [...notByOfficers, 'hearingChairId'],
    requires: reviewLapsed,
    basis: law('第五十八条'),
    makes: ['D06'],
  },
  discuss: {
    from: ['deliberating'],
    to: 'deliberating',
    by: byHead,
    notBy: notByOfficers,
    basis: law('第五十七条'),
    makes: ['D07'],
  },
  decide: {
    from: ['deliberating'],
    to: 'decided',
    by: byHead,
    notBy: notByWorkers,
    requires: readyToDecide,
    stops: ['CK03'],
    starts: ['CK14', 'CK24', 'CK67'],
    basis: law('第五十七条'),
    makes: ['D11', 'D13', 'D14'],
  },
  decideNothing: {
    from: ['reviewed'],
    to: 'decided',
    by: byHead,
    notBy: notByWorkers,
    requires: takesNothing,
    stops: ['CK03'],
    starts: ['CK14'],
    basis: law('第五十七条'),
    makes: ['D14'],
  },
  decideOnSite: {
    from: ['filed'],
    to: 'decided',
    by: byOfficer,
    requires: fitsSummary,
    stops: ['CK03'],
    starts: ['CK14', 'CK24', 'CK25', 'CK67'],
    basis: law('第五十一条'),
    makes: ['D12'],
  },
  fileOnSite: {
    ...{ from: ['served'], to: 'served', by: byHead, notBy: notByOfficers, requires: decidedOnSite },
    ...{ stops: ['CK25'], basis: law('第五十二条') },
  },
  serveDecisionToOne: {
    from: ['decided'],
    to: 'decided',
    by: byOfficer,
    ...byPaper('decision', onOneOfSeveral('decision')),
    basis: law('第六十一条'),
    makes: ['D16'],
  },
  serveDecision: {
    from: ['decided'],
    to: 'served',
    by: byOfficer,
    ...byPaper('decision', onLastParty('decision')),
    stops: ['CK14'],
    starts: ['CK16', 'CK20', 'CK21'],
    basis: law('第六十一条'),
    makes: ['D16'],
  },
  allowInstalments: {
    from: ['served'],
    to: 'performing',
    by: byHead,
    notBy: notByOfficers,
    requires: mayBeSpread,
    stops: ['CK16'],
    basis: law('第六十六条'),
    makes: ['D17'],
  },
  demand: {
    from: ['served', 'performing'],
    to: 'demanded',
    by: byOfficer,
    ...byPaper('demand', paymentOverdue),
    starts: ['CK18'],
    basis: compulsion('第五十四条'),
    makes: ['D18', 'D16'],
  },
  applyToCourt: {
    from: ['demanded'],
    to: 'enforcing',
    by: byHead,
    notBy: notByOfficers,
    requires: mayGoToCourt,
    stops: ['CK18', 'CK19'],
    basis: compulsion('第五十三条'),
    makes: ['D18'],
  },
  perform: {
    from: ['served', 'performing', 'demanded', 'enforcing'],
    to: 'performed',
    by: byOfficer,
    requires: fullyCarriedOut,
    stops: ['CK15', 'CK16', 'CK18', 'CK19'],
    basis: law('第六十七条'),
    makes: ['D20'],
  },
  terminate: {
    from: ['filed', 'investigating', ...beforeNotice, ...afterNotice],
    to: 'terminated',
    by: byHead,
    notBy: notByOfficers,
    stops: ['CK03', 'CK09', 'CK10', 'CK12', 'CK13', 'CK15'],
    basis: basis('penaltyProcedure', '终止调查条款'),
    makes: ['D15'],
  },
  revoke: {
    from: ['decided', 'served', 'performing', 'demanded', 'enforcing', 'performed', 'closed'],
    to: 'revoked',
    by: byHead,
    notBy: notByOfficers,
    ...{ stops: ['CK14', 'CK15', 'CK16', 'CK18', 'CK19', 'CK24', 'CK67'], starts: ['CK23'] },
    basis: law('第七十五条'),
    makes: ['D15'],
  },
  close: {
    from: ['decided', 'served', 'performing', 'demanded', 'enforcing', 'performed', 'terminated', 'revoked'],
    to: 'closed',
    by: byHead,
    notBy: notByOfficers,
    requires: readyToClose,
    basis: basis('penaltyProcedure', '结案条款'),
    makes: ['D21', 'D22'],
  },
} satisfies Record<string, ProcedureStepRule>

export type ProcedureStep = keyof typeof steps
export const procedureSteps: Record<ProcedureStep, ProcedureStepRule> = whileItRuns<ProcedureStep, ProcedureStepRule>(steps)
/** The procedure runs and nothing is decided yet. */
export const undecidedStages = procedureSteps.terminate.from
export const procedureStepNames = Object.keys(steps) as ProcedureStep[]
export const isProcedureStep = (name: string): name is ProcedureStep => Object.hasOwn(steps, name)

/** Every pair of stages that a step leads between. The database refuses any other. */
export const stageMoves: readonly (readonly [from: AdminStage, to: AdminStage])[] = procedureStepNames.flatMap((name) =>
  procedureSteps[name].from.filter((from) => from !== procedureSteps[name].to).map((from) => [from, procedureSteps[name].to] as const),
)
