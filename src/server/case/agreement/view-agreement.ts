import 'server-only'
import { byOperator } from '#domain/case/grants'
import { agreementStepNames, agreementSteps } from '#domain/case/tracks/agreement'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { may } from '../../access'
import { agreementOf } from './agreement-of'

const dayOf = (value: Date | null | undefined) => (value ? fromDateColumn(value) : null)

/** The agreement as the page of its case shows it, with what this person may do in it now: `answers` where it is their agency's. `null` where nobody asked for one. */
export function viewAgreement(actor: Actor, file: Parameters<typeof agreementOf>[0], answers: boolean) {
  const agreement = agreementOf(file)
  if (!agreement) return null
  const { agreement: row, measures } = file
  const works = answers && may(actor, byOperator, 'case', file)
  return {
    ...{ stage: agreement.state, limitedFen: row?.limitedFen ?? agreement.limitedFen, recoveredFen: agreement.recoveredFen },
    row: row && {
      ...row,
      ...{
        statedOn: dayOf(row.statedOn),
        decidedOn: dayOf(row.decidedOn),
        servedOn: dayOf(row.servedOn),
        reportedOn: dayOf(row.reportedOn),
      },
    },
    measures: measures
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map((measure) => ({
        ...measure,
        performedOn: dayOf(measure.performedOn),
        mayPerform: works && agreement.state === 'served' && measure.performedOn === null && agreement.decidedById !== actor.userId,
      })),
    mayPlan: works && agreement.state === 'stated',
    steps: agreementStepNames
      .filter((name) => answers && may(actor, agreementSteps[name].by, 'case', file))
      .map((name) => ({ name, basis: agreementSteps[name].basis, taken: takeStep(agreementSteps[name], agreement, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
  }
}
