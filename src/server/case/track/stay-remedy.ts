import 'server-only'
import { stayRemedyInput } from '#domain/case/tracks/inputs-of-remedies'
import { type StayStep, stayingOf, staySteps } from '#domain/case/tracks/stays'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { moveOn, parts, recordInTrail } from '../take-step'
import { goOnWithStoppages, stayStoppages } from './change-stoppages'
import { actAt } from './take-procedure-step'

type Told = { caseId: string; version: number; remedyId: string; stayedOn: string; reason: string; proofFileIds: string[] }

/**
 * Records that the body above or a court stayed the carrying out of a decision that it looks at again (停止执行): the party is not urged to pay
 * until it is lifted or the appeal is over, and what it stopped is let go on; the operating agency is told.
 *
 * Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const stayRemedy = command('case.stayRemedy', stayRemedyInput, (context, input) => turn(context, 'stay', input))

/** Records that it was lifted, or was entered wrongly. Refuses as `stayRemedy` does, and `samePerson`. */
export const liftStay = command('case.liftStay', stayRemedyInput, (context, input) => turn(context, 'liftStay', input))

const actions = { stay: 'stayRemedy', liftStay: 'liftStay' } as const satisfies Record<StayStep, string>

async function turn(context: Context, name: StayStep, { caseId, version, remedyId, stayedOn, reason, proofFileIds }: Told): Promise<void> {
  const { tx, actor } = context
  const step = staySteps[name]
  const file = await tx.case.findFirst({
    where: { AND: [{ id: caseId }, whereMay(actor, step.by, 'case')] },
    include: { ...parts, remedies: { where: { id: remedyId, struckAt: null } } },
  })
  const remedy = file?.remedies[0]
  if (!file || !remedy) return must(refuse('notFound'))
  must(takeStep(step, stayingOf(file, remedy), actor))
  actAt(context, stayedOn, remedy.receivedOn)
  await moveOn(context, file, version, {})
  await tx.caseRemedy.update({ where: { id: remedy.id }, data: { stayed: name === 'stay' } })
  if (name === 'stay') await stayStoppages(context, file, remedy, stayedOn)
  else await goOnWithStoppages(context, file, remedy.id, stayedOn)
  await attachFiles(context, { type: 'case', id: caseId }, file, 'remedy', proofFileIds)
  await recordInTrail(context, caseId, actions[name], {
    ...{ remedy: [remedy.seq, remedy.seq], stayed: name === 'stay' ? [null, 'on'] : ['on', null] },
    ...{ stayedOn: [null, stayedOn], reason: [null, reason] },
  })
}
