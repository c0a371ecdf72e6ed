import 'server-only'
import { createHash } from 'node:crypto'
import {
  type ConsequenceKind,
  type FoundRow,
  isEarlyAndHonest,
  type RefundCourse,
  recurrencesOf,
} from '#domain/self-inspection/consequence'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { confirmedDifferenceSql } from './confirmed-difference'

export type EarlyRefund = {
  filingId: string
  filingNumber: string
  campaignName: string
  declaredFen: string
  returnedFen: string
  lastPaidOn: string
}

type Of = { institutionId: string; institutionName: string; regionNo: number; factsKey: string; violationType: string }
export type Proposal = Of & ({ kind: 'again' | 'notRemedied'; facts: FoundRow[] } | { kind: 'earlyRefund'; facts: EarlyRefund[] })

/** The same rows have the same key, whoever looks and in whatever order; a row more makes another. */
const keyOf = (kind: ConsequenceKind, ids: readonly string[]): string =>
  createHash('sha256')
    .update([kind, ...[...ids].sort()].join('\n'))
    .digest('hex')

type Placed = { institutionId: string; institutionName: string; regionNo: number }
/** Where to look: a region, or one institution of it. What is out of reach is not there: row policies bound every table. */
export type Within = { regionLo: number; regionHi: number; institutionId?: string }

const inPlace = ({ regionLo, regionHi, institutionId }: Within) =>
  institutionId
    ? Prisma.sql`f.institution_id = ${institutionId}::uuid AND f.region_no BETWEEN ${regionLo}::int AND ${regionHi}::int`
    : Prisma.sql`f.region_no BETWEEN ${regionLo}::int AND ${regionHi}::int`

/** More than a page of institutions nobody decides on at once; those decided on make room. */
const institutionsAtOnce = 300

/**
 * What was found of the institutions that may have something again: by themselves in filings that came in, and by inspectors who have both
 * signed, where nothing undecided disputes it. One statement; the rule itself looks at the rows.
 */
async function recurring(tx: Tx, within: Within): Promise<Proposal[]> {
  const rows = await tx.$queryRaw<(FoundRow & Placed)[]>`
    WITH found AS (
      SELECT d.id, 'filing' AS source, f.institution_id, f.institution_name, f.region_no, f.campaign_id,
        (f.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS found_on, x.code, x.text, x.violation_type, d.fund_loss_fen AS fen,
        (d.remedied_at AT TIME ZONE 'Asia/Shanghai')::date AS remedied_on, false AS not_remedied
      FROM finding d JOIN filing f ON f.id = d.filing_id JOIN filing_answer a ON a.id = d.answer_id JOIN checklist_item x ON x.id = a.item_id
      WHERE f.submitted_at IS NOT NULL AND ${inPlace(within)}
      UNION ALL
      SELECT l.id, 'onSite', f.institution_id, f.institution_name, f.region_no, f.campaign_id, (i.checked_at AT TIME ZONE 'Asia/Shanghai')::date,
        x.code, x.text, x.violation_type, coalesce(l.difference_fen, 0), NULL, l.result = 'notRemedied'
      FROM check_line l JOIN spot_check_item i ON i.id = l.check_id JOIN filing f ON f.id = i.filing_id JOIN checklist_item x ON x.id = l.item_id
      LEFT JOIN check_dispute e ON e.line_id = l.id
      WHERE i.checked_at IS NOT NULL AND l.result <> 'agrees' AND e.state IS DISTINCT FROM 'open' AND ${inPlace(within)}
    ), chosen AS (
      SELECT institution_id FROM found GROUP BY institution_id, violation_type
      HAVING bool_or(not_remedied) OR (count(DISTINCT campaign_id) > 1 AND bool_or(remedied_on IS NOT NULL))
      UNION SELECT institution_id FROM found GROUP BY institution_id, code HAVING count(DISTINCT campaign_id) > 1 AND bool_or(remedied_on IS NOT NULL)
      ORDER BY 1 LIMIT ${institutionsAtOnce}::int
    )
    SELECT found.id::text, found.source, found.campaign_id::text AS "campaignId", c.name AS "campaignName", to_char(found.found_on, 'YYYY-MM-DD') AS "foundOn",
      found.code, found.text, found.violation_type AS "violationType", found.fen::text AS "fundLossFen",
      to_char(found.remedied_on, 'YYYY-MM-DD') AS "remediedOn", found.not_remedied AS "notRemedied",
      found.institution_id::text AS "institutionId", found.institution_name AS "institutionName", found.region_no AS "regionNo"
    FROM found JOIN chosen USING (institution_id) JOIN campaign c ON c.id = found.campaign_id ORDER BY found.institution_id, found.found_on, found.id`
  const institutions = new Map<string, (FoundRow & Placed)[]>()
  for (const row of rows) institutions.set(row.institutionId, [...(institutions.get(row.institutionId) ?? []), row])
  return [...institutions.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const { institutionId, institutionName, regionNo } = first
    const facts = own.map(({ institutionId: _id, institutionName: _name, regionNo: _region, ...row }): FoundRow => row)
    return recurrencesOf(facts).map((one) => ({
      ...{ institutionId, institutionName, regionNo, violationType: one.violationType, kind: one.kind, facts: one.rows },
      factsKey: keyOf(
        one.kind,
        one.rows.map(({ id }) => id),
      ),
    }))
  })
}

