import 'server-only'
import { limitedNote } from '#domain/case/limitation'
import type { Context } from '../command'
import { notify } from '../notification/notify'
import type { Change, SeenCase } from './take-step'

type Handing = { set: { handedToOperatorAt: Date }; change: Record<string, readonly [null, string]> }

/**
 * Hands a case to the operating agency of its region (交经办机构办理), once: what to write into the case and its trail. That agency is told;
 * where a region has none, the one of the region above sees the case and is told. `null` where it was handed over before.
 */
export async function handOver(context: Context, file: SeenCase): Promise<Handing | null> {
  if (file.handedToOperatorAt !== null) return null
  const operator = await tellOperator(context, file, `case.handOver:${file.id}`)
  return { set: { handedToOperatorAt: context.now }, change: { handedToOperator: [null, operator?.name ?? ''] } }
}

async function tellOperator(context: Context, file: SeenCase, dedupeKey: string): Promise<{ name: string } | null> {
  const operator = await operatorOf(context, file.regionNo)
  const detail = { from: context.actor.agencyName, number: file.number }
  if (operator) await notify(context, { agencyId: operator.id }, { kind: 'caseToCarryOut', detail, link: `/cases/${file.id}`, dedupeKey })
  return operator
}

/**
 * The loss beyond the limitation goes to the operating agency as an amount (超过时效的由协议追回): the track of the agreement begins with it, where
 * nobody has begun it; an agency that had the case before is told again. What to write into the trail.
 */
export async function handOverLimited(context: Context, file: SeenCase): Promise<Change> {
  const { tx, now } = context
  const { id: caseId, facts, tracks } = file
  const note = limitedNote(facts)
  const known = tracks.find(({ kind }) => kind === 'agreement')
  if (note === null || (known && known.state !== 'notStarted')) return {}
  const begun = { state: 'running', note, startedAt: now } as const
  await tx.caseTrack.upsert({
    where: { caseId_kind: { caseId, kind: 'agreement' } },
    create: { caseId, kind: 'agreement', ...begun },
    update: { ...begun, version: { increment: 1 } },
  })
  if (file.handedToOperatorAt !== null) await tellOperator(context, file, `case.handOverLimited:${caseId}`)
  return { agreement: [known?.state ?? null, 'running'] }
}

/** The operating agency of a region, or the nearest one above it. */
export async function operatorOf({ tx }: Pick<Context, 'tx'>, regionNo: number): Promise<{ id: string; name: string } | null> {
  const operator = await tx.agency.findFirst({
    where: { department: 'MI', kind: 'operator', regionNo },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  return operator ?? operatorAbove({ tx }, regionNo)
}

/** The nearest operating agency above a region. */
export async function operatorAbove({ tx }: Pick<Context, 'tx'>, regionNo: number): Promise<{ id: string; name: string } | null> {
  const region = await tx.region.findFirst({ where: { regionNo }, select: { parent: { select: { regionNo: true } } } })
  return region?.parent ? operatorOf({ tx }, region.parent.regionNo) : null
}
