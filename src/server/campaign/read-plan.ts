import 'server-only'
import { type Result, refuse } from '#domain/kernel/result'
import { parsePlan } from '#domain/plan/parse-plan'
import type { Plan } from '#domain/plan/plan'
import { readBytes } from '#platform/files'
import { readDocumentText } from '#platform/reading/document-text'

/** The plan in a kept file. Refuses `unreadableFile` with the reader's code, `notAPlan`. */
export async function readPlan({ sha256 }: { sha256: string }): Promise<Result<Plan>> {
  const document = await readDocumentText(await readBytes(sha256))
  if (!document.ok) return refuse('unreadableFile', { reading: document.failure.code, ...document.failure.detail })
  return parsePlan(document.value.text)
}
