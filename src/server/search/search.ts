import 'server-only'
import { type SearchGroup, searchGroups } from '#domain/desk/search-groups'
import type { Actor } from '#domain/kernel/access'
import type { PoolClient } from '#platform/pg'
import { readableSql } from '../access'
import { conditionsFor, lookUp } from '../lead/lead-conditions'
import { hotQuery } from '../query'

export type SearchHit = { id: string; group: SearchGroup; title: string; note: string; href: string }

const hitsPerGroup = 8

/** More of one name than this are found by walking through those in reach until there are enough of them. */
const fewInstitutions = 200

/** What begins with a number, as an index in the order of words finds it: nothing of the same beginning comes after U+FFFF. */
const beginsWith = (column: string, at: string) =>
  `(${column} >= ${at} AND ${column} <= ${at} || U&'\\FFFF' AND starts_with(${column}, ${at}))`

type Source = { from: string; id: string; title: string; note: string; href: string; where: string }

/**
 * Where each group but that of leads is looked for: institutions by the keys that their names mean, the rest by part of a name. $1 is what
 * was typed, for LIKE, $2 the same in capitals, $3 the institutions called so, `null` where they are many. What is found is in the
 * reader's reach.
 */
const sources: Record<Exclude<SearchGroup, 'lead'>, Source> = {
  institution: {
    from: 'institution',
    id: 'institution.id',
    title: 'institution.name',
    note: 'institution.code',
    href: "CASE WHEN (SELECT ctx_text('app.department')) IS NULL THEN '/self-inspections' ELSE '/institutions/' || institution.id END",
    where: `institution.id = ANY($3::uuid[]) OR ${beginsWith('institution.code', '$2')}`,
  },
  filing: {
    from: 'filing',
    id: 'filing.id',
    title: "filing.number || '　' || filing.institution_name",
    note: "to_char(filing.due_on, 'YYYY-MM-DD')",
    href: "'/self-inspections/' || filing.id",
    where: "starts_with(filing.number, $2) OR filing.institution_name LIKE '%' || $1 || '%'",
  },
  case: {
    from: 'case_file',
    id: 'case_file.id',
    title: "case_file.number || '　' || case_file.party_name",
    note: 'case_file.cause',
    href: "'/cases/' || case_file.id",
    where: "starts_with(case_file.number, $2) OR case_file.party_name LIKE '%' || $1 || '%'",
  },
  referral: {
    from: 'referral',
    id: 'referral.id',
    title: "referral.number || '　' || referral.title",
    note: 'referral.receiver_agency_name',
    href: "'/referrals/' || referral.id",
    where: "starts_with(referral.number, $2) OR referral.title LIKE '%' || $1 || '%'",
  },
}

/** The same where they are many. */
const namedSo = `$3::uuid[] IS NULL AND (institution.name LIKE '%' || $1 || '%' OR strpos(institution.name_initials, $2) > 0
  OR institution.former_names LIKE '%' || $1 || '%' OR starts_with(institution.code, $2))`

const partOf = (group: Exclude<SearchGroup, 'lead'>, few: boolean): string => {
  const { from, id, title, note, href, where: asked } = sources[group]
  const where = group === 'institution' && !few ? namedSo : asked
  return `(SELECT ${id}::text AS id, '${group}' AS "group", ${title} AS title, ${note} AS note, ${href} AS href FROM ${from} WHERE (${where}) AND ${readableSql(group)} LIMIT ${hitsPerGroup})`
}

/** The first few of everything that this person may see and that carries the words. Nothing for fewer than two characters. */
export async function search(actor: Actor, words: string): Promise<SearchHit[]> {
  const typed = words.trim().slice(0, 60)
  if ([...typed].length < 2) return []
  const [leads, others] = await Promise.all([
    hotQuery(actor, (client) => leadsFound(client, actor, typed)),
    hotQuery(actor, (client) => othersFound(client, typed)),
  ])
  return searchGroups.flatMap((wanted) => [...leads, ...others].filter(({ group }) => group === wanted))
}

async function othersFound(client: PoolClient, typed: string): Promise<SearchHit[]> {
  const { rows } = await client.query<{ ids: string[] }>('SELECT institutions_called($1, $2) AS ids', [typed, fewInstitutions + 1])
  const ids = rows[0]?.ids ?? []
  const few = ids.length <= fewInstitutions
  const literal = typed.replace(/[\\%_]/g, '\\$&')
  const parts = searchGroups.flatMap((group) => (group === 'lead' ? [] : [partOf(group, few)]))
  const values = [literal, typed.toUpperCase(), few ? ids : null]
  const found = await client.query<SearchHit>(parts.join(' UNION ALL '), values)
  return found.rows
}

/** Leads as the queue finds them by a name, or by how their number begins. */
async function leadsFound(client: PoolClient, actor: Actor, typed: string): Promise<SearchHit[]> {
  const isNumber = /^[A-Z]{2}-/i.test(typed)
  const filter = isNumber ? {} : { q: typed }
  const { conditions, values } = conditionsFor(actor, filter, await lookUp(client, actor, filter))
  if (isNumber) conditions.push(beginsWith('l.number', `$${values.push(typed.toUpperCase())}`))
  const found = await client.query<SearchHit>(
    `SELECT l.id, 'lead' AS "group", l.number || '　' || l.institution_name AS title, l.behaviour AS note, '/leads/' || l.id AS href
     FROM lead l WHERE ${conditions.join(' AND ')} LIMIT ${hitsPerGroup}`,
    values,
  )
  return found.rows
}