type Course = RefundCourse & Placed & Omit<EarlyRefund, 'declaredFen' | 'returnedFen'>

/** Filings whose declared loss may have come back early: accepted, and all of it arrived. */
async function refundedEarly(tx: Tx, within: Within): Promise<Proposal[]> {
  const courses = await tx.$queryRaw<Course[]>`
    SELECT f.id::text AS "filingId", f.number AS "filingNumber", c.name AS "campaignName", f.institution_id::text AS "institutionId",
      f.institution_name AS "institutionName", f.region_no AS "regionNo", said.fen AS "declaredFen", paid.fen AS "returnedFen",
      to_char(paid.last, 'YYYY-MM-DD') AS "lastPaidOn",
      EXISTS (SELECT FROM refund_demand m WHERE m.filing_id = f.id AND (m.demanded_at AT TIME ZONE 'Asia/Shanghai')::date <= paid.last) AS demanded,
      (coalesce((SELECT sum(l.fund_loss_fen) FROM lead l WHERE l.institution_id = f.institution_id AND l.campaign_id = f.campaign_id
        AND l.conclusion IN ('substantiated', 'partlySubstantiated')), 0)
      + coalesce((SELECT sum(${confirmedDifferenceSql}) FROM spot_check_item i WHERE i.filing_id = f.id AND i.result <> 'pending'), 0))::bigint AS "foundFen"
    FROM filing f JOIN campaign c ON c.id = f.campaign_id
      CROSS JOIN LATERAL (SELECT sum(d.fund_loss_fen)::bigint AS fen FROM finding d WHERE d.filing_id = f.id) AS said
      CROSS JOIN LATERAL (SELECT sum(r.amount_fen)::bigint AS fen, max(r.paid_on) AS last FROM refund r WHERE r.filing_id = f.id AND r.state = 'confirmed') AS paid
    WHERE f.state = 'accepted' AND ${inPlace(within)} AND said.fen > 0 AND paid.fen >= said.fen
      AND NOT EXISTS (SELECT FROM consequence k WHERE k.institution_id = f.institution_id AND k.kind = 'earlyRefund' AND k.facts @> jsonb_build_array(jsonb_build_object('filingId', f.id)))
    ORDER BY said.fen DESC, f.id LIMIT ${institutionsAtOnce}::int`
  return courses.filter(isEarlyAndHonest).map((course) => {
    const { institutionId, institutionName, regionNo, filingId, filingNumber, campaignName, lastPaidOn } = course
    const sums = { declaredFen: String(course.declaredFen), returnedFen: String(course.returnedFen) }
    return {
      ...{ institutionId, institutionName, regionNo, violationType: '', kind: 'earlyRefund' as const },
      factsKey: keyOf('earlyRefund', [filingId]),
      facts: [{ filingId, filingNumber, campaignName, lastPaidOn, ...sums }],
    }
  })
}

/** What rows speak for, in a region or of one institution, that nobody has decided on. Computed now; kept nowhere. */
export async function proposalsOf(tx: Tx, within: Within): Promise<Proposal[]> {
  const proposals = [...(await recurring(tx, within)), ...(await refundedEarly(tx, within))]
  const decided = await tx.consequence.findMany({
    where: { factsKey: { in: proposals.map(({ factsKey }) => factsKey) } },
    select: { institutionId: true, kind: true, factsKey: true },
  })
  const isDecided = (one: Proposal) =>
    decided.some(
      ({ institutionId, kind, factsKey }) => institutionId === one.institutionId && kind === one.kind && factsKey === one.factsKey,
    )
  return proposals.filter((one) => !isDecided(one))
}
