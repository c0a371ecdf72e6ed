import 'server-only'
import type { CivilDate } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type BankList, readBankList } from '#domain/self-inspection/bank/read-bank-list'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

/** The bank's list in a kept file. Refuses `unreadableFile` with the reader's code. */
export async function readKeptBankList({
  file,
  today,
}: {
  file: { sha256: string; displayName: string }
  today: CivilDate
}): Promise<Result<BankList>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const list = readBankList(read.value.grids, today)
  return list.ok ? ok(list.value) : refuse('unreadableFile', { reading: list.failure.code, ...list.failure.detail })
}
