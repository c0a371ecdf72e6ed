import 'server-only'
import type { RunningRuleId } from '#domain/clock/rules'
import { clockRule } from '#domain/clock/rules'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeRecord, takeStep } from '#domain/kernel/workflow'
import type { ReferralKind } from '#domain/referral/kinds'
import { kindsWithStep, type ReferralRecord, type ReferralStep, referralRecords, referralSteps } from '#domain/referral/steps'
import { type SpokenStep, wordOpenTo } from '#domain/referral/words'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type ClockSides, startClocks, stopClocks } from '../clock/turn-clocks'
import type { Context } from '../command'
import { must } from '../refused'

type Change = Record<string, readonly [before: unknown, after: unknown]>
type Set = Prisma.ReferralUncheckedUpdateManyInput

const parts = {
  materials: { orderBy: { seq: 'asc' } },
  bills: { orderBy: { seq: 'asc' } },
  handovers: true,
} satisfies Prisma.ReferralInclude
type Row = Prisma.ReferralGetPayload<{ include: typeof parts }>
/** A referral as its rules and its commands look at it. */
export type SeenReferral = Row & { clocks: { ruleId: string; stoppedAt: Date | null }[]; asOf: Date }

/** The referral, when the actor may take `step` on it. Refuses `notFound`: missing, out of reach, or of a kind without this step. */
export async function findReferralFor(context: Context, step: ReferralStep, id: string): Promise<SeenReferral> {
  const ways = kindsWithStep(step).map(({ kind, rule }) => ({ kind, AND: whereMay(context.actor, rule.by, 'referral') }))
  const referral = await context.tx.referral.findFirst({ where: { id, OR: ways }, include: parts })
  return referral ? { ...referral, clocks: await clocks(context, id), asOf: context.now } : must(refuse('notFound'))
}

/** The same, when the actor may write `record` into it now. Refuses `notFound`, `wrongState`. */
export async function findReferralToRecord(
  context: Context,
  record: ReferralRecord,
  id: string,
  kind?: ReferralKind,
): Promise<SeenReferral> {
  const { tx, actor } = context
  const rule = referralRecords[record]
  const referral = await tx.referral.findFirst({
    where: { id, ...(kind && { kind }), AND: whereMay(actor, rule.by, 'referral') },
    include: parts,
  })
  if (!referral) return must(refuse('notFound'))
  must(takeRecord(rule, referral))
  return { ...referral, clocks: await clocks(context, id), asOf: context.now }
}

const clocks = ({ tx }: Context, id: string) =>
  tx.statutoryClock.findMany({ where: { subjectType: 'referral', subjectId: id }, select: { ruleId: true, stoppedAt: true } })

/**
 * The one way a referral changes state: rule, row, clocks and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeReferralStep(
  context: Context,
  name: ReferralStep,
  referral: SeenReferral,
  version: number,
  set: Set = {},
  change: Change = {},
  word?: { step: SpokenStep; text: string },
): Promise<void> {
  const rule = referralSteps[referral.kind][name] ?? must(refuse('notFound'))
  const step = must(takeStep(rule, referral, context.actor))
  await moveReferralOn(context, referral.id, version, { ...set, state: step.to })

  const subject = clockSubject(referral)
  await stopClocks(context, subject, step.stops ?? [])
  if (context.actor.agencyId === referral.copyAgencyId) await stopSupervised(context, referral.id, step.stops ?? [])
  for (const rule of step.starts ?? []) await startClocks(context, subject, [rule], sidesOf(referral, rule))
  await recordInTrail(context, referral.id, name, { state: [referral.state, step.to], ...change })
  if (word) await say(context, referral, word)
}

/** What the procuratorate stops runs between the two others, out of its sight. */
const stopSupervised = ({ tx, now }: Context, id: string, rules: readonly string[]) =>
  tx.$executeRaw`SELECT stop_supervised_clocks(${id}::uuid, ${[...rules]}::text[], ${now}::timestamptz)`

const say = ({ tx, actor, now }: Context, referral: SeenReferral, { step, text }: { step: SpokenStep; text: string }) =>
  tx.referralWord.createMany({
    data: [
      {
        ...{ referralId: referral.id, step, text, openTo: wordOpenTo(step, referral) },
        ...{ byId: actor.userId, byName: actor.name, byAgencyName: actor.agencyName, at: now },
      },
    ],
  })

export async function moveReferralOn({ tx }: Context, id: string, version: number, set: Set = {}): Promise<void> {
  const moved = await tx.referral.updateMany({ where: { id, version }, data: { ...set, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

export const recordInTrail = ({ tx, actor, now, requestId }: Context, id: string, action: string, change: Change) =>
  audit(tx, { at: now, actor, action: `referral.${action}`, subject: { type: 'referral', id }, change, requestId })

type Clocked = Pick<
  Row,
  | 'id'
  | 'number'
  | 'title'
  | 'secrecy'
  | 'deliveredAt'
  | 'answerBy'
  | 'senderAgencyId'
  | 'senderDepartment'
  | 'senderRegionNo'
  | 'receiverAgencyId'
  | 'receiverDepartment'
  | 'receiverRegionNo'
>

export const clockSubject = ({ id, number, title, secrecy }: Clocked) => ({ type: 'referral', id, number, title, secrecy }) as const

/** Whoever the rule binds answers for the clock; the other side sees it, the receiver not before delivery. */
export function sidesOf(referral: Clocked, rule: RunningRuleId): ClockSides {
  const sender = { agencyId: referral.senderAgencyId, department: referral.senderDepartment, regionNo: referral.senderRegionNo }
  const receiver = { agencyId: referral.receiverAgencyId, department: referral.receiverDepartment, regionNo: referral.receiverRegionNo }
  const { side } = clockRule(rule)
  if (side === 'police') return { responsible: receiver, other: sender }
  if (side === 'receivingDepartment') {
    const agreedOn = rule === 'CK70' && referral.answerBy ? fromDateColumn(referral.answerBy) : undefined
    return { responsible: receiver, other: sender, ...(agreedOn && { agreedOn }) }
  }
  return referral.deliveredAt ? { responsible: sender, other: receiver } : { responsible: sender }
}
