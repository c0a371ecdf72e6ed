import 'server-only'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { answerWorkbook } from '#documents/answer-workbook'
import type { billWorkbook } from '#documents/bill-workbook'
import type { packWorkbook } from '#documents/offline-pack'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { readPlan } from '../campaign/read-plan'
import type { bindVolume } from '../case/bundle/bind-volume'
import type { readKeptRegister } from '../institution/read-kept-register'
import type { handOverAnswers } from '../lead/answers/hand-over-answers'
import type { handOverList } from '../lead/hand-over-list'
import type { refusedRows } from '../lead/read-list'
import type { readKeptBillList, readKeptBillSheet } from '../referral/read-bill-sheet'
import type { readKeptRules } from '../screening/read-kept-rules'
import type { readKeptChecklist } from '../self-inspection/list/read-kept-list'
import type { readKeptBankList } from '../self-inspection/read-bank-file'
import type { readKeptPack } from '../self-inspection/read-pack'
import type { readPreview } from './read-preview'

/** What lies on disk and is not kept yet: so much of it counts. */
type Arrived = { path: string; sizeBytes: number }

/**
 * The media type of what is not kept yet: of what has arrived on disk, or of the bytes that come in by the process's own input. Refuses
 * `unreadableFile` as `inspectEvidence` fails.
 */
async function evidence(arrived?: Arrived): Promise<Result<string>> {
  const { inspectEvidence } = await import('#platform/reading/evidence')
  const bytes = arrived ? (await readFile(arrived.path)).subarray(0, arrived.sizeBytes) : await buffer(process.stdin)
  const inspected = inspectEvidence(bytes)
  return inspected.ok ? ok(inspected.value) : refuse('unreadableFile', { reading: inspected.failure.code, ...inspected.failure.detail })
}

/**
 * What is read in a process of its own. Each takes and gives plain values, and refuses what cannot be read. A process loads what its own
 * task needs and no more.
 */
export const readingTasks = {
  evidence,
  preview: async (...input: Parameters<typeof readPreview>) => (await import('./read-preview')).readPreview(...input),
  plan: async (...input: Parameters<typeof readPlan>) => (await import('../campaign/read-plan')).readPlan(...input),
  leadList: async (...input: Parameters<typeof handOverList>) => (await import('../lead/hand-over-list')).handOverList(...input),
  checklist: async (...input: Parameters<typeof readKeptChecklist>) =>
    (await import('../self-inspection/list/read-kept-list')).readKeptChecklist(...input),
  offlinePack: async (...input: Parameters<typeof readKeptPack>) => (await import('../self-inspection/read-pack')).readKeptPack(...input),
  leadAnswers: async (...input: Parameters<typeof handOverAnswers>) =>
    (await import('../lead/answers/hand-over-answers')).handOverAnswers(...input),
  answerWorkbook: async (...input: Parameters<typeof answerWorkbook>): Promise<Result<Uint8Array>> =>
    ok(await (await import('#documents/answer-workbook')).answerWorkbook(...input)),
  billSheet: async (...input: Parameters<typeof readKeptBillSheet>) =>
    (await import('../referral/read-bill-sheet')).readKeptBillSheet(...input),
  billList: async (...input: Parameters<typeof readKeptBillList>) =>
    (await import('../referral/read-bill-sheet')).readKeptBillList(...input),
  billWorkbook: async (...input: Parameters<typeof billWorkbook>): Promise<Result<Uint8Array>> =>
    ok(await (await import('#documents/bill-workbook')).billWorkbook(...input)),
  /** Written and not read; the pages are built without what writes workbooks. */
  packWorkbook: async (...input: Parameters<typeof packWorkbook>): Promise<Result<Uint8Array>> =>
    ok(await (await import('#documents/offline-pack')).packWorkbook(...input)),
  /** Joined and not read: what is in it came from outside. */
  caseVolume: async (...input: Parameters<typeof bindVolume>) => (await import('../case/bundle/bind-volume')).bindVolume(...input),
  bankList: async (...input: Parameters<typeof readKeptBankList>) =>
    (await import('../self-inspection/read-bank-file')).readKeptBankList(...input),
  itemRules: async (...input: Parameters<typeof readKeptRules>) => (await import('../screening/read-kept-rules')).readKeptRules(...input),
  registerList: async (...input: Parameters<typeof readKeptRegister>) =>
    (await import('../institution/read-kept-register')).readKeptRegister(...input),
  refusedRows: async (...input: Parameters<typeof refusedRows>) => (await import('../lead/read-list')).refusedRows(...input),
}

export type ReadingTasks = typeof readingTasks
