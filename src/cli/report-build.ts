import { writeFile } from 'node:fs/promises'
import { beijingMinute, isCivilDate } from '#domain/kernel/civil-date'
import { reportBuildText } from '#messages/zh/cli'
import { sha256Of } from '#platform/files'
import { currentTime } from '#platform/time'
import { buildReport } from '#server/summary/build-report'
import { BadInput, type Run } from './command'
import { readArguments } from './read-arguments'

const usage = 'report build --campaign NUMBER --as-of DATE --out FILE.docx'

/** Writes the summary report of a campaign; a draft says so on every page. */
export const run: Run = async (args) => {
  const { campaign, 'as-of': asOf, out } = readArguments(args, { usage, options: ['campaign', 'as-of', 'out'] })
  if (!campaign || !asOf || !out) throw new BadInput(reportBuildText.missing(usage))
  if (!isCivilDate(asOf)) throw new BadInput(reportBuildText.notADay(asOf))
  if (!out.toLowerCase().endsWith('.docx')) throw new BadInput(reportBuildText.notDocx(out))

  const built = await buildReport(campaign, asOf, currentTime())
  if (!built.ok)
    throw new BadInput(built.refusal.code === 'nothingKept' ? reportBuildText.nothingKept(asOf) : reportBuildText.noCampaign(campaign))
  const { bytes, state, documentNumber } = built.value
  await writeFile(out, bytes).catch(() => {
    throw new BadInput(reportBuildText.unwritable(out))
  })
  const takenAt = beijingMinute(built.value.asOf)
  process.stderr.write(`${documentNumber ? reportBuildText.signed(documentNumber) : reportBuildText.draft(takenAt)}\n`)
  return { file: out, state, documentNumber, asOf: built.value.asOf.toISOString(), sha256: sha256Of(bytes) }
}
