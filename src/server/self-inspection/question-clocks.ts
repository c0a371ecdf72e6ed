import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { addDays, beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { startClocksOf, stopClocksOf } from '../clock/turn-clocks'
import type { Context } from '../command'

const rule = 'CK73'

/** While a filing is recalled nobody can answer in it, and no question runs. */
export const stopQuestionClocks = (context: Context, filingIds: readonly string[]): Promise<void> =>
  stopClocksOf(context, 'filing', filingIds, rule)

type Open = { id: string; number: string; title: string; institutionId: string; regionNo: number; dueOn: CivilDate }

/**
 * Filings that are open again: the clock of their open questions runs anew. A question whose last day has passed meanwhile gets as long as
 * one that is asked today and names no day.
 */
export async function restartQuestionClocks(context: Context, filingIds: readonly string[]): Promise<void> {
  const { tx, now, calendar } = context
  const today = beijingDay(now)
  // A clock ends at midnight after its last day.
  const latest = addDays(beijingDay(dueAt(clockRules[rule], now, calendar)), -1)
  await tx.$executeRaw`
    UPDATE filing_question SET due_on = ${latest}::date, version = version + 1
    WHERE filing_id = ANY (${[...filingIds]}::uuid[]) AND state = 'open' AND due_on < ${today}::date`
  const open = await tx.$queryRaw<Open[]>`
    SELECT f.id::text, f.number, f.institution_name AS title, f.institution_id::text AS "institutionId", f.region_no AS "regionNo",
      to_char(min(q.due_on), 'YYYY-MM-DD') AS "dueOn"
    FROM filing f JOIN filing_question q ON q.filing_id = f.id AND q.state = 'open' WHERE f.id = ANY (${[...filingIds]}::uuid[]) GROUP BY f.id`
  await startClocksOf(
    context,
    open.map(({ id, number, title, institutionId, regionNo, dueOn }) => ({
      subject: { type: 'filing', id, number, title, secrecy: 1 },
      sides: {
        responsible: { agencyId: null, department: null, regionNo },
        other: { department: 'MI', regionNo },
        institutionId,
        agreedOn: dueOn,
      },
    })),
    [rule],
  )
}
