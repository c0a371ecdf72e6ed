import 'server-only'
import { resumeInput, suspendInput } from '#domain/case/tracks/inputs-of-suspension'
import { haltingOf, type SuspensionStep, suspensionSteps } from '#domain/case/tracks/suspension'
import { exclusionGround } from '#domain/clock/exclusion-grounds'
import { addDays, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { whereMay } from '../../access'
import { runAgain, standStill } from '../../clock/exclude-period'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { moveOn, parts, recordInTrail, type SeenCase } from '../take-step'
import { actAt, latestOf } from './take-procedure-step'

type Suspended = SeenCase & { procedure: NonNullable<SeenCase['procedure']> }

/** The case, when the actor may halt its procedure or have it go on, and that is ready for it. Refuses `notFound`, `wrongState`, `samePerson`. */
async function findFor({ tx, actor }: Context, name: SuspensionStep, id: string): Promise<Suspended> {
  const { by } = suspensionSteps[name]
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, by, 'case')] }, include: parts })
  if (!file?.procedure) return must(refuse('notFound'))
  const { stage, suspendedAt } = file.procedure
  must(takeStep(suspensionSteps[name], haltingOf({ ...file, state: stage, suspendedAt }), actor))
  return { ...file, procedure: file.procedure }
}

const first = ([id]: readonly string[]): string => id ?? must(refuse('notFound'))

/**
 * Halts the procedure of a case (中止) on one of the grounds, with its proof. The bureau's own time stands still with it: not where that was over
 * before. It is halted from no day on which it still moved, or was halted before.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `exclusionOpen`, `changedMeanwhile`.
 * Commits together: the suspension with its files, the clocks, the audit entry.
 */
export const suspend = command(
  'case.suspend',
  suspendInput,
  async (context, { caseId, version, ground, suspendedOn, reason, proofFileIds }) => {
    const { tx, actor, now } = context
    const file = await findFor(context, 'suspend', caseId)
    const last = await tx.caseSuspension.findFirst({ where: { caseId }, orderBy: { seq: 'desc' }, select: { seq: true, resumedOn: true } })
    const at = actAt(context, suspendedOn, latestOf([file.filedAt, file.procedure.stageMovedAt, last?.resumedOn]))
    await endOfLastProved(context, caseId)

    await moveOn(context, file, version, {})
    await tx.caseProcedure.update({ where: { caseId }, data: { suspendedAt: at, version: { increment: 1 } } })
    const said = { seq: 1 + (last?.seq ?? 0), ground, reason, suspendedOn: toDateColumn(suspendedOn) }
    await tx.caseSuspension.create({
      data: { caseId, ...said, suspendedById: actor.userId, suspendedByName: actor.name, suspendedAt: now },
    })
    await attachFiles(context, { type: 'case', id: caseId }, file, 'suspension', proofFileIds)
    await standStill(
      context,
      { type: 'case', id: caseId },
      { ground: 'suspension', on: suspendedOn, note: reason, fileId: first(proofFileIds) },
    )
    await recordInTrail(context, caseId, 'suspend', { suspendedOn: [null, suspendedOn], ground: [null, ground], reason: [null, reason] })
  },
)

/** As long as nobody has proved until when it stood still before, its days between would be left out too. Refuses `exclusionOpen`. */
async function endOfLastProved({ tx }: Context, caseId: string): Promise<void> {
  const clock = { subjectType: 'case', subjectId: caseId, stoppedAt: null } as const
  const open = await tx.clockExclusion.count({ where: { clock, ground: 'suspension', toOn: null, struckAt: null } })
  if (open > 0) must(refuse('exclusionOpen', { ground: exclusionGround('suspension').name }))
}

/**
 * Has the procedure go on (恢复) once its ground is gone, with the proof of that. The days between are not counted: each clock that stood
 * still runs on with as much time as it had.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const resume = command('case.resume', resumeInput, async (context, { caseId, version, resumedOn, reason, proofFileIds }) => {
  const file = await findFor(context, 'resume', caseId)
  actAt(context, resumedOn, file.procedure.suspendedAt)
  await moveOn(context, file, version, {})
  await attachFiles(context, { type: 'case', id: caseId }, file, 'suspension', proofFileIds)
  await goOn(context, file, resumedOn, reason, first(proofFileIds))
  await recordInTrail(context, caseId, 'resume', { resumedOn: [null, resumedOn], reason: [null, reason] })
})

type Halted = { id: string; procedure: { suspendedAt: Date | null } }

/**
 * The suspension that stands is over on this day, which counts again, and its clocks run on. Nothing where none stands. Without a file that proves
 * its end no day is left out of the count: the clocks stand still until the officers enter one.
 */
export async function goOn(context: Context, file: Halted, resumedOn: CivilDate, reason: string, fileId?: string): Promise<void> {
  if (file.procedure.suspendedAt === null) return
  await endSuspension(context, file.id, resumedOn, reason)
  if (fileId === undefined) return
  const period = { ground: 'suspension', on: addDays(resumedOn, -1), fileId } as const
  await runAgain(context, { type: 'case', id: file.id }, period)
}

/** What of the suspension that stands is written down when it ends, whether the procedure goes on or ends with it. */
export async function endSuspension({ tx, actor, now }: Context, caseId: string, resumedOn: CivilDate, reason: string): Promise<void> {
  await tx.caseProcedure.update({ where: { caseId }, data: { suspendedAt: null, version: { increment: 1 } } })
  await tx.caseSuspension.updateMany({
    where: { caseId, resumedOn: null },
    data: {
      resumedOn: toDateColumn(resumedOn),
      resumeReason: reason,
      resumedById: actor.userId,
      resumedByName: actor.name,
      resumedAt: now,
    },
  })
}
