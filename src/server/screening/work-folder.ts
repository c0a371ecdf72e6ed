import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { logFault } from '../log'
import { storeOf } from './apart'

/** How the folders begin in which an engine works while somebody waits: beside the deliveries, since rows of persons pass through them. */
export const workPrefix = 'at-work-'

/**
 * A folder for one trial or question, gone when it has ended, also where its engine was killed. What even a killed server leaves behind is
 * swept by `clearStores`.
 */
export async function withWorkFolder<T>(act: (work: string) => Promise<T>): Promise<T> {
  const work = storeOf(`${workPrefix}${randomUUID()}`)
  await mkdir(work, { recursive: true, mode: 0o700 })
  try {
    return await act(work)
  } finally {
    // An engine that is just being ended may still write for a moment.
    await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch((error: unknown) =>
      logFault({ where: 'screening.workFolder', error }),
    )
  }
}
