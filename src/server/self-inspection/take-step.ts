import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type FilingStep, filingGrants, filingSteps } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

type Grants = Parameters<typeof whereMay<'filing'>>[1]

/**
 * The filing, when the actor may act on it so. Whoever asks holds it until the command has ended, so that answers, findings and
 * the submission of one filing follow each other. Refuses `notFound`, whether it is missing or out of reach, and `filingRecalled` to the
 * institution while the bureau has taken the list back.
 */
export async function holdFiling({ tx, actor }: Context, grants: Grants, id: string) {
  const reached = await tx.filing.findFirst({ where: { AND: [{ id }, whereMay(actor, grants, 'filing')] }, select: { id: true } })
  if (!reached) must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM filing WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const filing = await tx.filing.findFirst({ where: { id }, include: { institution: { select: { kind: true, level: true } } } })
  if (!filing) return must(refuse('notFound'))
  if (filing.state === 'recalled' && actor.institutionId !== null) must(refuse('filingRecalled', { reason: filing.recallReason ?? '' }))
  return filing
}

export type HeldFiling = Awaited<ReturnType<typeof holdFiling>>

export const holdFilingFor = (context: Context, step: FilingStep, id: string) => holdFiling(context, filingSteps[step].by, id)

/** Holds filings until the command has ended, in one order: whoever moves money of one of them takes turns with whoever demands it. */
export async function holdFilings(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM filing WHERE id = ANY (${[...new Set(ids)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

type Change = Readonly<Record<string, readonly [unknown, unknown]>>

/**
 * A line in the trail of a filing (or of whatever else of it is named), as of the person who acts: an institution has no department.
 * The insurance bureau that supervises it reads the trail of its filings all the same (`auditEntry.filed`).
 */
export const auditFiling = (
  { tx, actor, now, requestId }: Pick<Context, 'tx' | 'actor' | 'now' | 'requestId'>,
  action: `${'filing' | 'spotCheck'}.${string}`,
  filingId: string,
  change: Change,
): Promise<void> =>
  audit(tx, {
    at: now,
    actor,
    action,
    subject: { type: 'filing', id: filingId },
    change,
    requestId,
  })

/** Several lines of one act in the trail of a filing, in the order given. */
export const auditFilingMany = (
  { tx, actor, now, requestId }: Context,
  action: `filing.${string}`,
  filingId: string,
  changes: readonly Change[],
): Promise<void> =>
  auditMany(
    tx,
    changes.map((change) => ({ at: now, actor, action, subject: { type: 'filing', id: filingId }, change, requestId })),
  )

/**
 * The one way a filing changes state: rule, row and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeFilingStep(
  context: Context,
  name: FilingStep,
  filing: HeldFiling & { gaps?: readonly string[]; itemCount?: number; openQuestions?: number },
  version: number,
  set: Prisma.FilingUncheckedUpdateManyInput = {},
  change: Change = {},
): Promise<void> {
  const { tx, actor } = context
  const step = must(takeStep(filingSteps[name], filing, actor))
  const moved = await tx.filing.updateMany({
    where: { id: filing.id, version },
    data: { ...set, state: step.to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await auditFiling(context, `filing.${name}`, filing.id, { state: [filing.state, step.to], ...change })
}

/**
 * The filing for filling in. The first touch starts it, and the first after a return takes it up again: nobody has to press a
 * button for that. Refuses `notFound`, and `wrongState` while the bureau has it.
 */
export async function openForFilling(context: Context, id: string): Promise<HeldFiling> {
  const filing = await holdFiling(context, filingGrants.fill, id)
  if (filing.state === 'inProgress') return filing
  await takeFilingStep(context, filing.state === 'returned' ? 'reopen' : 'start', filing, filing.version)
  return { ...filing, state: 'inProgress', version: filing.version + 1 }
}
