import 'server-only'
import { randomUUID } from 'node:crypto'
import { formatYuan } from '#domain/kernel/money'
import { refuse } from '#domain/kernel/result'
import { matchExactInput, matchRowInput, unmatchInput } from '#domain/self-inspection/money-inputs'
import { bankGrants, filingGrants, settlingStates } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import type { Refund } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { exactPairs } from './bank-proposals'
import { turnRefundClocks } from './refund-clocks'
import { auditFiling, holdFilings } from './take-step'

type Pair = { bankRowId: string; refundId: string; amountFen: bigint; manner: 'exact' | 'proposal' | 'hand' }
type HeldRefund = Pick<Refund, 'id' | 'filingId' | 'amountFen' | 'matchedFen' | 'state' | 'declaredById' | 'voucherNumber'> & {
  filing: { state: string }
}

/**
 * Ties a row of the bank's list to one or several refunds, whole or in part. A refund that is tied in full has arrived by that; one that
 * was confirmed by hand stays so, and its row is told apart from money of which nobody knows.
 *
 * Refuses `notFound`, `changedMeanwhile`, `nothingToMatch`, `matchBeyond` (more than the row or the refund has left), `wrongState` (a
 * refund that is rejected, or of a filing that is not filed) and `samePerson` (who declared it).
 */
export const matchBankRow = command('bank.matchRow', matchRowInput, async (context, { bankRowId, version, manner, parts }) => {
  if (parts.length === 0) must(refuse('nothingToMatch'))
  const { tx, actor } = context
  const row = await tx.bankRow.findFirst({ where: { AND: [{ id: bankRowId }, whereMay(actor, bankGrants.match, 'bankRow')] } })
  if (!row) return must(refuse('notFound'))
  await hold(
    context,
    [bankRowId],
    parts.map(({ refundId }) => refundId),
  )
  const held = await tx.bankRow.findUniqueOrThrow({ where: { id: bankRowId } })
  if (held.version !== version) must(refuse('changedMeanwhile'))
  await tie(
    context,
    parts.map((part) => ({ ...part, bankRowId, manner })),
  )
})

/**
 * Ties every exact pair at once: voucher and amount agree, and nothing else fits either side. `expected` is how many the person was
 * shown. Refuses `nothingToMatch`, `selectionChanged`, and as `matchBankRow` does.
 */
export const matchExact = command('bank.matchExact', matchExactInput, async (context, { expected }) => {
  const before = await exactPairs(context)
  await hold(
    context,
    before.map(({ bankRowId }) => bankRowId),
    before.map(({ refundId }) => refundId),
  )
  const pairs = await exactPairs(context)
  if (pairs.length === 0) must(refuse('nothingToMatch'))
  if (pairs.length !== expected || pairs.length !== before.length) must(refuse('selectionChanged', { count: pairs.length }))
  await tie(
    context,
    pairs.map((pair) => ({ ...pair, manner: 'exact' as const })),
  )
  return { matched: pairs.length }
})

