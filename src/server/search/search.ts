import 'server-only'
import { type SearchGroup, searchGroups } from '#domain/desk/search-groups'
import type { Actor } from '#domain/kernel/access'
import { hotQuery } from '../query'

export type SearchHit = { id: string; group: SearchGroup; title: string; note: string; href: string }

const hitsPerGroup = 8

/**
 * Where each group is looked for: names by their pieces of two characters, numbers and initials from their beginning. $1 is what was
 * typed, $2 the same for LIKE, $3 the same in capitals for LIKE from the beginning. Row policies bound what is found.
 */
const sources: Record<SearchGroup, { from: string; id: string; title: string; note: string; href: string; where: string }> = {
  institution: {
    from: 'institution i',
    id: 'i.id',
    title: 'i.name',
    note: 'i.code',
    href: "'/leads?q=' || i.name",
    where:
      "(bigrams(i.name) @> bigrams($1) AND i.name LIKE '%' || $2 || '%') OR i.code LIKE $3 || '%' OR upper(i.name_initials) LIKE '%' || $3 || '%'",
  },
  lead: {
    from: 'lead l',
    id: 'l.id',
    title: "l.number || '　' || l.institution_name",
    note: 'l.behaviour',
    href: "'/leads/' || l.id",
    where: "l.number LIKE $3 || '%' OR (bigrams(l.institution_name) @> bigrams($1) AND l.institution_name LIKE '%' || $2 || '%')",
  },
  filing: {
    from: 'filing f',
    id: 'f.id',
    title: "f.number || '　' || f.institution_name",
    note: "to_char(f.due_on, 'YYYY-MM-DD')",
    href: "'/self-inspections/' || f.id",
    where: "f.number LIKE $3 || '%' OR f.institution_name LIKE '%' || $2 || '%'",
  },
  case: {
    from: 'case_file c',
    id: 'c.id',
    title: "c.number || '　' || c.party_name",
    note: 'c.cause',
    href: "'/cases/' || c.id",
    where: "c.number LIKE $3 || '%' OR c.party_name LIKE '%' || $2 || '%'",
  },
  referral: {
    from: 'referral r',
    id: 'r.id',
    title: "r.number || '　' || r.title",
    note: 'r.receiver_agency_name',
    href: "'/referrals/' || r.id",
    where: "r.number LIKE $3 || '%' OR r.title LIKE '%' || $2 || '%'",
  },
}

/** The first few of everything that this person may see and that carries the words. Nothing for fewer than two characters. */
export async function search(actor: Actor, words: string): Promise<SearchHit[]> {
  const typed = words.trim().slice(0, 60)
  if ([...typed].length < 2) return []
  const literal = typed.replace(/[\\%_]/g, '\\$&')
  const parts = searchGroups.map((group) => {
    const { from, id, title, note, href, where } = sources[group]
    return `(SELECT ${id}::text AS id, '${group}' AS "group", ${title} AS title, ${note} AS note, ${href} AS href FROM ${from} WHERE ${where} LIMIT ${hitsPerGroup})`
  })
  return hotQuery(actor, async (client) => {
    const found = await client.query<SearchHit>(parts.join(' UNION ALL '), [typed, literal, literal.toUpperCase()])
    return found.rows
  })
}
