import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type BillList, readBillList } from '#domain/referral/bill-list'
import { type BillSheet, readBillSheet } from '#domain/referral/bill-sheet'
import type { TableReading } from '#domain/table/failure'
import type { Table } from '#domain/table/grid'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

type Kept = { file: { sha256: string; displayName: string } }

async function readKept<T>({ file }: Kept, readTables: (tables: readonly Table[]) => TableReading<T>): Promise<Result<T>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const found = readTables(read.value.grids)
  return found.ok ? ok(found.value) : refuse('unreadableFile', { reading: found.failure.code, ...found.failure.detail })
}

/** The results on a kept sheet of bills. Refuses `unreadableFile` with the reader's code. */
export const readKeptBillSheet = (kept: Kept): Promise<Result<BillSheet>> => readKept(kept, readBillSheet)

/** The bills on a kept list. Refuses `unreadableFile` with the reader's code. */
export const readKeptBillList = (kept: Kept): Promise<Result<BillList>> => readKept(kept, readBillList)
