import 'server-only'
import type { KeptItem } from '#domain/self-inspection/revision'
import type { Context } from '../command'
import { askedSql } from './items-asked'
import type { FilingItem } from './load-items'

/** A filing's items as they are kept to be compared: amounts as text, so that no digit is lost on the way. */
export const keptItems = (items: readonly FilingItem[]): KeptItem[] =>
  items.map(({ id, code, answer, findings }) => ({
    itemId: id,
    code,
    answer: answer?.answer ?? null,
    reason: answer?.reason ?? '',
    findings: findings.map((finding) => ({
      id: finding.id,
      behaviour: finding.behaviour,
      peopleCount: finding.peopleCount,
      periodFrom: finding.periodFrom,
      periodTo: finding.periodTo,
      billedFen: String(finding.billedFen),
      irregularFen: String(finding.irregularFen),
      fundLossFen: String(finding.fundLossFen),
      cause: finding.cause,
      remedy: finding.remedy,
      evidence: finding.evidence.length,
    })),
  }))

/** A finding as `keptItems` keeps it, in SQL. A test holds the two to the same. */
const findingSql = `jsonb_build_object('id', g.id, 'behaviour', g.behaviour, 'peopleCount', g.people_count,
  'periodFrom', to_char(g.period_from, 'YYYY-MM-DD'), 'periodTo', to_char(g.period_to, 'YYYY-MM-DD'),
  'billedFen', g.billed_fen::text, 'irregularFen', g.irregular_fen::text, 'fundLossFen', g.fund_loss_fen::text, 'cause', g.cause, 'remedy', g.remedy,
  'evidence', (SELECT count(*)::int FROM attachment t WHERE t.subject_type = 'finding' AND t.subject_id = g.id AND t.removed_at IS NULL))`

const keep = `
  INSERT INTO filing_revision (id, filing_id, institution_id, department, region_no, no, content, taken_at)
  SELECT gen_random_uuid(), f.id, f.institution_id, f.department, f.region_no, 1 + (SELECT count(*) FROM filing_revision v WHERE v.filing_id = f.id), (
    SELECT coalesce(jsonb_agg(jsonb_build_object('itemId', x.id, 'code', x.code, 'answer', a.answer, 'reason', coalesce(a.reason, ''),
      'findings', coalesce((SELECT jsonb_agg(${findingSql} ORDER BY g.recorded_at) FROM finding g WHERE g.answer_id = a.id), '[]'))
      ORDER BY x.checklist_id <> f.checklist_id, x.seq), '[]')
    FROM checklist_item x LEFT JOIN filing_answer a ON a.filing_id = f.id AND a.item_id = x.id
    WHERE x.id IN (
      SELECT y.id FROM checklist_item y WHERE ${askedSql('y', 'f', 'i')}
      UNION SELECT b.item_id FROM filing_answer b JOIN finding d ON d.answer_id = b.id WHERE b.filing_id = f.id)
  ), $2::timestamptz
  FROM filing f JOIN institution i ON i.id = f.institution_id WHERE f.id = ANY ($1::uuid[])`

/** Keeps filings as they stand, in the transaction that takes them from the bureau's hands: one statement, however many they are. */
export async function keepRevisions({ tx, now }: Pick<Context, 'tx' | 'now'>, filingIds: readonly string[]): Promise<void> {
  if (filingIds.length > 0) await tx.$executeRawUnsafe(keep, [...filingIds], now)
}
