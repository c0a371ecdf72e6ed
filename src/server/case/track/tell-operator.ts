import 'server-only'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { Context } from '../../command'
import { notify } from '../../notification/notify'
import { operatorOf } from '../hand-over'
import type { SeenCase } from '../take-step'

type Told =
  | { kind: 'stoppageToCarryOut'; until: CivilDate }
  | { kind: 'stoppageSentBack' }
  | { kind: 'stoppageEnded' | 'stoppageStayed'; day: CivilDate }

/** Tells the operating agency what to do with something that a decision stopped: once at each version of the case. */
async function tell(context: Context, file: SeenCase, stoppageId: string, { kind, ...days }: Told): Promise<void> {
  const operator = await operatorOf(context, file.regionNo)
  if (!operator) return
  const detail = { from: context.actor.agencyName, number: file.number, ...days }
  const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.${kind}:${stoppageId}:${file.version}`]
  await notify(context, { agencyId: operator.id }, { kind, detail, link, dedupeKey })
}

/** Something has to stand still until the end of a day. */
export const tellToCarryOut = (context: Context, file: SeenCase, stoppageId: string, until: CivilDate): Promise<void> =>
  tell(context, file, stoppageId, { kind: 'stoppageToCarryOut', until })

/** It is not carried out from a day on: what stands still is let go on until it is lifted. */
export const tellStayed = (context: Context, file: SeenCase, stoppageId: string, day: CivilDate): Promise<void> =>
  tell(context, file, stoppageId, { kind: 'stoppageStayed', day })

/** What was looked at is to be looked at again. */
export const tellToReviewAgain = (context: Context, file: SeenCase, stoppageId: string): Promise<void> =>
  tell(context, file, stoppageId, { kind: 'stoppageSentBack' })

/** What was stopped goes on. */
export const tellOperator = (context: Context, file: SeenCase, stoppageId: string, day: CivilDate): Promise<void> =>
  tell(context, file, stoppageId, { kind: 'stoppageEnded', day })
