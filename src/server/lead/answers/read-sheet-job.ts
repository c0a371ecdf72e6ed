import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import type { AnswerProblem } from '#domain/lead/answers/answer'
import { repeatedAccounts } from '#domain/lead/answers/answer-sheet'
import { comparedName, type ReadAnswer } from '#domain/lead/answers/read-answers'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../../access'
import { readApart } from '../../file/read-apart'
import type { AnswerWork } from '../../jobs'
import { query } from '../../query'
import { must, Refused } from '../../refused'
import { newIds } from '../insert-leads'
import { WorkStopped } from '../list-work'
import { type BoundAnswer, checkAnswers } from './check-answers'
import type { AnswerPiece } from './hand-over-answers'
import type { SheetSummary } from './sheet-access'
import { noteSheet, noteSheetTrouble, openSheetWork, restSheet } from './sheet-work'

const kind = 'readLeadAnswers'
type Found = NonNullable<Awaited<ReturnType<typeof openSheetWork>>>['found']
type Reading = { actor: Actor; found: Found; job: AnswerWork; readingId: string; now: Date; files: Files }
/** The files of evidence by the names they are matched by; of two with one name, neither is meant. */
type Files = ReadonlyMap<string, string[]>
const limits = { seconds: 600 }

/**
 * Reads a sheet of answers once, and holds each row against its lead as it is now: what could go to review waits for its officer's word, the
 * others say why they cannot. Ended with its worker, it leaves nothing that anybody sees, and is begun again.
 */
export async function readAnswerSheet(job: AnswerWork, now: Date): Promise<void> {
  const work = await openSheetWork(kind, job, now)
  if (!work) return
  const { actor, found } = work
  try {
    const files = await query(actor, async (tx) => {
      await tx.leadAnswerRow.deleteMany({ where: { sheetId: found.id } })
      await noteSheet(tx, kind, job, { rowsDone: 0, begunAt: now, endedAt: null })
      return filesOf(tx, actor, found.evidenceIds)
    })
    await readWhole({ actor, found, job, readingId: randomUUID(), now, files })
  } catch (error) {
    if (error instanceof WorkStopped) return
    if (error instanceof Refused && error.refusal.code !== 'storageFull') {
      return restSheet(kind, job, { trouble: error.refusal, endedAt: now }, actor)
    }
    await noteSheetTrouble(actor, job, error)
    throw error
  }
}

async function filesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Files> {
  const found = await tx.storedFile.findMany({
    where: { id: { in: ids }, uploadedById: actor.userId },
    select: { id: true, displayName: true },
  })
  const files = new Map<string, string[]>()
  for (const { id, displayName } of found) files.set(comparedName(displayName), [...(files.get(comparedName(displayName)) ?? []), id])
  return files
}

async function readWhole(reading: Reading): Promise<void> {
  const { actor, found, job, readingId, now } = reading
  let place = 1
  const take = async (given: unknown) => {
    const { rows, total } = given as AnswerPiece // what our own reader hands over
    await query(actor, async (tx) => {
      await keepRows(tx, reading, rows, place)
      await noteSheet(tx, kind, job, { rowsDone: place - 1 + rows.length, rowsTotal: total })
    })
    place += rows.length
  }
  const { blank } = must(await readApart('leadAnswers', { file: found.file }, { ...limits, take }))
  await query(actor, async (tx) => {
    const counts = await tx.leadAnswerRow.groupBy({ by: ['ready'], where: { sheetId: found.id, readingId }, _count: true })
    const count = (ready: boolean) => counts.find((one) => one.ready === ready)?._count ?? 0
    if (count(true) + count(false) !== place - 1) throw new WorkStopped() // taken for dead, and its rows cleared away by whoever began again
    const summary: SheetSummary = { blank, repeated: await repeatedIn(tx, found.id, readingId) }
    await noteSheet(tx, kind, job, {
      ...{ state: 'read', readingId, summary, readyCount: count(true), refusedCount: count(false) },
      ...{ rowsDone: 0, rowsTotal: null, endedAt: now, trouble: Prisma.DbNull },
    })
  })
}

/** Accounts that more rows have than a person would write alike. */
const repeatedIn = (tx: Tx, sheetId: string, readingId: string) =>
  tx.$queryRaw<SheetSummary['repeated']>`
    SELECT left(min(answer ->> 'account'), 200) AS account, count(*)::int AS count FROM lead_answer_row
    WHERE sheet_id = ${sheetId}::uuid AND reading_id = ${readingId}::uuid AND ready
    GROUP BY md5(answer ->> 'account') HAVING count(*) > ${repeatedAccounts.above} ORDER BY 2 DESC LIMIT 20`

async function keepRows(tx: Tx, { actor, found, readingId, now, files }: Reading, rows: readonly ReadAnswer[], place: number) {
  const bound = rows.map((row) => bind(row, files))
  const whole = bound.flatMap(({ answer, problems }) => (answer && problems.length === 0 ? [answer] : []))
  const checked = await checkAnswers({ tx, actor, now }, whole)
  const fits = new Map(whole.map((answer, index) => [answer, checked[index]]))
  const leads = await leadsOf(tx, actor, rows)
  const ids = await newIds({ tx }, rows.length)
  await tx.leadAnswerRow.createMany({
    data: rows.map(({ sheet, row, cells, number }, index) => {
      const { answer = null, problems = [] } = bound[index] ?? {}
      const fit = answer ? fits.get(answer) : undefined
      const all = [...problems, ...(fit?.problems ?? [])]
      const lead = leads.get(number ?? '')
      return {
        ...{ id: ids[index] ?? randomUUID(), sheetId: found.id, readingId, place: place + index },
        ...{ agencyId: found.agencyId, regionNo: found.regionNo, handlerId: found.handlerId, sheetName: sheet, sheetRow: row },
        ...(lead ? { leadId: lead.id, secrecy: Math.max(found.secrecy, lead.secrecy) } : {}),
        ...{ ready: all.length === 0, cells, problems: all, answer: answer ?? Prisma.DbNull },
      }
    }),
  })
}

/** Which leads the rows are of, whatever else is wrong with them: whoever keeps away from the lead keeps away from its row. */
async function leadsOf(tx: Tx, actor: Actor, rows: readonly ReadAnswer[]): Promise<ReadonlyMap<string, { id: string; secrecy: number }>> {
  const numbers = rows.flatMap(({ number }) => number ?? [])
  const found = await tx.lead.findMany({
    where: { AND: [{ number: { in: numbers } }, whereReadable(actor, 'lead')] },
    select: { id: true, number: true, secrecy: true },
  })
  return new Map(found.map(({ number, ...lead }) => [number, lead]))
}

/** The row with the files that it names. */
function bind({ answer, problems }: ReadAnswer, files: Files): { answer: BoundAnswer | null; problems: AnswerProblem[] } {
  if (!answer) return { answer: null, problems }
  const named = answer.evidence.map((name) => ({ name, ids: files.get(comparedName(name)) ?? [] }))
  const missing = named.flatMap(({ name, ids }) => (ids.length === 0 ? [name] : []))
  const twice = named.flatMap(({ name, ids }) => (ids.length > 1 ? [name] : []))
  const unfit: AnswerProblem[] = [
    ...(missing.length > 0 ? [{ field: 'evidence' as const, code: 'fileMissing' as const, detail: { names: missing } }] : []),
    ...(twice.length > 0 ? [{ field: 'evidence' as const, code: 'fileTwice' as const, detail: { names: twice } }] : []),
  ]
  return { answer: { ...answer, fileIds: named.flatMap(({ ids }) => ids) }, problems: [...problems, ...unfit] }
}
