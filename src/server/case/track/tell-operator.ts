import 'server-only'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { Context } from '../../command'
import { notify } from '../../notification/notify'
import { operatorOf } from '../hand-over'
import type { SeenCase } from '../take-step'

/** Tells the operating agency that something has to stand still until the end of a day. */
export async function tellToCarryOut(context: Context, file: SeenCase, stoppageId: string, until: CivilDate): Promise<void> {
  const operator = await operatorOf(context, file.regionNo)
  if (!operator) return
  const detail = { from: context.actor.agencyName, number: file.number, until }
  const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.imposeStoppage:${stoppageId}:${file.version}`]
  await notify(context, { agencyId: operator.id }, { kind: 'stoppageToCarryOut', detail, link, dedupeKey })
}

/** Tells the operating agency that what it looked at is to be looked at again. */
export async function tellToReviewAgain(context: Context, file: SeenCase, stoppageId: string): Promise<void> {
  const operator = await operatorOf(context, file.regionNo)
  if (!operator) return
  const detail = { from: context.actor.agencyName, number: file.number }
  const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.sendBackStoppage:${stoppageId}:${file.version}`]
  await notify(context, { agencyId: operator.id }, { kind: 'stoppageSentBack', detail, link, dedupeKey })
}

/** Tells the operating agency that what was stopped goes on. */
export async function tellOperator(context: Context, file: SeenCase, stoppageId: string, day: CivilDate): Promise<void> {
  const operator = await operatorOf(context, file.regionNo)
  if (!operator) return
  const detail = { from: context.actor.agencyName, number: file.number, day }
  const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.stoppageEnded:${stoppageId}:${file.version}`]
  await notify(context, { agencyId: operator.id }, { kind: 'stoppageEnded', detail, link, dedupeKey })
}
