import 'server-only'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { Context } from '../../command'
import { notify } from '../../notification/notify'
import { operatorOf } from '../hand-over'
import type { SeenCase } from '../take-step'

/** Tells the operating agency that what was stopped goes on. */
export async function tellOperator(context: Context, file: SeenCase, stoppageId: string, day: CivilDate): Promise<void> {
  const operator = await operatorOf(context, file.regionNo)
  if (!operator) return
  const detail = { from: context.actor.agencyName, number: file.number, day }
  const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.stoppageEnded:${stoppageId}:${file.version}`]
  await notify(context, { agencyId: operator.id }, { kind: 'stoppageEnded', detail, link, dedupeKey })
}
