import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type Refusal, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import type { AnswerProblem } from '#domain/lead/answers/answer'
import { sheetLimit } from '#domain/lead/answers/answer-sheet'
import { answerSheetInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { LeadAnswerSheet } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import { command } from '../../command'
import { query } from '../../query'
import { must } from '../../refused'
import { repeatedOf } from './review-figures'
import { mayReview } from './review-queries'
import { type SheetSummary, whereOwnSheets } from './sheet-access'

/** The sheets of this person's agency, newest first. */
export const listAnswerSheets = (actor: Actor) =>
  query(actor, async (tx) => {
    const sheets = await tx.leadAnswerSheet.findMany({
      where: whereReadable(actor, 'leadAnswerSheet'),
      orderBy: { uploadedAt: 'desc' },
      take: 50,
    })
    return countedFor(tx, actor, sheets)
  })

type Counted = Pick<LeadAnswerSheet, 'id' | 'handlerId' | 'readingId'> & Counts
type Counts = Pick<LeadAnswerSheet, 'readyCount' | 'refusedCount' | 'submittedCount' | 'failedCount' | 'rowsDone' | 'rowsTotal'>
/** Sheets as their officer has them; those of others with what this person sees of them counted again. */
async function countedFor<Sheet extends Counted>(tx: Tx, actor: Actor, sheets: readonly Sheet[]): Promise<Sheet[]> {
  const others = sheets.filter(({ handlerId }) => handlerId !== actor.userId).map(({ id }) => id)
  if (others.length === 0) return [...sheets]
  const rows = await tx.leadAnswerRow.groupBy({
    by: ['sheetId', 'readingId', 'ready'],
    where: { AND: [{ sheetId: { in: others } }, whereReadable(actor, 'leadAnswerRow')] },
    _count: true,
  })
  const rounds = await tx.leadVerification.groupBy({
    by: ['sheetId'],
    where: { sheetId: { in: others }, lead: whereReadable(actor, 'lead') },
    _count: true,
  })
  return sheets.map((sheet) => {
    if (!others.includes(sheet.id)) return sheet
    const submittedCount = rounds.find(({ sheetId }) => sheetId === sheet.id)?._count ?? 0
    const count = (isReady: boolean) =>
      rows.find(({ sheetId, readingId, ready }) => sheetId === sheet.id && readingId === sheet.readingId && ready === isReady)?._count ?? 0
    const counts: Counts = {
      ...{ readyCount: count(true) + submittedCount, refusedCount: count(false), submittedCount },
      ...{ failedCount: 0, rowsDone: 0, rowsTotal: null },
    }
    return { ...sheet, ...counts }
  })
}

export type ReturnedRow = { sheet: string; row: number; cells: string[]; problems: AnswerProblem[] }
const shownRows = 50

/** One sheet as its page shows it, with the first of the rows that came back. `null` when it does not exist for this person. */
export const getAnswerSheet = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadAnswerSheet.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'leadAnswerSheet')] },
    })
    if (!found) return null
    const own = await tx.leadAnswerSheet.findFirst({ where: { AND: [{ id }, whereOwnSheets(actor)] }, select: { id: true } })
    const isOwn = own !== null
    const readingId = found.readingId ?? found.id
    const rows = { AND: [{ sheetId: id, readingId }, whereReadable(actor, 'leadAnswerRow')] }
    const [waiting, returned, [sheet = found]] = await Promise.all([
      tx.leadAnswerRow.count({ where: { AND: [rows, { ready: true }] } }),
      tx.leadAnswerRow.findMany({ where: { AND: [rows, { ready: false }] }, orderBy: { place: 'asc' }, take: shownRows, select: shown }),
      countedFor(tx, actor, [found]),
    ])
    // All three are written by the work on the sheet alone. What its rows say is for its officer, and for whoever may agree to them.
    const read = isOwn && found.readingId !== null ? (found.summary as unknown as SheetSummary) : { blank: 0, repeated: [] }
    const summary = mayReview(actor, found) ? { ...read, repeated: await repeatedOf(tx, actor, id) } : read
    return { ...sheet, isOwn, waiting, summary, trouble: found.trouble as Refusal | null, returned: returned.map(asReturned) }
  })

const shown = { sheetName: true, sheetRow: true, cells: true, problems: true } as const
const asReturned = (row: { sheetName: string; sheetRow: number; cells: string[]; problems: unknown }): ReturnedRow => ({
  ...{ sheet: row.sheetName, row: row.sheetRow, cells: row.cells },
  problems: row.problems as AnswerProblem[], // written by the work on the sheet alone
})

/** How far the work on a sheet has come, for its page to ask again and again. `null` when the sheet does not exist for this person. */
export const getAnswerProgress = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadAnswerSheet.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'leadAnswerSheet')] },
      select: { handlerId: true, state: true, rowsDone: true, rowsTotal: true, begunAt: true, endedAt: true, trouble: true },
    })
    if (!found) return null
    const { handlerId, ...progress } = found
    const unseen = handlerId === actor.userId ? {} : { rowsDone: 0, rowsTotal: null }
    return { ...progress, ...unseen, trouble: found.trouble as Refusal | null } // written by the work on the sheet alone
  })

/** The rows of one's own sheet that came back, to be put right and uploaded again. Refuses `notFound`. Leaves a line in the trail. */
export const downloadReturnedAnswers = command(
  'lead.downloadAnswers',
  answerSheetInput.omit({ version: true }),
  async ({ tx, actor, now, requestId }, { sheetId }) => {
    const found = await tx.leadAnswerSheet.findFirst({
      where: { AND: [{ id: sheetId }, whereOwnSheets(actor)] },
    })
    if (!found?.readingId) return must(refuse('notFound'))
    const rows = await tx.leadAnswerRow.findMany({
      where: { sheetId, readingId: found.readingId, ready: false },
      orderBy: { place: 'asc' },
      take: sheetLimit,
      select: shown,
    })
    const subject = { type: 'leadAnswerSheet', id: sheetId }
    await audit(tx, { at: now, actor, action: 'lead.downloadAnswers', subject, change: { rows: [null, rows.length] }, requestId })
    return { name: found.fileName, rows: rows.map(asReturned) }
  },
)
