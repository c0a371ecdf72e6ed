import 'server-only'
import { opinionInput, plainStepInput, reportInput } from '#domain/case/tracks/inputs'
import { type Context, command } from '../../command'
import { notify } from '../../notification/notify'
import { unreviewed } from '../take-step'
import { findProcedureFor, takeProcedureStep } from './take-procedure-step'

/** Begins the investigation of a filed case (调查取证). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const investigate = command('case.investigate', plainStepInput, async (context, { caseId, version }) => {
  await takeProcedureStep(context, 'investigate', await findProcedureFor(context, 'investigate', caseId), version)
})

/**
 * Reports that the investigation has come to its end (调查终结), and what makes a legal review necessary besides the fine.
 *
 * Refuses `notFound`, `wrongState`, `factsMissing`, `dispositionMissing`, `changedMeanwhile`.
 */
export const report = command('case.report', reportInput, async (context, { caseId, version, grounds }) => {
  const seen = await findProcedureFor(context, 'report', caseId)
  await takeProcedureStep(context, 'report', seen, version, { set: { grounds }, change: { grounds: [null, grounds] } })
})

/** Takes a reported case up again: what was reported and reviewed no longer holds. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const rework = command('case.rework', plainStepInput, async (context, { caseId, version }) => {
  await takeProcedureStep(context, 'rework', await findProcedureFor(context, 'rework', caseId), version, { setCase: unreviewed })
})

/** Sends a reported case to legal review (送法制审核): the ten working days (CK09) run. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const sendToReview = command('case.sendToReview', plainStepInput, async (context, { caseId, version }) => {
  const seen = await findProcedureFor(context, 'sendToReview', caseId)
  await takeProcedureStep(context, 'sendToReview', seen, version, { setCase: { ...unreviewed, reviewAskedAt: context.now } })
  await notify(
    context,
    { agencyId: seen.file.agencyId },
    {
      kind: 'caseToReview',
      detail: { number: seen.file.number },
      link: `/cases/${caseId}`,
      dedupeKey: `case.sendToReview:${caseId}:${version}`,
    },
  )
})

/**
 * Says that the case may be decided as it stands (法制审核意见), by a reviewer who has not worked on it.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 */
export const agreeReview = command('case.agreeReview', opinionInput, async (context, { caseId, version, opinion }) => {
  await review(context, 'agreeReview', { caseId, version, opinion })
})

/** Sends the case back to its officers, with the opinion. Refuses as `agreeReview` does. */
export const returnReview = command('case.returnReview', opinionInput, async (context, { caseId, version, opinion }) => {
  await review(context, 'returnReview', { caseId, version, opinion })
})

/** Says of a penalty that was eased after the defence that it may be decided so (变更后的法制审核). Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const reviewAgain = command('case.reviewAgain', opinionInput, async (context, { caseId, version, opinion }) => {
  await review(context, 'reviewAgain', { caseId, version, opinion })
})

type Opinion = { caseId: string; version: number; opinion: string }

async function review(
  context: Context,
  step: 'agreeReview' | 'returnReview' | 'reviewAgain',
  { caseId, version, opinion }: Opinion,
): Promise<void> {
  const { actor, now } = context
  const legalAgreed = step !== 'returnReview'
  await takeProcedureStep(context, step, await findProcedureFor(context, step, caseId), version, {
    setCase: {
      legalAgreed,
      legalOpinion: opinion,
      legalReviewedById: actor.userId,
      legalReviewedByName: actor.name,
      legalReviewedAt: now,
      ...(legalAgreed ? {} : { reviewAskedAt: null }),
    },
    change: { opinion: [null, opinion] },
  })
}

/** Takes a case on without a review where the law asks for none. Refuses `notFound`, `wrongState`, `samePerson`, `legalReviewMissing`, `changedMeanwhile`. */
export const skipReview = command('case.skipReview', plainStepInput, async (context, { caseId, version }) => {
  await takeProcedureStep(context, 'skipReview', await findProcedureFor(context, 'skipReview', caseId), version)
})
