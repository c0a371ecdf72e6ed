import 'server-only'
import { z } from 'zod'
import { writePdf } from '#documents/render/pdf'
import { formSheet } from '#documents/sheets/form-sheet'
import { sheetKindNames, sheetKinds } from '#domain/document/sheet-kinds'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { readFonts } from '#platform/fonts'
import { preparedCommand } from '../../command'
import { must } from '../../refused'
import { sealedActor } from '../../whistle/take-report-step'
import { sheetOf } from './read-sheets'

const sheetInput = z.strictObject({ kind: z.enum(sheetKindNames), id: z.uuid() })

/**
 * Reads a form off its row (打印表单) for whoever the row exists for, and writes down in the trail of its matter that they took it along.
 * Refuses `notFound`, also for a row that is there for others.
 */
const readSheet = preparedCommand(
  'document.print',
  sheetInput,
  async ({ actor, now }, { kind, id }) => (await sheetOf(actor, kind, id, now)) ?? must(refuse('notFound')),
  async ({ tx, actor, now }, { kind }, { sheet, subject }) => {
    const by = subject.type === 'whistleReport' ? sealedActor(actor) : actor
    await audit(tx, { at: now, actor: by, action: 'document.print', subject, change: { kind: [null, sheetKinds[kind].name] } })
    return sheet
  },
)

/** The pages of a form, set after the reading has committed, so that no connection waits for them. */
export async function printSheet(actor: Actor, kind: string, id: string): Promise<Result<{ bytes: Uint8Array; name: string }>> {
  const sheet = await readSheet(actor, { kind, id })
  if (!sheet.ok) return sheet
  const paper = formSheet.paperOf(sheet.value)
  return ok({ bytes: (await writePdf(paper, await readFonts())).bytes, name: `${paper.title}.pdf` })
}
