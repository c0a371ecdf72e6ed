import { parsePlan } from '#domain/plan/parse-plan'
import { readingText } from '#messages/zh/reading'
import { refusalText } from '#messages/zh/refusals'
import { readDocumentText } from '#platform/reading/document-text'
import { BadInput, type Run } from './command'
import { readArguments, readNamedFile } from './read-arguments'

const usage = 'plan parse FILE'

/** Reads an official plan (txt, docx, pdf) into the plan JSON. Touches no database. */
export const run: Run = async (args) => {
  const { FILE } = readArguments(args, { usage, positionals: ['FILE'] })
  const document = await readDocumentText(await readNamedFile(FILE))
  if (!document.ok) throw new BadInput(`${FILE}：${readingText(document.failure)}`)

  const plan = parsePlan(document.value.text)
  if (!plan.ok) throw new BadInput(`${FILE}：${refusalText(plan.refusal)}`)
  return plan.value
}
