import type { ClockRuleId } from '../clock/rules'
import { ok, type Result, refuse } from '../kernel/result'
import { basis, house } from '../law/law'
import { documentsComplete } from './materials'
import {
  approvedAsShown,
  byProcuratorate,
  byReceiver,
  bySender,
  bySenderHead,
  type Referral,
  type ReferralStepRule,
  stillOwn,
} from './step'
import type { FilingSupervision } from './supervision'

const runs = ({ clocks }: Referral, rule: ClockRuleId) => clocks.some(({ ruleId, stoppedAt }) => ruleId === rule && stoppedAt === null)
const hasRun = ({ clocks }: Referral, rule: ClockRuleId) => clocks.some(({ ruleId }) => ruleId === rule)
const holdsWhen = (condition: boolean, { state }: Referral): Result<void> => (condition ? ok(undefined) : refuse('wrongState', { state }))

/** The police owe the procuratorate an act: their reasons, or the filing. */
const awaited: readonly (FilingSupervision | null)[] = ['asked', 'ordered']
/** The sender has not yet said what it thinks of the refusal to file. */
const objectionOpen = (referral: Referral) => holdsWhen(runs(referral, 'CK33') || runs(referral, 'CK35'), referral)
/** A refusal is reconsidered once. */
const notReconsidered = (referral: Referral) =>
  holdsWhen(runs(referral, 'CK33') && !hasRun(referral, 'CK34') && !awaited.includes(referral.supervision), referral)
const underReconsideration = (referral: Referral) => holdsWhen(runs(referral, 'CK34'), referral)
const firstDecision = (referral: Referral) => holdsWhen(!runs(referral, 'CK34'), referral)
/** On the police's own decision, or once the procuratorate has called on them, for their reasons or to file. */
const mayOpen = (referral: Referral) => holdsWhen(referral.state === 'received' || awaited.includes(referral.supervision), referral)
/** The police have given their reasons, or let the time for them pass. */
const reasonsHeard = (referral: Referral) => {
  const { supervision, supervisionDueAt, asOf } = referral
  const silent = supervision === 'asked' && supervisionDueAt !== null && supervisionDueAt <= asOf
  return holdsWhen(supervision === 'explained' || silent, referral)
}
const supervisedAs = (referral: Referral, ...states: readonly (FilingSupervision | null)[]) =>
  holdsWhen(states.includes(referral.supervision), referral)
const listed = ({ handovers }: Referral) => handovers.some(({ kind, signedAt }) => kind === 'items' && signedAt === null)

const article5 = basis('crimeTransferRules', '第五条第二款')
const article8 = basis('crimeTransferRules', '第八条')
const article12 = basis('crimeTransferRules', '第十二条')
const supervised = basis('procuratorateTransferRules', '第十条')
const article9 = basis('crimeTransferRules', '第九条')

/** Every way a suspected-crime referral (涉嫌犯罪案件移送) moves from one state to the next. */
export const policeSteps = {
  approve: {
    from: ['proposed'],
    to: 'approved',
    by: bySenderHead,
    notBy: ['proposedById', 'officerAId', 'officerBId'],
    stops: ['CK29'],
    starts: ['CK30'],
    basis: article5,
  },
  decline: {
    from: ['proposed'],
    to: 'declined',
    by: bySenderHead,
    notBy: ['proposedById', 'officerAId', 'officerBId'],
    stops: ['CK29'],
    basis: article5,
  },
  withdraw: { from: ['proposed', 'approved'], to: 'withdrawn', by: bySender, stops: ['CK29', 'CK30'], basis: stillOwn },
  revise: { from: ['approved'], to: 'proposed', by: bySender, stops: ['CK30'], starts: ['CK29'], basis: approvedAsShown },
  deliver: {
    from: ['approved'],
    to: 'delivered',
    by: bySender,
    requires: documentsComplete,
    stops: ['CK30'],
    starts: ['CK71'],
    basis: basis('crimeTransferRules', '第六条'),
  },
  receive: {
    from: ['delivered'],
    to: 'received',
    by: byReceiver,
    stops: ['CK71'],
    starts: ['CK32'],
    basis: basis('crimeTransferRules', '第七条'),
  },
  /** To the police whose matter it is. The time in which they pass it on (CK31) is kept with the act. */
  passOn: {
    from: ['received'],
    to: 'delivered',
    by: byReceiver,
    requires: firstDecision,
    stops: ['CK32'],
    starts: ['CK71'],
    basis: basis('crimeTransferRules', '第七条'),
  },
  openCriminalCase: {
    from: ['received', 'criminalCaseDeclined'],
    to: 'criminalCaseOpened',
    by: byReceiver,
    requires: mayOpen,
    stops: ['CK32', 'CK33', 'CK34', 'CK35', 'CK36', 'CK37'],
    starts: ['CK38'],
    basis: article8,
  },
  handOver: {
    from: ['criminalCaseOpened'],
    to: 'criminalCaseOpened',
    by: bySender,
    requires: (referral) => holdsWhen(runs(referral, 'CK38') && !listed(referral), referral),
    basis: article12,
  },
  acceptItems: {
    from: ['criminalCaseOpened'],
    to: 'criminalCaseOpened',
    by: byReceiver,
    requires: (referral) => holdsWhen(listed(referral), referral),
    stops: ['CK38'],
    basis: article12,
  },
  declineCriminalCase: {
    from: ['received'],
    to: 'criminalCaseDeclined',
    by: byReceiver,
    requires: firstDecision,
    stops: ['CK32'],
    starts: ['CK33'],
    basis: article8,
  },
  requestReconsideration: {
    from: ['criminalCaseDeclined'],
    to: 'received',
    // A letter of the organ: one drafts it, its head issues it.
    by: bySenderHead,
    requires: notReconsidered,
    stops: ['CK33'],
    starts: ['CK34'],
    basis: article9,
  },
  upholdDecline: {
    from: ['received'],
    to: 'criminalCaseDeclined',
    by: byReceiver,
    requires: underReconsideration,
    stops: ['CK34'],
    starts: ['CK35'],
    basis: article9,
  },
  adviseSupervision: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: bySenderHead,
    requires: objectionOpen,
    stops: ['CK33', 'CK35'],
    basis: article9,
  },
  askReasons: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: byProcuratorate,
    requires: (referral) => supervisedAs(referral, null, 'advised'),
    // The sender's objection waits meanwhile; its time begins anew where the refusal is let stand.
    stops: ['CK33', 'CK35'],
    starts: ['CK36'],
    basis: supervised,
  },
  explainDecline: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: byReceiver,
    requires: (referral) => supervisedAs(referral, 'asked'),
    stops: ['CK36'],
    basis: supervised,
  },
  acceptReasons: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: byProcuratorate,
    requires: (referral) => supervisedAs(referral, 'explained'),
    basis: supervised,
  },
  orderFiling: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: byProcuratorate,
    requires: reasonsHeard,
    stops: ['CK36'],
    starts: ['CK37'],
    basis: supervised,
  },
  restWithDecline: {
    from: ['criminalCaseDeclined'],
    to: 'criminalCaseDeclined',
    by: bySender,
    requires: objectionOpen,
    stops: ['CK33', 'CK35'],
    basis: house('The Rules leave it to the sender whether to object; that it will not is written down, so that its clocks stop.'),
  },
} satisfies Record<string, ReferralStepRule>
