import 'server-only'
import type { RunningRuleId } from '#domain/clock/rules'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type LetterOutcome, letterKindRules } from '#domain/letter/kinds'
import { type LetterStep, letterSteps } from '#domain/letter/steps'
import type { NoticeKind } from '#domain/notification/notices'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type ClockSides, startClocks, stopClocks } from '../clock/turn-clocks'
import type { Context } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'

export type KeptLetter = Prisma.LetterGetPayload<object>
type Change = Record<string, readonly [before: unknown, after: unknown]>

/** The letter, held until the command has ended, when the actor may take `step` on it. Refuses `notFound`, and what the step refuses. */
export async function holdLetter({ tx, actor }: Context, step: LetterStep, id: string): Promise<KeptLetter> {
  const where = { AND: [{ id }, whereMay(actor, letterSteps.blueNote[step].by, 'letter')] }
  if ((await tx.letter.count({ where })) === 0) must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM letter WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const letter = (await tx.letter.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(letterSteps[letter.kind][step], letter, actor))
  return letter
}

/**
 * The one way a letter changes state: rule, row, clocks and trail, together or not at all. Refuses what the step refuses, and
 * `changedMeanwhile`.
 */
export async function takeLetterStep(
  context: Context,
  name: LetterStep,
  letter: KeptLetter,
  version: number,
  set: Prisma.LetterUncheckedUpdateManyInput = {},
  change: Change = {},
): Promise<void> {
  const { tx, actor, now, requestId } = context
  const step = must(takeStep(letterSteps[letter.kind][name], letter, actor))
  const moved = await tx.letter.updateMany({
    where: { id: letter.id, version },
    data: { ...set, state: step.to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  const { id, number, title, secrecy } = letter
  const subject = { type: 'letter', id, number, title, secrecy } as const
  await stopClocks(context, subject, step.stops ?? [])
  for (const rule of step.starts ?? []) await startClocks(context, subject, [rule], sidesOf(letter, rule))
  await audit(tx, {
    ...{ at: now, actor, action: `letter.${name}`, requestId, subject: { type: 'letter', id } },
    change: { state: [letter.state, step.to], ...change },
  })
}

/** The receiver must act, the sender waits; the day that was agreed on stands in place of the usual time. */
function sidesOf(letter: KeptLetter, rule: RunningRuleId): ClockSides {
  const agreedOn = letter.answerBy && rule === letterKindRules[letter.kind].answer ? fromDateColumn(letter.answerBy) : undefined
  return {
    responsible: { agencyId: letter.receiverAgencyId, department: letter.receiverDepartment, regionNo: letter.receiverRegionNo },
    other: { department: letter.senderDepartment, regionNo: letter.senderRegionNo },
    ...(agreedOn && { agreedOn }),
  }
}

export const tell = (context: Context, agencyId: string, kind: NoticeKind, letter: Pick<KeptLetter, 'id' | 'title' | 'version'>) =>
  notify(
    context,
    { agencyId },
    {
      ...{ kind, detail: { from: context.actor.agencyName, title: letter.title } },
      ...{ link: `/letters/${letter.id}`, dedupeKey: `${kind}:${letter.id}:${letter.version}` },
    },
  )

/** Refuses `invalidInput` for an outcome that a letter of this kind cannot have. */
export function mustBeOutcomeOf(letter: KeptLetter, outcome: LetterOutcome): void {
  if (!letterKindRules[letter.kind].outcomes.includes(outcome)) must(refuse('invalidInput', { fields: ['outcome'] }))
}
