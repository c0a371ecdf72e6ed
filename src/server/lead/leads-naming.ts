import 'server-only'
import { proposesDenser } from '#domain/lead/repeat'
import type { Tx } from '#platform/db'
import { readableSql } from '../access'
import { mostCounted, type RepeatCount } from './repeats-of-lead'
import { sameBearer } from './same-bearer'

/** Whoever names the same, or those alone who mean the same by it. */
const agree = { anywhere: 'true', asOne: sameBearer }

/** For each subject asked for, leads within reach that name the same, from the newest; the last of the values is how many at most. */
const namingSame = (columns: string, how: keyof typeof agree, most: string) => `lead_subject AS asked
  JOIN lead AS bearer ON bearer.id = asked.lead_id
  CROSS JOIN LATERAL (
    SELECT ${columns} FROM lead_subject AS same JOIN lead ON lead.id = same.lead_id
    WHERE same.kind = asked.kind AND same.key = asked.key AND same.removed_at IS NULL AND ${agree[how]} AND ${readableSql('lead')}
    ORDER BY same.lead_id DESC LIMIT ${most}) AS found`

/** The newest leads besides its own that name what each of these subjects is, `most` of each. */
export function leadsNaming(tx: Tx, subjectIds: readonly string[], how: keyof typeof agree, most: number) {
  return tx.$queryRawUnsafe<{ subject: string; lead: string }[]>(
    `SELECT asked.id::text AS subject, found.id::text AS lead FROM ${namingSame('lead.id', how, '$2::int + 1')}
     WHERE asked.id = ANY($1::uuid[]) AND found.id <> asked.lead_id`,
    subjectIds,
    most,
  )
}

type Counts = Omit<RepeatCount, 'more' | 'denser'>

/** How often each of these subjects has come down, by its id; beyond `mostCounted` leads nothing more is counted. */
export async function countsNaming(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, RepeatCount>> {
  const rows = await tx.$queryRawUnsafe<(Counts & { subject: string })[]>(
    `SELECT asked.id::text AS subject, count(*)::int AS leads, count(DISTINCT found.batch_number)::int AS lists,
       count(DISTINCT found.campaign_id)::int AS campaigns, count(DISTINCT campaign.year)::int AS years,
       count(DISTINCT found.region_no / 100)::int AS cities,
       count(*) FILTER (WHERE found.conclusion IN ('substantiated', 'partlySubstantiated'))::int AS substantiated
     FROM ${namingSame('lead.batch_number, lead.campaign_id, lead.region_no, lead.conclusion', 'asOne', '$2::int + 1')}
     LEFT JOIN campaign ON campaign.id = found.campaign_id AND ${readableSql('campaign')}
     WHERE asked.id = ANY($1::uuid[]) GROUP BY asked.id`,
    subjectIds,
    mostCounted,
  )
  return new Map(
    rows.map(({ subject, ...counts }) => [
      subject,
      { ...counts, leads: Math.min(counts.leads, mostCounted), more: counts.leads > mostCounted, denser: proposesDenser(counts) },
    ]),
  )
}
