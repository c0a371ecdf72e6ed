import 'server-only'
import { leftLying } from './in-hand'
import { loadSettlement } from './load-settlement'
import { runScreening } from './run-screening'

/** Goes on with what a dead worker left. */
export async function resumeScreening(): Promise<void> {
  for (const id of await leftLying('settlement_load')) await loadSettlement(id)
  for (const id of await leftLying('screening_run')) await runScreening(id)
}
