import 'server-only'
import type { AnswerPaper } from '#documents/answer-workbook'
import type { Actor } from '#domain/kernel/access'
import { formatYuan } from '#domain/kernel/money'
import type { Result } from '#domain/kernel/result'
import { refuse } from '#domain/kernel/result'
import { sheetLimit } from '#domain/lead/answers/answer-sheet'
import { answerFields } from '#domain/lead/answers/columns'
import { exportAnswerSheetInput } from '#domain/lead/inputs'
import { stageOf } from '#domain/lead/stage'
import { audit } from '#platform/audit'
import { command } from '../../command'
import { readApart } from '../../file/read-apart'
import { hotQuery } from '../../query'
import { must } from '../../refused'
import { conditionsOf } from '../lead-conditions'
import { filterOf } from '../lead-filter'
import { answersLeads } from './sheet-access'

type Row = {
  number: string
  version: number
  dueOn: string
  institutionName: string
  behaviour: string
  amountFen: string | null
}
export type WorkingSheet = { lines: { cells: string[] }[] /** Whether more leads match than one sheet holds. */; isCut: boolean }

/**
 * The leads within a filter of the queue that are the actor's to answer, due soonest first: what they have taken up, and what nobody of their
 * agency has. No name of a person and no identity number is among it. Refuses `notFound`, `nothingToAnswer`. Leaves a line in the trail.
 */
export const exportAnswerSheet = command(
  'lead.exportAnswers',
  exportAnswerSheetInput,
  async (context, { filter }): Promise<WorkingSheet> => {
    const { tx, actor, now, requestId } = context
    if (!answersLeads(actor) || actor.agencyId === null) return must(refuse('notFound'))
    const rows = await rowsOf(actor, filter)
    if (rows.length === 0) must(refuse('nothingToAnswer'))
    const subject = { type: 'agency', id: actor.agencyId }
    const change = { rows: [null, Math.min(rows.length, sheetLimit)] as const }
    await audit(tx, { at: now, actor, action: 'lead.exportAnswers', subject, change, requestId })
    return { lines: rows.slice(0, sheetLimit).map((row) => ({ cells: cellsOf(row) })), isCut: rows.length > sheetLimit }
  },
)

const rowsOf = (actor: Actor, queryString: string): Promise<Row[]> =>
  hotQuery(actor, async (client) => {
    const { conditions, values } = await conditionsOf(client, actor, filterOf(queryString))
    const [agency, user] = [`$${values.length + 1}`, `$${values.length + 2}`]
    const own = `l.agency_id = ${agency} AND (l.stage = ${stageOf('toVerify')} OR (l.stage = ${stageOf('verifying')} AND l.handler_id = ${user}))`
    const found = await client.query<Row>(
      `SELECT l.number, l.version, to_char(l.due_on, 'YYYY-MM-DD') AS "dueOn", l.institution_name AS "institutionName", l.behaviour,
         l.amount_fen::text AS "amountFen"
       FROM lead l WHERE ${[...conditions, own].join(' AND ')} ORDER BY l.due_on, l.number LIMIT ${sheetLimit + 1}`,
      [...values, actor.agencyId, actor.userId],
    )
    return found.rows
  })

const cellsOf = (row: Row): string[] => {
  const given: Partial<Record<(typeof answerFields)[number], string>> = {
    ...{ number: row.number, version: String(row.version), dueOn: row.dueOn, institution: row.institutionName, behaviour: row.behaviour },
    amount: row.amountFen === null ? '' : formatYuan(BigInt(row.amountFen)),
  }
  return answerFields.map((field) => given[field] ?? '')
}

/** The workbook itself, written in a process of its own. */
export const writeAnswerBook = (paper: AnswerPaper): Promise<Result<Uint8Array>> => readApart('answerWorkbook', paper)
