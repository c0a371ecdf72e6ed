import 'server-only'
import { honestyShare } from '#domain/self-inspection/honesty'
import type { Tx } from '#platform/db'
import { confirmedDifferenceSql, notRemediedSql } from './confirmed-difference'

export type CampaignOfInstitution = {
  campaignId: string
  campaignName: string
  filedOn: string | null
  declaredFen: bigint
  refundedFen: bigint
  recoveredFen: bigint
  /** Loss of leads that proved true. */
  leadsFen: bigint
  /** Loss that re-checks on site found beyond the filing. */
  checksFen: bigint
  checks: number
  discrepancies: number
  /** Re-checks of the remedy that did not agree, and any that found something not rectified (整改不到位). */
  unremedied: number
}

/** An item under which the institution has reported a finding in several campaigns (屡查屡犯). */
export type Again = { code: string; text: string; campaigns: string[] }

/**
 * What is known of an institution, campaign by campaign, newest first: what it said, what it gave back, what others found. Facts for a
 * person to weigh; nothing follows from them by itself. What the reader cannot see is not counted: a county sees
 * the results of its city's draw, and not the draw with its purpose.
 */
export async function institutionHistory(tx: Tx, institutionId: string) {
  const campaigns = await tx.$queryRaw<CampaignOfInstitution[]>`
    SELECT f.campaign_id::text AS "campaignId", c.name AS "campaignName", to_char(f.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "filedOn",
      coalesce((SELECT sum(d.fund_loss_fen) FROM finding d WHERE d.filing_id = f.id), 0)::bigint AS "declaredFen",
      coalesce((SELECT sum(r.amount_fen) FROM refund r WHERE r.filing_id = f.id AND r.state = 'confirmed' AND r.ledger = 'fundRefund'), 0)::bigint AS "refundedFen",
      coalesce((SELECT sum(r.amount_fen) FROM refund r WHERE r.filing_id = f.id AND r.state = 'confirmed' AND r.ledger = 'agreementRecovery'), 0)::bigint
        AS "recoveredFen",
      coalesce((SELECT sum(l.fund_loss_fen) FROM lead l WHERE l.institution_id = f.institution_id AND l.campaign_id = f.campaign_id
        AND l.conclusion IN ('substantiated', 'partlySubstantiated')), 0)::bigint AS "leadsFen",
      coalesce(s.fen, 0)::bigint AS "checksFen", coalesce(s.checks, 0)::int AS checks, coalesce(s.differ, 0)::int AS discrepancies,
      coalesce(s.unremedied, 0)::int AS unremedied
    FROM filing f JOIN campaign c ON c.id = f.campaign_id
    LEFT JOIN LATERAL (
      SELECT count(*) AS checks, sum(${confirmedDifferenceSql}) AS fen, count(*) FILTER (WHERE i.result = 'discrepancy') AS differ,
        count(*) FILTER (WHERE i.result = 'discrepancy' AND k.purpose = 'remedyReview' OR ${notRemediedSql}) AS unremedied
      FROM spot_check_item i LEFT JOIN spot_check k ON k.id = i.spot_check_id WHERE i.filing_id = f.id AND i.result <> 'pending') AS s ON true
    WHERE f.institution_id = ${institutionId}::uuid ORDER BY f.submitted_at DESC NULLS FIRST, f.id LIMIT 20`
  const again = await tx.$queryRaw<Again[]>`
    SELECT x.code, max(x.text) AS text, array_agg(DISTINCT c.name ORDER BY c.name) AS campaigns
    FROM finding d JOIN filing_answer a ON a.id = d.answer_id JOIN checklist_item x ON x.id = a.item_id JOIN campaign c ON c.id = d.campaign_id
    WHERE d.institution_id = ${institutionId}::uuid GROUP BY x.code HAVING count(DISTINCT d.campaign_id) > 1 ORDER BY x.code`
  const sum = (of: (one: CampaignOfInstitution) => bigint) => campaigns.reduce((total, one) => total + of(one), 0n)
  const said = { declaredFen: sum((one) => one.declaredFen), foundFen: sum((one) => one.leadsFen + one.checksFen) }
  return { campaigns, again, ...said, honesty: honestyShare(said) }
}
