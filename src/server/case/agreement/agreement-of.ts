import 'server-only'
import { moneyTotals, type Posting } from '#domain/case/money'
import type { Agreement } from '#domain/case/tracks/agreement'
import type { AgreementMeasure } from '#domain/case/tracks/agreement-measures'
import { fromDateColumn } from '#domain/kernel/civil-date'
import type { Prisma } from '#platform/prisma/client'

type MeasureRow = Prisma.CaseAgreementMeasureGetPayload<object>
type File = Pick<Prisma.CaseGetPayload<object>, 'state'> & {
  agreement: Prisma.CaseAgreementGetPayload<object> | null
  measures: readonly MeasureRow[]
  tracks: readonly Pick<Prisma.CaseTrackGetPayload<object>, 'kind' | 'state'>[]
  facts: readonly Pick<Prisma.CaseFactGetPayload<object>, 'fundLossFen' | 'limitedFen' | 'fraudFen'>[]
  money: readonly Posting[]
}

export const measureOf = ({ performedOn, ...measure }: MeasureRow): AgreementMeasure => ({
  ...measure,
  performedOn: performedOn && fromDateColumn(performedOn),
})

/** The rows → the agreement as its rules look at it. `null` where nobody asks for it, or where it ended before its steps were kept. */
export function agreementOf(file: File): Agreement | null {
  const { agreement, measures, facts } = file
  if (!agreement && !file.tracks.some(({ kind, state }) => kind === 'agreement' && state === 'running')) return null
  const { fund } = moneyTotals(file.money)
  return {
    state: agreement?.stage ?? 'asked',
    caseState: file.state,
    workerIds: agreement?.workerIds ?? [],
    decidedById: agreement?.decidedById ?? null,
    decidedOn: agreement?.decidedOn ? fromDateColumn(agreement.decidedOn) : null,
    servedOn: agreement?.servedOn ? fromDateColumn(agreement.servedOn) : null,
    measures: measures.filter(({ withdrawnAt }) => withdrawnAt === null).map(measureOf),
    fundLossFen: facts.reduce((sum, fact) => sum + fact.fundLossFen, 0n),
    limitedFen: facts.reduce((sum, fact) => sum + fact.limitedFen, 0n),
    demandedFen: fund.demandedFen,
    recoveredFen: fund.agreementRecoveredFen,
    returnedFen: fund.returnedFen,
    involvesFraud: facts.some(({ fraudFen }) => fraudFen !== null && fraudFen > 0n),
  }
}
