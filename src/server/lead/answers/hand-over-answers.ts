import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type ReadAnswer, readAnswers } from '#domain/lead/answers/read-answers'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'
import type { HandOver } from '../../file/hand-over'

/** `total`: how many rows will come. */
export type AnswerPiece = { rows: ReadAnswer[]; total: number }
const rowsAPiece = 1_000

/** Reads a sheet of answers and hands its rows over a thousand at a time; answers how many rows were left blank. Refuses `unreadableFile`. */
export async function handOverAnswers(
  { file }: { file: { sha256: string; displayName: string } },
  handOver: HandOver,
): Promise<Result<{ blank: number }>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const answers = readAnswers(read.value.grids)
  if (!answers.ok) return refuse('unreadableFile', { reading: answers.failure.code, ...answers.failure.detail })
  const { rows, blank } = answers.value
  for (let start = 0; start < rows.length; start += rowsAPiece) {
    const piece: AnswerPiece = { rows: rows.slice(start, start + rowsAPiece), total: rows.length }
    await handOver(piece)
  }
  return ok({ blank })
}