/** Filings first, then rows, then refunds, each in the order of their ids: two who match at once take turns, and so does who demands. */
async function hold({ tx }: Context, rowIds: readonly string[], refundIds: readonly string[]): Promise<void> {
  const refunds = await tx.refund.findMany({ where: { id: { in: [...refundIds] } }, select: { filingId: true } })
  await holdFilings(
    tx,
    refunds.map(({ filingId }) => filingId),
  )
  await tx.$queryRaw`SELECT id FROM bank_row WHERE id = ANY (${[...rowIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  await tx.$queryRaw`SELECT id FROM refund WHERE id = ANY (${[...refundIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

async function tie(context: Context, pairs: readonly Pair[]): Promise<void> {
  const { tx, actor, now, requestId } = context
  const refunds = await refundsOf(context, pairs)
  await withinBounds(context, pairs, refunds)
  const lines = JSON.stringify(pairs.map((pair) => ({ id: randomUUID(), ...pair, amountFen: pair.amountFen.toString() })))
  await tx.$executeRaw`
    INSERT INTO bank_match (id, bank_row_id, refund_id, amount_fen, manner, matched_by_id, matched_by_name, matched_at)
    SELECT l.id, l."bankRowId", l."refundId", l."amountFen", l.manner, ${actor.userId}::uuid, ${actor.name}, ${now}::timestamptz
    FROM jsonb_to_recordset(${lines}::jsonb) AS l(id uuid, "bankRowId" uuid, "refundId" uuid, "amountFen" bigint, manner text)`
  await tx.$executeRaw`
    UPDATE bank_row b SET matched_fen = b.matched_fen + l.fen, version = b.version + 1
    FROM (SELECT "bankRowId" AS id, sum("amountFen") AS fen FROM jsonb_to_recordset(${lines}::jsonb) AS l("bankRowId" uuid, "amountFen" bigint)
      GROUP BY 1) AS l WHERE b.id = l.id`
  await tx.$executeRaw`
    UPDATE refund r SET matched_fen = r.matched_fen + l.fen, version = r.version + 1,
      state = CASE WHEN r.matched_fen + l.fen = r.amount_fen THEN 'confirmed'::"RefundState" ELSE r.state END,
      confirmed_by_id = CASE WHEN r.state = 'confirmed' THEN r.confirmed_by_id WHEN r.matched_fen + l.fen = r.amount_fen THEN ${actor.userId}::uuid END,
      confirmed_at = CASE WHEN r.state = 'confirmed' THEN r.confirmed_at WHEN r.matched_fen + l.fen = r.amount_fen THEN ${now}::timestamptz END
    FROM (SELECT "refundId" AS id, sum("amountFen") AS fen FROM jsonb_to_recordset(${lines}::jsonb) AS l("refundId" uuid, "amountFen" bigint)
      GROUP BY 1) AS l WHERE r.id = l.id`
  await turnRefundClocks(context, [...new Set([...refunds.values()].map(({ filingId }) => filingId))])
  const line = { at: now, actor, requestId }
  await auditMany(tx, [
    ...pairs.map(({ bankRowId, refundId, amountFen, manner }) => ({
      ...line,
      action: 'bank.matchRow' as const,
      subject: { type: 'bankRow', id: bankRowId },
      change: { refund: [null, refunds.get(refundId)?.voucherNumber ?? ''], amountFen: [null, amountFen], manner: [null, manner] } as const,
    })),
    ...pairs.map(({ refundId, amountFen }) => ({
      ...line,
      action: 'filing.matchRefund' as const,
      subject: { type: 'filing', id: refunds.get(refundId)?.filingId ?? '' },
      change: { voucherNumber: [null, refunds.get(refundId)?.voucherNumber ?? ''], arrivedFen: [null, amountFen] } as const,
    })),
  ])
}

/** The refunds of the pairs, when the actor may settle each. Refuses `notFound`, `wrongState`, `samePerson`. */
async function refundsOf({ tx, actor }: Context, pairs: readonly Pair[]): Promise<ReadonlyMap<string, HeldRefund>> {
  const ids = [...new Set(pairs.map(({ refundId }) => refundId))]
  const found = await tx.refund.findMany({
    where: { AND: [{ id: { in: ids } }, whereMay(actor, filingGrants.settleRefund, 'refund')] },
    include: { filing: { select: { state: true } } },
  })
  if (found.length !== ids.length) must(refuse('notFound'))
  for (const refund of found) {
    const isFiled = (settlingStates as readonly string[]).includes(refund.filing.state)
    if (refund.state === 'rejected' || !isFiled) must(refuse('wrongState', { state: refund.state }))
    if (refund.declaredById === actor.userId) must(refuse('samePerson'))
  }
  return new Map(found.map((refund) => [refund.id, refund]))
}

/** Refuses `matchBeyond` where a row or a refund would give more than it has left. The database has the same bound. */
async function withinBounds({ tx }: Context, pairs: readonly Pair[], refunds: ReadonlyMap<string, HeldRefund>): Promise<void> {
  const rows = await tx.bankRow.findMany({ where: { id: { in: [...new Set(pairs.map(({ bankRowId }) => bankRowId))] } } })
  const left = new Map<string, bigint>([...rows, ...refunds.values()].map(({ id, amountFen, matchedFen }) => [id, amountFen - matchedFen]))
  for (const { bankRowId, refundId, amountFen } of pairs) {
    const [row, refund] = [left.get(bankRowId) ?? 0n, left.get(refundId) ?? 0n]
    if (amountFen > row || amountFen > refund) must(refuse('matchBeyond', { row: formatYuan(row), refund: formatYuan(refund) }))
    left.set(bankRowId, row - amountFen)
    left.set(refundId, refund - amountFen)
  }
}

/**
 * Undoes a match that was wrong: the row and the refund have that much left again, and a refund that had arrived by it waits again.
 * Refuses `notFound`, `wrongState` (undone already). Tells the institution.
 */
export const unmatch = command('bank.unmatch', unmatchInput, async (context, { matchId, reason }) => {
  const { tx, actor, now, requestId } = context
  const match = await tx.bankMatch.findFirst({ where: { id: matchId, bankRow: whereMay(actor, bankGrants.match, 'bankRow') } })
  if (!match) return must(refuse('notFound'))
  await hold(context, [match.bankRowId], [match.refundId])
  const undone = await tx.bankMatch.updateMany({
    where: { id: matchId, undoneAt: null },
    data: { undoneAt: now, undoneById: actor.userId, undoneByName: actor.name, undoReason: reason },
  })
  if (undone.count === 0) must(refuse('wrongState', { state: 'undone' }))
  const refund = await tx.refund.findFirst({
    where: { AND: [{ id: match.refundId }, whereMay(actor, filingGrants.settleRefund, 'refund')] },
  })
  if (!refund) return must(refuse('notFound'))
  await tx.bankRow.updateMany({
    where: { id: match.bankRowId },
    data: { matchedFen: { decrement: match.amountFen }, version: { increment: 1 } },
  })
  await tx.refund.updateMany({
    where: { id: refund.id },
    data: {
      matchedFen: { decrement: match.amountFen },
      version: { increment: 1 },
      ...(refund.confirmReason === null ? { state: 'declared', confirmedById: null, confirmedAt: null } : {}),
    },
  })
  await turnRefundClocks(context, [refund.filingId])
  await audit(tx, {
    ...{ at: now, actor, requestId, action: 'bank.unmatch', subject: { type: 'bankRow', id: match.bankRowId } },
    change: { refund: [refund.voucherNumber, null], amountFen: [match.amountFen, null], reason: [null, reason] },
  })
  await auditFiling(context, 'filing.unmatchRefund', refund.filingId, {
    voucherNumber: [refund.voucherNumber, null],
    arrivedFen: [match.amountFen, null],
    reason: [null, reason],
  })
  await notify(
    context,
    { institutionId: refund.institutionId },
    {
      kind: 'refundUnmatched',
      detail: { from: actor.agencyName, voucher: refund.voucherNumber },
      link: `/self-inspections/${refund.filingId}`,
      dedupeKey: `bank.unmatch:${matchId}`,
    },
  )
})
