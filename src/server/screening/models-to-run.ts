import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { screens } from '#domain/screening/settlement-load'
import { databaseTime } from '#platform/db'
import { modelsInUse } from './models-in-use'

/** The models that a run started now would run. */
export async function modelsToRun(actor: Actor): Promise<readonly { id: string; title: string }[]> {
  return screens(actor) ? modelsInUse(actor, beijingDay(await databaseTime())) : []
}
