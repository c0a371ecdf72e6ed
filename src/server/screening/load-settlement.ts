import 'server-only'
import { systemActor } from '#domain/kernel/system-actor'
import { qualityCodes } from '#domain/screening/data-quality'
import { type ControlSums, differencesOf, type LoadFailure, type LoadReport } from '#domain/screening/settlement-load'
import { audit } from '#platform/audit'
import { prisma, type Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { logFault } from '../log'
import { deliveriesOf, EngineEnded, screenApart, screeningMemoryBytes, storeOf } from './apart'
import { engineTurn } from './engine-turn'
import { forgetStore } from './forget-store'
import { OutOfHand, takeInHand, whileInHand } from './in-hand'
import { isPassing } from './passing-fault'
import type { Stored } from './store-folder'
import { oneComesIntoUse, overlapping, supersede } from './supersede'

type LoadRow = { id: string; agencyId: string; regionNo: number; folder: string; control: unknown; version: number }

/** Killed from outside, or out of memory: once is an accident, twice is the delivery's size or kind. */
async function stored(load: LoadRow, mark: Date): Promise<Stored | { failure: LoadFailure }> {
  const input = { dir: `${deliveriesOf(load.regionNo)}/${load.folder}`, store: storeOf(load.id), memoryBytes: screeningMemoryBytes() }
  return whileInHand('settlement_load', load.id, mark, async (progress, signal) => {
    for (const last of [false, true]) {
      try {
        return await screenApart('store', input, { progress, signal })
      } catch (error) {
        if (signal.aborted) throw error
        logFault({ where: 'settlement.load', error })
        if (!(error instanceof EngineEnded) || last) return { failure: { code: 'fault', detail: '' } }
      }
    }
    return { failure: { code: 'fault', detail: '' } }
  })
}

async function finish(tx: Tx, load: LoadRow, mark: Date, data: Record<string, unknown>): Promise<boolean> {
  const finished = await tx.settlementLoad.updateMany({
    where: { id: load.id, state: 'loading', startedAt: mark },
    data: { ...data, finishedAt: currentTime(), leaseUntil: null, progress: '', version: { increment: 1 } },
  })
  if (finished.count === 0) return false
  await audit(tx, {
    at: currentTime(),
    actor: { ...systemActor, department: 'MI', regionNo: load.regionNo },
    action: 'settlement.read',
    subject: { type: 'settlementLoad', id: load.id },
    change: { state: ['loading', data.state] },
  })
  return true
}

const stated = (control: unknown): ControlSums | null => {
  const sums = control as ControlSums // written by the command alone
  return Object.keys(sums).length > 0 ? sums : null
}

async function keep(load: LoadRow, mark: Date, found: Stored, seconds: number): Promise<void> {
  const control = found.stated ?? stated(load.control)
  const differences = control ? differencesOf(control, found.sums) : []
  const report: LoadReport = {
    ...{
      rows: found.rows,
      sums: found.sums,
      months: found.months,
      quality: found.quality,
      checked: qualityCodes,
      peakMemoryMB: found.peakMemoryMB,
      seconds,
    },
    ...{ statedBy: found.stated ? 'file' : control ? 'officer' : null, differences },
  }
  const kept = await prisma.$transaction(async (tx) => {
    await oneComesIntoUse(tx, load.agencyId)
    const partly = (await overlapping(tx, load.agencyId, found.months, load.id)).filter(
      ({ months }) => !months.every((month) => found.months.includes(month)),
    )
    if (partly.length > 0) {
      const months = [...new Set(partly.flatMap((one) => one.months))].filter((month) => found.months.includes(month)).sort()
      const failure: LoadFailure = {
        code: 'monthTwice',
        detail: `${months.join('、')}（${partly.map(({ folder }) => folder).join('、')}）`,
      }
      await finish(tx, load, mark, { state: 'refused', report: { ...report, failure }, months: [...found.months] })
      return false
    }
    const state = control === null || differences.length > 0 ? 'toAccept' : 'loaded'
    if (!(await finish(tx, load, mark, { state, report, months: [...found.months] }))) return false
    if (state === 'loaded') await supersede(tx, load.agencyId, found.months, load.id, currentTime())
    return true
  })
  if (!kept) await forgetStore(load.id)
}

/**
 * Reads a delivery into the store (数据接入), in a process of its own. Done again after a crash, it begins anew: the store of a load appears
 * whole or not at all, and of two workers one has it in hand. What cannot be used is refused with the reason; the delivery stays as it lay.
 */
export const loadSettlement = (loadId: string): Promise<void> => engineTurn(() => load(loadId))

async function refused(load: LoadRow, mark: Date, failure: LoadFailure): Promise<void> {
  if (await prisma.$transaction((tx) => finish(tx, load, mark, { state: 'refused', report: { failure } }))) await forgetStore(load.id)
}

async function load(loadId: string): Promise<void> {
  const mark = await takeInHand('settlement_load', loadId)
  if (mark === null) return
  const row = await prisma.settlementLoad.findUniqueOrThrow({ where: { id: loadId } })
  const started = currentTime().getTime()
  try {
    const found = await stored(row, mark)
    if ('failure' in found) await refused(row, mark, found.failure)
    else await keep(row, mark, found, (currentTime().getTime() - started) / 1000)
  } catch (error) {
    if (isPassing(error)) throw error
    if (!(error instanceof OutOfHand)) {
      logFault({ where: 'settlement.keep', error })
      return refused(row, mark, { code: 'fault', detail: '' })
    }
    const now = await prisma.settlementLoad.findUnique({ where: { id: loadId }, select: { state: true } })
    if (now?.state === 'cancelled') await forgetStore(loadId)
  }
}
