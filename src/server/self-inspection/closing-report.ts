import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay, beijingMidnight, type CivilDate, isCivilDate } from '#domain/kernel/civil-date'
import { type ClosingGroup, type ClosingLine, type ClosingMeasure, closingGroups, closingMeasures } from '#domain/self-inspection/closing'
import { currentTime } from '#platform/time'
import { momentQuery } from '../query'
import { scopeOf } from '../summary/scope'
import { endedSql } from './expected'

/**
 * The rows behind every number of the stage report, one for what a number adds: $1 campaign (its whole cascade), $2 the end of the day,
 * $3–$4 region range. Table, workbook and drill read this text. Runs under the reader's row policies.
 *
 * What was found and what money came of it counts for every filing that was ever filed, as in the ledgers, also while it is back with the
 * institution or its list is recalled. States, amounts and periods are those of now: of a day that is past only the moments are.
 */
const closingRows = `(
  WITH f AS (
    SELECT filing.id, filing.region_no, filing.institution_name AS name, i.kind::text AS kind, '/self-inspections/' || filing.id AS href,
      filing.state <> 'recalled' AS asked, filing.submitted_at < $2::timestamptz AS once,
      filing.submitted_at < $2::timestamptz AND filing.state IN ('submitted', 'accepted') AS filed,
      ${endedSql('filing', 'i')} AS ended
    FROM filing JOIN institution i ON i.id = filing.institution_id
    WHERE filing.campaign_id = ANY ((SELECT campaign_family($1::uuid))::uuid[]) AND filing.region_no BETWEEN $3 AND $4
  ), g AS (
    SELECT f.region_no, f.kind, f.href, f.name || ' · ' || finding.behaviour AS name, finding.id, coalesce(finding.field_id, 'general') AS field_id,
      finding.billed_fen, finding.fund_loss_fen, f.once AND finding.recorded_at < $2::timestamptz AS found
    FROM finding JOIN f ON f.id = finding.filing_id
  )
  SELECT 'issued' AS measure, id, region_no, kind, NULL::text AS field_id, 1::bigint AS value, name, href FROM f WHERE asked AND NOT ended
  UNION ALL SELECT 'filed', id, region_no, kind, NULL, 1, name, href FROM f WHERE filed
  UNION ALL SELECT 'findings', id, region_no, kind, field_id, 1, name, href FROM g WHERE found
  UNION ALL SELECT 'billed', id, region_no, kind, field_id, billed_fen, name, href FROM g WHERE found
  UNION ALL SELECT 'fundLoss', id, region_no, kind, field_id, fund_loss_fen, name, href FROM g WHERE found
  UNION ALL SELECT CASE d.ledger WHEN 'fundRefund' THEN 'refundDemanded' ELSE 'recoveryDemanded' END, d.id, g.region_no, g.kind, g.field_id,
      d.noticed_fen, g.name || ' · ' || d.number, '/self-inspections/refunds/findings/' || g.id
    FROM refund_demand d JOIN g ON g.id = d.finding_id
    WHERE d.demanded_at < $2::timestamptz AND (d.withdrawn_at IS NULL OR d.withdrawn_at >= $2::timestamptz)
  UNION ALL SELECT CASE r.ledger WHEN 'fundRefund' THEN 'refunded' ELSE 'recovered' END, r.id, g.region_no, g.kind, g.field_id,
      r.amount_fen, g.name || ' · ' || r.voucher_number, '/self-inspections/refunds/findings/' || g.id
    FROM refund r JOIN g ON g.id = r.finding_id WHERE r.state = 'confirmed' AND r.confirmed_at < $2::timestamptz
  UNION ALL SELECT 'checked', s.id, f.region_no, f.kind, NULL, 1, f.name, f.href
    FROM spot_check_item s JOIN f ON f.id = s.filing_id WHERE s.result <> 'pending' AND s.checked_at < $2::timestamptz
  UNION ALL SELECT 'discrepancies', s.id, f.region_no, f.kind, NULL, 1, f.name, f.href
    FROM spot_check_item s JOIN f ON f.id = s.filing_id WHERE s.result = 'discrepancy' AND s.checked_at < $2::timestamptz
)`

const keySql: Record<ClosingGroup, string> = { region: 'c.region_no::text', kind: 'c.kind', field: 'c.field_id' }

