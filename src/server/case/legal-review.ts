import 'server-only'
import { legalReviewInput, stepCaseInput } from '#domain/case/inputs'
import { command } from '../command'
import { notify } from '../notification/notify'
import { findCaseFor, takeCaseStep, unreviewed } from './take-step'

/**
 * Sends a case to legal review (送法制审核) once it is said of every fact what becomes of it: the ten working days (CK09) run.
 *
 * Refuses `notFound`, `wrongState`, `factsMissing`, `dispositionMissing`, `reviewPending`, `changedMeanwhile`.
 */
export const askReview = command('case.askReview', stepCaseInput, async (context, { caseId, version }) => {
  const file = await findCaseFor(context, 'askReview', caseId)
  await takeCaseStep(context, 'askReview', file, version, { ...unreviewed, reviewAskedAt: context.now })
  await notify(
    context,
    { agencyId: file.agencyId },
    {
      kind: 'caseToReview',
      detail: { number: file.number },
      link: `/cases/${caseId}`,
      dedupeKey: `case.askReview:${caseId}:${version}`,
    },
  )
})

/**
 * Says whether the case may be decided as it stands (法制审核意见), by a reviewer who has not worked on it. A case that is returned
 * is worked on and sent again.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `reviewNotAsked`, `changedMeanwhile`.
 */
export const reviewCase = command('case.legalReview', legalReviewInput, async (context, { caseId, version, verdict, opinion }) => {
  const { actor, now } = context
  const file = await findCaseFor(context, 'legalReview', caseId)
  const legalAgreed = verdict === 'agreed'
  await takeCaseStep(
    context,
    'legalReview',
    file,
    version,
    {
      legalAgreed,
      legalOpinion: opinion,
      legalReviewedById: actor.userId,
      legalReviewedByName: actor.name,
      legalReviewedAt: now,
      ...(legalAgreed ? {} : { reviewAskedAt: null }),
    },
    { verdict: [null, verdict], opinion: [null, opinion] },
  )
})
