import 'server-only'
import { addDays, beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import { startClocksOf, stopClocksOf } from '../clock/turn-clocks'
import type { Context } from '../command'

type Standing = {
  id: string
  number: string
  title: string
  institutionId: string
  regionNo: number
  /** The earliest last day of a demand that is not paid in full. */
  dueOn: CivilDate | null
  runsUntil: Date | null
}

/**
 * Lets the one clock of each filing's demands run to the earliest last day that is not paid yet, and stops it when all is paid. A clock
 * that has run out stays as it is while anything is late.
 */
export async function turnRefundClocks(context: Context, filingIds: readonly string[]): Promise<void> {
  const { tx, now } = context
  if (filingIds.length === 0) return
  const filings = await tx.$queryRaw<Standing[]>`
    SELECT f.id::text, f.number, f.institution_name AS title, f.institution_id::text AS "institutionId", f.region_no AS "regionNo",
      to_char(min(d.due_on), 'YYYY-MM-DD') AS "dueOn", max(c.due_at) AS "runsUntil"
    FROM filing f
      LEFT JOIN refund_demand d ON d.filing_id = f.id AND d.withdrawn_at IS NULL AND d.amount_fen > coalesce((
        SELECT sum(r.amount_fen) FROM refund r WHERE r.finding_id = d.finding_id AND r.ledger = d.ledger AND r.state = 'confirmed'), 0)
      LEFT JOIN statutory_clock c ON c.subject_type = 'filing' AND c.subject_id = f.id AND c.rule_id = 'CK72' AND c.stopped_at IS NULL
    WHERE f.id = ANY (${[...filingIds]}::uuid[]) GROUP BY f.id`
  const today = beijingDay(now)
  const moves = filings.flatMap((filing) => {
    const { dueOn, runsUntil } = filing
    const isRight = dueOn !== null && runsUntil !== null && beijingMidnight(addDays(dueOn, 1)).getTime() === runsUntil.getTime()
    if (isRight || (dueOn === null && runsUntil === null)) return []
    return dueOn !== null && dueOn < today ? [] : [{ ...filing, dueOn }]
  })
  await stopClocksOf(
    context,
    'filing',
    moves.map(({ id }) => id),
    'CK72',
  )
  await startClocksOf(
    context,
    moves.flatMap(({ id, number, title, institutionId, regionNo, dueOn }) =>
      dueOn === null
        ? []
        : [
            {
              subject: { type: 'filing', id, number, title, secrecy: 1 },
              sides: {
                responsible: { agencyId: null, department: null, regionNo },
                other: { department: 'MI', regionNo },
                institutionId,
                agreedOn: dueOn,
              },
            } as const,
          ],
    ),
    ['CK72'],
  )
}