/** What the report is asked of: a campaign and a day. Read from the address; a day that has not come is today. */
export const closingFilter = z.object({
  campaign: z.uuid().optional().catch(undefined),
  on: z.string().refine(isCivilDate).optional().catch(undefined),
})

export type ClosingScope = { campaignId: string; on: CivilDate }
export const closingDay = (asked: CivilDate | undefined): CivilDate => {
  const today = beijingDay(currentTime())
  return asked && asked <= today ? asked : today
}

const valuesOf = ({ campaignId, on }: ClosingScope, { regionLo, regionHi }: { regionLo: number; regionHi: number }) => [
  campaignId,
  beijingMidnight(addDays(on, 1)),
  regionLo,
  regionHi,
]

export type ClosingReport = ClosingScope & {
  campaignName: string
  regionName: string
  tables: Readonly<Record<ClosingGroup, readonly ClosingLine[]>>
}

const nothing = () => Object.fromEntries(closingMeasures.map((measure) => [measure, 0n])) as Record<ClosingMeasure, bigint> // every measure is a key

/** The whole report of the actor's region, all of one moment. `null` when the campaign is out of reach. */
export async function closingReport(actor: Actor, asked: ClosingScope): Promise<ClosingReport | null> {
  const scope = actor.institutionId ? null : await scopeOf(actor, asked.campaignId, null)
  if (!scope) return null
  const tables = await momentQuery(actor, async (client) => {
    const fields = await client.query<{ id: string; name: string }>('SELECT id, name FROM field ORDER BY sort_order', [])
    const lines = async (group: ClosingGroup): Promise<ClosingLine[]> => {
      const found = await client.query<{ measure: ClosingMeasure; key: string; value: string }>(
        `SELECT c.measure, ${keySql[group]} AS key, sum(c.value)::text AS value FROM ${closingRows} AS c
         WHERE ${keySql[group]} IS NOT NULL GROUP BY 1, 2 ORDER BY 2`,
        valuesOf(asked, scope),
      )
      const byKey = new Map<string, Record<ClosingMeasure, bigint>>()
      for (const { measure, key, value } of found.rows) {
        const values = byKey.get(key) ?? nothing()
        values[measure] = BigInt(value)
        byKey.set(key, values)
      }
      const nameOf = (key: string) =>
        group === 'region'
          ? scope.regionNames.get(Number(key))
          : group === 'field'
            ? fields.rows.find(({ id }) => id === key)?.name
            : undefined
      return [...byKey].map(([key, values]) => ({ key, name: nameOf(key) ?? key, values }))
    }
    return { region: await lines('region'), kind: await lines('kind'), field: await lines('field') }
  })
  return { ...asked, campaignName: scope.campaignName, regionName: scope.regionName, tables }
}

export const closingRowsFilter = closingFilter.extend({
  measure: z.enum(closingMeasures),
  by: z.enum(closingGroups).optional().catch(undefined),
  key: z.string().max(40).optional().catch(undefined),
})
export type ClosingRow = { id: string; name: string; value: string; href: string }

/** The first rows behind one number, with how many and how much they are in all. `null` when the campaign is out of reach. */
export async function openClosing(actor: Actor, asked: ClosingScope & { measure: ClosingMeasure; by?: ClosingGroup; key?: string }) {
  const scope = actor.institutionId ? null : await scopeOf(actor, asked.campaignId, null)
  if (!scope) return null
  const within = asked.by && asked.key !== undefined ? `AND ${keySql[asked.by]} = $6` : ''
  return momentQuery(actor, async (client) => {
    const found = await client.query<ClosingRow & { all: number; sum: string }>(
      `SELECT c.id::text, c.name, c.value::text, c.href, count(*) OVER ()::int AS all, (sum(c.value) OVER ())::text AS sum
       FROM ${closingRows} AS c WHERE c.measure = $5 ${within} ORDER BY c.region_no, c.name, c.id LIMIT 500`,
      [...valuesOf(asked, scope), asked.measure, ...(within ? [asked.key] : [])],
    )
    return { rows: found.rows, count: found.rows[0]?.all ?? 0, value: BigInt(found.rows[0]?.sum ?? 0) }
  })
}
