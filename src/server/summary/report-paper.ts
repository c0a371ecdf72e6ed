import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { readSections } from '#domain/summary/sections'
import { readBytes } from '#platform/files'
import { currentTime } from '#platform/time'
import { whereReadable } from '../access'
import { query } from '../query'
import { bureauView, frameOf, frozenFrame } from './frame'
import { renderReport } from './render-report'
import { countFigures } from './report-figures'
import { frozenFigures } from './sign-report'

export type ReportPaper = { title: string; bytes: Uint8Array; state: 'draft' | 'frozen' | 'signed'; asOf: Date }

/**
 * The paper of a report as it is: signed, the very file that was signed; before that, a draft that says so on every page, with the
 * figures that were frozen or else those of this moment. `null` when it does not exist for this person.
 */
export async function reportPaper(actor: Actor, id: string, now = currentTime()): Promise<ReportPaper | null> {
  if (!isUuid(id)) return null
  const found = await query(actor, async (tx) => {
    const report = await tx.summaryReport.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'summaryReport')] },
      include: { file: { select: { sha256: true } } },
    })
    if (!report) return null
    const { lo, hi, ...frame } = await frameOf(tx, report)
    return { report, frame, range: { lo, hi }, frozen: report.state === 'draft' ? null : await frozenFigures(tx, id) }
  })
  if (!found) return null

  const { report, range, frozen } = found
  const { title, state } = report
  if (report.file) return { title, state, asOf: report.asOf, bytes: await readBytes(report.file.sha256) }

  const scope = { campaignId: report.campaignId, regionLo: range.lo, regionHi: range.hi }
  const frame = frozen === null ? found.frame : frozenFrame(report.frame)
  const figures = frozen ?? (await countFigures(bureauView(report, range), scope, frame.units))
  const asOf = frozen === null ? now : report.asOf
  const bytes = await renderReport({ title, frame, sections: readSections(report.blocks), figures, asOf, signed: null })
  return { title, state, asOf, bytes }
}
