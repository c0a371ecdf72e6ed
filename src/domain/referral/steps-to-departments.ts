import { ok, type Result, refuse } from '../kernel/result'
import type { Basis } from '../law/law'
import { referralKindRules } from './kinds'
import { documentsComplete } from './materials'
import { approvedAsShown, byReceiver, bySender, bySenderHead, notYetTakenOn, type Referral, type ReferralStepRule, stillOwn } from './step'

/**
 * The way out of the house is the same for every department: two people, and the letter with it. From delivery on the receiver's time
 * to sign for it runs, and the agreed time to answer where the letter names one.
 */
const sending = (basis: Basis, answered: readonly ['CK70'] | readonly []) =>
  ({
    approve: { from: ['proposed'], to: 'approved', by: bySenderHead, notBy: ['proposedById'], basis },
    decline: { from: ['proposed'], to: 'declined', by: bySenderHead, notBy: ['proposedById'], basis },
    withdraw: { from: ['proposed', 'approved'], to: 'withdrawn', by: bySender, basis: stillOwn },
    revise: { from: ['approved'], to: 'proposed', by: bySender, basis: approvedAsShown },
    deliver: { from: ['approved'], to: 'delivered', by: bySender, requires: documentsComplete, starts: ['CK71', ...answered], basis },
    receive: { from: ['delivered'], to: 'received', by: byReceiver, stops: ['CK71'], basis },
    recall: {
      from: ['delivered', 'received'],
      to: 'withdrawn',
      by: bySenderHead,
      notBy: ['proposedById'],
      stops: ['CK71', ...answered],
      basis: notYetTakenOn,
    },
    reject: { from: ['received'], to: 'rejected', by: byReceiver, stops: answered, basis },
  }) satisfies Record<string, ReferralStepRule>

/** A matter for another authority under its own law: it accepts, declines with reason, or asks for more, and answers (线索移送、反馈). */
const matterSteps = (basis: Basis, answered: readonly ['CK70'] | readonly [] = ['CK70']) => {
  const { recall, ...way } = sending(basis, answered)
  return {
    ...way,
    accept: { from: ['received'], to: 'accepted', by: byReceiver, basis },
    askMore: { from: ['received', 'accepted'], to: 'moreAsked', by: byReceiver, basis },
    supplyMore: { from: ['moreAsked'], to: 'received', by: bySenderHead, basis },
    recall: { ...recall, from: ['delivered', 'received', 'moreAsked'] },
    answer: { from: ['accepted'], to: 'answered', by: byReceiver, stops: answered, basis },
  } satisfies Record<string, ReferralStepRule>
}

export const healthSteps = matterSteps(referralKindRules.health.basis)
export const disciplineSteps = matterSteps(
  referralKindRules.discipline.basis,
  referralKindRules.discipline.answerDays === null ? [] : ['CK70'],
)
export const otherSteps = matterSteps(referralKindRules.other.basis)

const { accept, ...handingBack } = matterSteps(referralKindRules.handBack.basis)
/**
 * What comes back to the bureau (反向移送) is not only taken on: with it the procedure goes on, or a lead is opened. That is not undone, so
 * more is asked for before it and not after.
 */
export const handBackSteps = {
  ...handingBack,
  askMore: { ...handingBack.askMore, from: ['received'] },
  acceptHandBack: accept,
} satisfies Record<string, ReferralStepRule>

/** An answer says something of each bill. */
function everyBillAnswered({ bills }: Referral): Result<void> {
  const pending = bills.filter(({ result }) => result === 'pending').length
  return pending === 0 ? ok(undefined) : refuse('billsPending', { count: pending })
}

const { basis: billBasis } = referralKindRules.billVerification

/** A batch of e-bills for the finance department to verify (电子票据查验). */
export const billSteps = {
  ...sending(billBasis, ['CK70']),
  answer: { from: ['received'], to: 'answered', by: byReceiver, requires: everyBillAnswered, stops: ['CK70'], basis: billBasis },
} satisfies Record<string, ReferralStepRule>
