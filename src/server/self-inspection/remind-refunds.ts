import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { remindRefundsInput } from '#domain/self-inspection/money-inputs'
import { auditMany } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { notifyAll } from '../notification/notify'
import { query } from '../query'
import { must } from '../refused'
import { byFiling, type ChosenDebt, chooseDebts } from './choose-debts'
import { amountsText } from './demand-refunds'

/**
 * Reminds the institutions of the chosen debts that are overdue (催办): each once a day, however many of its debts were chosen and however
 * many people press. Refuses `notFound`, `selectionChanged`, `nothingToRemind`. Commits together: the log, a notice and a line in the trail
 * for each filing.
 */
export const remindRefunds = command('filing.remindRefunds', remindRefundsInput, async (context, chosen) => {
  const { tx, actor, now, requestId } = context
  const filings = byFiling(await chooseDebts(context, chosen, 'overdue'))
  const rows = [...filings].flatMap(([filingId, debts]) => {
    const [first] = debts
    return first
      ? [{ id: randomUUID(), filingId, institutionId: first.institutionId, regionNo: first.regionNo, overdue: overdueOf(debts) }]
      : []
  })
  const today = beijingDay(now)
  const lines = rows.map(({ overdue, ...row }) => ({
    ...row,
    refundFen: (overdue.fundRefund ?? 0n).toString(),
    recoveryFen: (overdue.agreementRecovery ?? 0n).toString(),
  }))
  const reminded = await tx.$queryRaw<{ filingId: string }[]>`
    INSERT INTO refund_reminder (id, filing_id, institution_id, region_no, reminded_on, overdue_refund_fen, overdue_recovery_fen, reminded_by_id,
      reminded_by_name, reminded_at)
    SELECT l.id, l."filingId", l."institutionId", l."regionNo", ${today}::date, l."refundFen", l."recoveryFen", ${actor.userId}::uuid, ${actor.name},
      ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l(id uuid, "filingId" uuid, "institutionId" uuid, "regionNo" int, "refundFen" bigint,
      "recoveryFen" bigint)
    ON CONFLICT (filing_id, reminded_on) DO NOTHING RETURNING filing_id::text AS "filingId"`
  if (reminded.length === 0) must(refuse('nothingToRemind'))
  const told = new Set(reminded.map(({ filingId }) => filingId))
  const own = rows.filter(({ filingId }) => told.has(filingId))
  await notifyAll(
    context,
    own.map(({ filingId, institutionId, overdue }) => ({
      to: { institutionId },
      notice: {
        kind: 'refundOverdue',
        detail: { from: actor.agencyName, amount: amountsText(overdue) },
        link: `/self-inspections/${filingId}`,
        dedupeKey: `filing.remindRefunds:${filingId}:${today}`,
      },
    })),
  )
  await auditMany(
    tx,
    own.map(({ filingId, overdue }) => ({
      at: now,
      actor,
      action: 'filing.remindRefunds' as const,
      subject: { type: 'filing', id: filingId },
      change: { overdue: [null, amountsText(overdue)] },
      requestId,
    })),
  )
  return { reminded: own.length, left: rows.length - own.length }
})

function overdueOf(debts: readonly ChosenDebt[]): Partial<Record<ChosenDebt['ledger'], bigint>> {
  const sums: Partial<Record<ChosenDebt['ledger'], bigint>> = {}
  for (const { ledger, overdueFen } of debts) sums[ledger] = (sums[ledger] ?? 0n) + BigInt(overdueFen)
  return sums
}

/** Who was reminded, when and by whom, newest first. */
export const listReminders = (actor: Actor) =>
  query(actor, async (tx) => {
    const rows = await tx.refundReminder.findMany({
      where: whereReadable(actor, 'refundReminder'),
      orderBy: { remindedAt: 'desc' },
      take: 100,
    })
    const filings = await tx.filing.findMany({
      where: { AND: [{ id: { in: rows.map(({ filingId }) => filingId) } }, whereReadable(actor, 'filing')] },
      select: { id: true, number: true, institutionName: true },
    })
    const filingOf = new Map(filings.map((filing) => [filing.id, filing]))
    return rows.map((row) => ({ ...row, remindedOn: fromDateColumn(row.remindedOn), filing: filingOf.get(row.filingId) ?? null }))
  })
