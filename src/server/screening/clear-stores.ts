import 'server-only'
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { systemActor } from '#domain/kernel/system-actor'
import { storesKept } from '#domain/screening/settlement-load'
import { audit } from '#platform/audit'
import { prisma } from '#platform/db'
import { logFault } from '../log'
import { storeOf } from './apart'
import { engineTurn } from './engine-turn'
import { preparedOf } from './run-screening'
import { workPrefix } from './work-folder'

const dayMs = 86_400_000

/** Of these runs somebody may still look at the rows behind a hit, or they have yet to read them. */
const pointing = ['waiting', 'running', 'done'] as const

type Spent = { id: string; region_no: number; folder: string }

/** Loads whose place another took that long ago, and to which no run points. */
const spentLoads = (before: Date) => prisma.$queryRaw<Spent[]>`
  SELECT id::text, region_no, folder FROM settlement_load l
  WHERE state = 'loaded' AND superseded_at < ${before}::timestamptz AND store_cleared_at IS NULL
    AND NOT EXISTS (SELECT FROM screening_run r WHERE r.state IN ('waiting', 'running', 'done') AND l.id = ANY (r.load_ids))
  ORDER BY superseded_at`

const removed = (path: string) =>
  rm(path, { recursive: true, force: true }).then(
    () => true,
    (error: unknown) => {
      logFault({ where: 'settlement.clearStore', error })
      return false
    },
  )

/** First the rows of people, then the word that they are gone: a crash between them is made good by the next night. */
async function clearLoad({ id, region_no, folder }: Spent, now: Date): Promise<boolean> {
  if (!(await removed(storeOf(id)))) return false
  await prisma.$transaction(async (tx) => {
    const cleared = await tx.settlementLoad.updateMany({
      where: { id, storeClearedAt: null },
      data: { storeClearedAt: now, version: { increment: 1 } },
    })
    if (cleared.count === 0) return
    await audit(tx, {
      ...{ at: now, actor: { ...systemActor, department: 'MI' as const, regionNo: region_no }, action: 'settlement.clearStore' },
      ...{ subject: { type: 'settlementLoad', id }, change: { store: [folder, null] as const } },
    })
  })
  return true
}

const inFolder = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
const isOlder = (path: string, before: Date): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs < before.getTime(),
    () => false,
  )

/** What several loads were made into for runs that are no more: no run that is left would use it. */
async function clearJoined(before: Date): Promise<number> {
  const runs = await prisma.screeningRun.findMany({ where: { state: { in: [...pointing] } }, select: { loadIds: true } })
  const wanted = new Set(runs.map(({ loadIds }) => basename(preparedOf(loadIds))))
  let count = 0
  for (const name of await inFolder(storeOf('')))
    if (name.startsWith('of-') && !wanted.has(name) && (await isOlder(storeOf(name), before)) && (await removed(storeOf(name)))) count += 1
  return count
}

/** Nobody waits a day for a trial, a question, or a copy that it makes: what is older was left by an engine or a server that was killed. */
async function sweepLeft(now: Date): Promise<void> {
  const before = new Date(now.getTime() - dayMs)
  const stores = await inFolder(storeOf(''))
  const left = stores.filter((name) => name.startsWith(workPrefix)).map(storeOf)
  for (const folder of stores.flatMap((name) => [storeOf(join(name, 'documented')), storeOf(join(name, 'documented', 'tables'))]))
    for (const name of await inFolder(folder)) if (name.endsWith('.part')) left.push(join(folder, name))
  for (const path of left) if (await isOlder(path, before)) await removed(path)
}

/**
 * Removes stores that nothing points to any more (清理): while no engine of this machine works, so that none loses its tables. Returns how
 * many went.
 */
export const clearStores = (now: Date): Promise<number> =>
  engineTurn(async () => {
    const before = new Date(now.getTime() - storesKept.days * dayMs)
    await sweepLeft(now)
    let count = await clearJoined(before)
    for (const load of await spentLoads(before)) if (await clearLoad(load, now)) count += 1
    return count
  })
