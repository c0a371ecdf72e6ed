import 'server-only'
import { type SearchGroup, searchGroups } from '#domain/desk/search-groups'
import type { Actor } from '#domain/kernel/access'
import { readableSql } from '../access'
import { hotQuery } from '../query'

export type SearchHit = { id: string; group: SearchGroup; title: string; note: string; href: string }

const hitsPerGroup = 8

/**
 * Where each group is looked for: names by their pieces of two characters, numbers and initials from their beginning. $1 is what was
 * typed, $2 the same for LIKE, $3 the same in capitals for LIKE from the beginning. What is found is in the reader's reach.
 */
const sources: Record<SearchGroup, { from: string; id: string; title: string; note: string; href: string; where: string }> = {
  institution: {
    from: 'institution',
    id: 'institution.id',
    title: 'institution.name',
    note: 'institution.code',
    href: "CASE WHEN (SELECT ctx_text('app.department')) IS NULL THEN '/self-inspections' ELSE '/institutions/' || institution.id END",
    where:
      "(bigrams(institution.name) @> bigrams($1) AND institution.name LIKE '%' || $2 || '%') OR institution.code LIKE $3 || '%' OR upper(institution.name_initials) LIKE '%' || $3 || '%'",
  },
  lead: {
    from: 'lead',
    id: 'lead.id',
    title: "lead.number || '　' || lead.institution_name",
    note: 'lead.behaviour',
    href: "'/leads/' || lead.id",
    where: "lead.number LIKE $3 || '%' OR (bigrams(lead.institution_name) @> bigrams($1) AND lead.institution_name LIKE '%' || $2 || '%')",
  },
  filing: {
    from: 'filing',
    id: 'filing.id',
    title: "filing.number || '　' || filing.institution_name",
    note: "to_char(filing.due_on, 'YYYY-MM-DD')",
    href: "'/self-inspections/' || filing.id",
    where: "filing.number LIKE $3 || '%' OR filing.institution_name LIKE '%' || $2 || '%'",
  },
  case: {
    from: 'case_file',
    id: 'case_file.id',
    title: "case_file.number || '　' || case_file.party_name",
    note: 'case_file.cause',
    href: "'/cases/' || case_file.id",
    where: "case_file.number LIKE $3 || '%' OR case_file.party_name LIKE '%' || $2 || '%'",
  },
  referral: {
    from: 'referral',
    id: 'referral.id',
    title: "referral.number || '　' || referral.title",
    note: 'referral.receiver_agency_name',
    href: "'/referrals/' || referral.id",
    where: "referral.number LIKE $3 || '%' OR referral.title LIKE '%' || $2 || '%'",
  },
}

/** The first few of everything that this person may see and that carries the words. Nothing for fewer than two characters. */
export async function search(actor: Actor, words: string): Promise<SearchHit[]> {
  const typed = words.trim().slice(0, 60)
  if ([...typed].length < 2) return []
  const literal = typed.replace(/[\\%_]/g, '\\$&')
  const parts = searchGroups.map((group) => {
    const { from, id, title, note, href, where } = sources[group]
    return `(SELECT ${id}::text AS id, '${group}' AS "group", ${title} AS title, ${note} AS note, ${href} AS href FROM ${from} WHERE (${where}) AND ${readableSql(group)} LIMIT ${hitsPerGroup})`
  })
  return hotQuery(actor, async (client) => {
    const found = await client.query<SearchHit>(parts.join(' UNION ALL '), [typed, literal, literal.toUpperCase()])
    return found.rows
  })
}
