import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type OpenReceipt, type OpenRefund, type Proposal, proposals } from '#domain/self-inspection/bank/propose'
import { bankGrants, filingGrants, settlingStates } from '#domain/self-inspection/steps'
import { type SqlReader, sqlOf } from '#platform/db'
import { may, readableSql, whereReadable } from '../access'
import type { Context } from '../command'
import { hotQuery, query } from '../query'
import { bankAccounts } from './import-bank-list'

const settling = settlingStates.map((state) => `'${state}'`).join(', ')

type Listed<Row> = Omit<Row, 'leftFen'> & { leftFen: string }

/** Rows with something left, and refunds of which the list does not show all, as far as the reader reaches them: also those confirmed by hand. */
async function openSides(client: SqlReader): Promise<{ receipts: (OpenReceipt & { version: number })[]; refunds: OpenRefund[] }> {
  const receipts = await client.query<Listed<OpenReceipt> & { version: number }>(
    `SELECT id::text, version, (amount_fen - matched_fen)::text AS "leftFen", to_char(received_on, 'YYYY-MM-DD') AS "receivedOn", payer, remark, serial
     FROM bank_row WHERE matched_fen < amount_fen AND ${readableSql('bankRow')} ORDER BY received_on, id`,
    [],
  )
  const refunds = await client.query<Listed<OpenRefund>>(
    `SELECT refund.id::text, (refund.amount_fen - refund.matched_fen)::text AS "leftFen", to_char(refund.paid_on, 'YYYY-MM-DD') AS "paidOn",
       f.institution_name AS "institutionName", refund.voucher_number AS "voucherNumber"
     FROM refund JOIN filing f ON f.id = refund.filing_id
     WHERE refund.state <> 'rejected' AND refund.matched_fen < refund.amount_fen AND f.state IN (${settling}) AND ${readableSql('refund')} ORDER BY refund.id`,
    [],
  )
  const counted = <Row extends { leftFen: string }>(row: Row) => ({ ...row, leftFen: BigInt(row.leftFen) })
  return { receipts: receipts.rows.map(counted), refunds: refunds.rows.map(counted) }
}

/** The exact pairs of now, within the transaction of a command. Nobody but a person who may match gets any. */
export async function exactPairs({ tx, actor }: Pick<Context, 'tx' | 'actor'>) {
  if (!mayMatch(actor)) return []
  const { receipts, refunds } = await openSides(sqlOf(tx))
  return proposals(receipts, refunds)
    .filter(({ manner }) => manner === 'exact')
    .map(({ receiptId, refundId, amountFen }) => ({ bankRowId: receiptId, refundId, amountFen }))
}

export const mayMatch = (actor: Actor): boolean =>
  actor.department === 'MI' && bankGrants.match.some(({ role }) => actor.roles.includes(role))

export type ShownProposal = Proposal & { refund: OpenRefund }
export type OpenRow = OpenReceipt & { version: number; proposals: ShownProposal[] }

/** What has come in and is not tied yet, oldest first, each with the refunds it may be; and how many pairs are exact. */
export function listOpenRows(actor: Actor): Promise<{ rows: OpenRow[]; exact: number }> {
  return hotQuery(actor, async (client) => {
    const { receipts, refunds } = await openSides(client)
    const refundOf = new Map(refunds.map((refund) => [refund.id, refund]))
    const found = proposals(receipts, refunds)
    const byRow = new Map<string, ShownProposal[]>()
    for (const one of found) {
      const refund = refundOf.get(one.refundId)
      if (refund) byRow.set(one.receiptId, [...(byRow.get(one.receiptId) ?? []), { ...one, refund }])
    }
    return {
      rows: receipts.map((receipt) => ({ ...receipt, proposals: (byRow.get(receipt.id) ?? []).slice(0, 3) })),
      exact: found.filter(({ manner }) => manner === 'exact').length,
    }
  })
}

/** The accounts that the actor's agency has taken lists of. */
export const listBankAccounts = (actor: Actor) => query(actor, async (tx) => (actor.agencyId ? bankAccounts(tx, actor.agencyId) : []))

/** The lists that were taken in, newest first. */
export const listBankImports = (actor: Actor) =>
  query(actor, (tx) =>
    tx.bankImport.findMany({
      where: whereReadable(actor, 'bankImport'),
      include: { file: { select: { id: true, displayName: true } } },
      orderBy: { importedAt: 'desc' },
      take: 20,
    }),
  )

const choicesAtMost = 30

/** One row with its matches, and the refunds it can be split over: by a word of the institution or voucher, those of its payer first. */
export const getBankRow = (actor: Actor, id: string, word: string) =>
  query(actor, async (tx) => {
    const row = isUuid(id) ? await tx.bankRow.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'bankRow')] } }) : null
    if (!row) return null
    const matches = await tx.bankMatch.findMany({ where: { bankRowId: id }, orderBy: { matchedAt: 'desc' } })
    const tied = await tx.refund.findMany({
      where: { AND: [{ id: { in: matches.map(({ refundId }) => refundId) } }, whereReadable(actor, 'refund')] },
      select: { id: true, voucherNumber: true, filingId: true, filing: { select: { institutionName: true } } },
    })
    const refundOf = new Map(tied.map((refund) => [refund.id, refund]))
    const named = (text: string) => [{ voucherNumber: { contains: text } }, { filing: { institutionName: { contains: text } } }]
    const choices = await tx.refund.findMany({
      where: {
        AND: [
          {
            state: { not: 'rejected' },
            matchedFen: { lt: tx.refund.fields.amountFen },
            filing: { state: { in: [...settlingStates] } },
            OR: named(word || row.payer),
          },
          whereReadable(actor, 'refund'),
        ],
      },
      include: { filing: { select: { institutionName: true, number: true } } },
      orderBy: [{ paidOn: 'asc' }, { id: 'asc' }],
      take: choicesAtMost,
    })
    return {
      ...row,
      matches: matches.map((match) => ({ ...match, refund: refundOf.get(match.refundId) ?? null })),
      choices,
      mayMatch: may(actor, bankGrants.match, 'bankRow', row) && filingGrants.settleRefund.some(({ role }) => actor.roles.includes(role)),
    }
  })
