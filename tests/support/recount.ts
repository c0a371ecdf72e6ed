import { askedSql } from '#server/self-inspection/items-asked'
import { asOwner } from './as-owner'

/** Every filing's tally, counted anew from the rows themselves by other means than the database keeps it. */
const recount = `SELECT f.id, f.campaign_id, f.institution_id, f.department, f.region_no, f.state, f.due_on, i.active AS expected,
    (SELECT count(*)::int FROM checklist_item x WHERE ${askedSql('x', 'f', 'i')}) AS asked,
    (SELECT count(*)::int FROM filing_answer a JOIN checklist_item x ON x.id = a.item_id
      WHERE a.filing_id = f.id AND a.previous_item_id IS NULL AND ${askedSql('x', 'f', 'i')}) AS answered,
    (SELECT count(*)::int FROM finding g WHERE g.filing_id = f.id) AS findings,
    (SELECT coalesce(sum(g.fund_loss_fen), 0)::bigint FROM finding g WHERE g.filing_id = f.id) AS fund_loss_fen,
    (SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM refund r WHERE r.filing_id = f.id AND r.state = 'confirmed' AND r.ledger = 'fundRefund')
      AS refunded_fen,
    (SELECT coalesce(sum(r.amount_fen), 0)::bigint FROM refund r WHERE r.filing_id = f.id AND r.state = 'confirmed' AND r.ledger = 'agreementRecovery')
      AS recovered_fen,
    (SELECT count(*)::int FROM spot_check_item s WHERE s.filing_id = f.id AND s.result <> 'pending') AS checks,
    (SELECT count(*)::int FROM spot_check_item s WHERE s.filing_id = f.id AND s.result = 'discrepancy') AS discrepancies
  FROM filing f JOIN institution i ON i.id = f.institution_id`

export type Tally = Record<'asked' | 'answered' | 'findings' | 'checks' | 'discrepancies', number> &
  Record<'fund_loss_fen' | 'refunded_fen' | 'recovered_fen' | 'state', string> & { expected: boolean; region_no: number }

/** The filings whose tally is not what a recount gives, with both. */
export const miscounted = () =>
  asOwner<{ kept: Tally | null; counted: Tally | null }>(
    `SELECT to_jsonb(t) AS kept, to_jsonb(r) AS counted FROM (${recount}) AS r FULL JOIN filing_tally t ON t.id = r.id
     WHERE to_jsonb(t) IS DISTINCT FROM to_jsonb(r)`,
  )

export async function tallyOf(filingId: string): Promise<Tally> {
  const [row] = await asOwner<{ tally: Tally }>('SELECT to_jsonb(t) AS tally FROM filing_tally t WHERE id = $1', [filingId])
  if (!row) throw new Error('the filing has no tally')
  return row.tally
}
