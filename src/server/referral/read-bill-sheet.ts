import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type BillSheet, readBillSheet } from '#domain/referral/bill-sheet'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

/** The results on a kept sheet of bills. Refuses `unreadableFile` with the reader's code. */
export async function readKeptBillSheet({ file }: { file: { sha256: string; displayName: string } }): Promise<Result<BillSheet>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const sheet = readBillSheet(read.value.grids)
  return sheet.ok ? ok(sheet.value) : refuse('unreadableFile', { reading: sheet.failure.code, ...sheet.failure.detail })
}
