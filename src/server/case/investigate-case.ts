import 'server-only'
import { stepCaseInput } from '#domain/case/inputs'
import { command } from '../command'
import { findCaseFor, takeCaseStep } from './take-step'

/** Begins the investigation of a filed case (调查取证). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const investigateCase = command('case.investigate', stepCaseInput, async (context, { caseId, version }) => {
  await takeCaseStep(context, 'investigate', await findCaseFor(context, 'investigate', caseId), version)
})
