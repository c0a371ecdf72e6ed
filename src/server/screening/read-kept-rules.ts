import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type RuleList, readItemRules } from '#domain/screening/read-item-rules'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

type Asked = { file: { sha256: string; displayName: string }; regionNo: number; lo: number; hi: number }

/** The rules in a kept file, for a region and those below it. Refuses `unreadableFile` with the reader's code. */
export async function readKeptRules({ file, regionNo, lo, hi }: Asked): Promise<Result<RuleList>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const fits = (code: string) => /^\d{6}$/.test(code) && lo <= Number(code) && Number(code) <= hi
  const list = readItemRules(read.value.grids, { own: String(regionNo), fits })
  return list.ok ? ok(list.value) : refuse('unreadableFile', { reading: list.failure.code, ...list.failure.detail })
}
