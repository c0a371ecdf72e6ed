export const moneyKinds = ['found', 'demanded', 'recovered', 'fined', 'finePaid', 'agreementRecovered'] as const
export type MoneyKind = (typeof moneyKinds)[number]

/** Money of the funds goes back to the funds' own account; a fine goes to the treasury (条例 第四十五条). They are never added up. */
export const fundMoney = ['found', 'demanded', 'recovered', 'agreementRecovered'] as const satisfies readonly MoneyKind[]
export const treasuryMoney = ['fined', 'finePaid'] as const satisfies readonly MoneyKind[]

/** What is posted by hand, with a voucher. The rest follows from the facts and the decision. */
export const postedByHand = ['recovered', 'agreementRecovered', 'finePaid'] as const satisfies readonly MoneyKind[]

export type MoneyTotals = {
  fund: {
    foundFen: bigint
    demandedFen: bigint
    recoveredFen: bigint
    agreementRecoveredFen: bigint
    returnedFen: bigint
    outstandingFen: bigint
  }
  treasury: { finedFen: bigint; paidFen: bigint; outstandingFen: bigint }
}

const atLeastNought = (amountFen: bigint) => (amountFen > 0n ? amountFen : 0n)

/** The money of a case by account. `returned`: what came back to the funds, whichever way it was demanded. */
export function moneyTotals(postings: readonly { kind: MoneyKind; amountFen: bigint }[]): MoneyTotals {
  const of = (kind: MoneyKind) => postings.reduce((total, posting) => (posting.kind === kind ? total + posting.amountFen : total), 0n)
  const demandedFen = of('demanded')
  const recoveredFen = of('recovered')
  const agreementRecoveredFen = of('agreementRecovered')
  const finedFen = of('fined')
  const paidFen = of('finePaid')
  return {
    fund: {
      foundFen: of('found'),
      demandedFen,
      recoveredFen,
      agreementRecoveredFen,
      returnedFen: recoveredFen + agreementRecoveredFen,
      outstandingFen: atLeastNought(demandedFen - recoveredFen),
    },
    treasury: { finedFen, paidFen, outstandingFen: atLeastNought(finedFen - paidFen) },
  }
}
