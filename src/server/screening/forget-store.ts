import 'server-only'
import { rm } from 'node:fs/promises'
import { logFault } from '../log'
import { storeOf } from './apart'

/** Removes what was stored of a load, whole or in part. What cannot be removed now is no fault of whoever asked. */
export async function forgetStore(loadId: string): Promise<void> {
  for (const path of [storeOf(loadId), `${storeOf(loadId)}.part`])
    await rm(path, { recursive: true, force: true }).catch((error: unknown) => logFault({ where: 'settlement.forget', error }))
}
