import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { systemActor } from '#domain/kernel/system-actor'
import type { RunReport } from '#domain/screening/screening-run'
import { audit } from '#platform/audit'
import { prisma, type Tx, transactionMs } from '#platform/db'
import { currentTime } from '#platform/time'
import type { Model } from '#screening/population/model'
import { logFault } from '../log'
import { EngineEnded, screenApart, screeningMemoryBytes, storeOf } from './apart'
import { engineTurn } from './engine-turn'
import { OutOfHand, takeInHand, whileInHand } from './in-hand'
import { hitRows, insertHits } from './insert-hits'
import { itemRulesOfRun } from './item-rules-in-use'
import { isOutOfRoom, isPassing } from './passing-fault'
import type { HitLine, Ran } from './run-over-store'

type RunRow = {
  id: string
  agencyId: string
  regionNo: number
  loadIds: string[]
  models: unknown
  ruleListIds: string[]
  rulesDigest: string
}

/** Where the tables of these loads lie: of one load its own, of several a folder of their own that later runs over the same use again. */
export function preparedOf(loadIds: readonly string[]): string {
  const [only] = loadIds
  if (loadIds.length === 1 && only) return storeOf(only)
  const name = createHash('sha256')
    .update([...loadIds].sort().join('\n'))
    .digest('hex')
    .slice(0, 32)
  return storeOf(`of-${name}`)
}

const modelsOf = ({ models }: RunRow) => models as Model[] // kept by startRun alone

async function ran(run: RunRow, mark: Date, out: string): Promise<Ran | { failure: string }> {
  const rules = await itemRulesOfRun(run)
  if (!rules) return { failure: 'rulesChanged' }
  const input = {
    ...{ stores: run.loadIds.map(storeOf), prepared: preparedOf(run.loadIds), out },
    ...{ models: modelsOf(run), itemRules: { regionNo: run.regionNo, rules }, memoryBytes: screeningMemoryBytes() },
  }
  return whileInHand('screening_run', run.id, mark, async (progress, signal) => {
    for (const last of [false, true]) {
      try {
        return await screenApart('run', input, { progress, signal })
      } catch (error) {
        if (signal.aborted) throw error
        logFault({ where: 'screening.run', error })
        if (!(error instanceof EngineEnded) || last) return { failure: error instanceof EngineEnded ? 'ended' : 'fault' }
      }
    }
    return { failure: 'fault' }
  })
}

async function finish(tx: Tx, run: RunRow, mark: Date, state: 'done' | 'failed', report: RunReport): Promise<void> {
  const finished = await tx.screeningRun.updateMany({
    where: { id: run.id, state: 'running', startedAt: mark },
    data: { state, report, finishedAt: currentTime(), leaseUntil: null, progress: '', version: { increment: 1 } },
  })
  if (finished.count === 0) throw new OutOfHand(run.id)
  await audit(tx, {
    at: currentTime(),
    actor: { ...systemActor, department: 'MI', regionNo: run.regionNo },
    action: 'screening.finished',
    subject: { type: 'screeningRun', id: run.id },
    change: { state: ['running', state] },
  })
}

async function keepOutcomes(tx: Tx, run: RunRow, found: Ran): Promise<void> {
  const outcome = new Map(found.ran.map((one) => [one.id, one]))
  const skipped = new Map(found.skipped.map((one) => [one.id, one]))
  await tx.screeningRunModel.createMany({
    data: modelsOf(run).map(({ id, version, title }, position) => {
      const [done, why] = [outcome.get(id), skipped.get(id)]
      return {
        ...{ runId: run.id, position, code: id, modelVersion: version, title },
        ...{ hitCount: done?.hits ?? 0, tookMs: Math.round((done?.seconds ?? 0) * 1000) },
        ...{ involvedFen: BigInt(done?.involved ?? 0), irregularFen: BigInt(done?.irregular ?? 0), fundLossFen: BigInt(done?.loss ?? 0) },
        ...{ skippedReason: why?.reason ?? null, skippedDetail: why?.missing.join('、') ?? '' },
      }
    }),
  })
}

const piece = 1_000

async function keepHits(tx: Tx, run: RunRow, out: string): Promise<void> {
  let lines: HitLine[] = []
  const send = async () => {
    if (lines.length > 0) await insertHits(tx, await hitRows(tx, run, lines))
    lines = []
  }
  for await (const line of createInterface({ input: createReadStream(out) })) {
    lines.push(JSON.parse(line) as HitLine) // written by the engine's process alone
    if (lines.length >= piece) await send()
  }
  await send()
}

/** What a run found is there all at once, or not at all: a run begun again after a crash leaves nothing of the first attempt. */
async function keep(run: RunRow, mark: Date, found: Ran, out: string): Promise<void> {
  await prisma.$transaction(
    async (tx) => {
      await keepOutcomes(tx, run, found)
      await keepHits(tx, run, out)
      await finish(tx, run, mark, 'done', {
        ...{ quality: found.quality, limited: found.limited, seconds: found.seconds, peakMemoryMB: found.peakMemoryMB },
      })
    },
    { timeout: transactionMs.job },
  )
}

/** Runs the models of a run over its loads, in a process of its own, and keeps what they found. Of two workers, one has it in hand. */
export const runScreening = (runId: string): Promise<void> => engineTurn(() => screen(runId))

const failed = (run: RunRow, mark: Date, code: string) =>
  prisma.$transaction((tx) =>
    finish(tx, run, mark, 'failed', { quality: [], limited: [], seconds: 0, peakMemoryMB: 0, failure: { code, detail: '' } }),
  )

async function screen(runId: string): Promise<void> {
  const mark = await takeInHand('screening_run', runId)
  if (mark === null) return
  const run = await prisma.screeningRun.findUniqueOrThrow({ where: { id: runId } })
  const folder = storeOf('found')
  const out = `${folder}/${runId}-${mark.getTime()}.jsonl`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const found = await ran(run, mark, out)
    if ('failure' in found) await failed(run, mark, found.failure)
    else await whileInHand('screening_run', runId, mark, () => keep(run, mark, found, out)).catch(ignoreOwnEnd)
  } catch (error) {
    if (error instanceof OutOfHand) return
    if (isPassing(error)) throw error
    logFault({ where: 'screening.keep', error })
    await failed(run, mark, isOutOfRoom(error) ? 'room' : 'fault').catch(ignoreOwnEnd)
  } finally {
    await rm(out, { force: true })
    await rm(`${out}.work`, { recursive: true, force: true }) // an engine that was ended leaves it
  }
}

/** Once it is kept, the run is out of hand, which is as it should be. */
function ignoreOwnEnd(error: unknown): void {
  if (!(error instanceof OutOfHand)) throw error
}
