import 'server-only'
import type { SqlReader } from '#platform/db'

/**
 * Which leads carry a name, as the two ways of finding them. `few`: found by their institutions' keys and put in order after. Otherwise a
 * list is walked in its own order, and each lead asked, until the page is full; what it is asked then is `walked`.
 * For counting, which no order helps, `found` says the same; `some` says less, at once, and is believed where it is already too much.
 */
export type Named = { few: boolean; walked: NameCondition; found: NameCondition; some: NameCondition | null }
/** `houses`: the same as an array of institutions whose leads are all that match, where that is so. */
type NameCondition = { sql: (...at: string[]) => string; houses?: (...at: string[]) => string; values: unknown[] }

/**
 * From how many institutions on the walk costs less than their leads, as a factor of the root of how many there are: a walk tests
 * 51 · all / called leads, of 7 µs each; an institution is found with its leads of one state in 18 µs.
 */
const walkFactor = 4.5
const [leastCalled, mostCalled] = [100, 5_000]
const mostLeads = 2_000
/** A word of other regions' institutions would be walked for through all of one's own: those are looked up, however many. */
const nearbyShare = 1 / 50
const nearbySample = 200
const allOfThem = 1_000_000

type Called = { institutions: string[]; besides: string[]; leads: string[]; most: number }

/** `$1` words, `$2` and `$3` the territory, `$4` how many leads at most. All institutions, or one more than `most`. */
const calledSql = `SELECT k.most, institutions_called($1, k.most + 1) AS institutions, institutions_called_besides($1, k.most + 1) AS besides,
    leads_called($1, $2, $3, $4) AS leads
  FROM (SELECT least(${mostCalled}, greatest(${leastCalled}, ${walkFactor} * sqrt(greatest(reltuples, 0))))::int AS most FROM pg_class WHERE oid = 'institution'::regclass) AS k`

/** A name, part of a name or its initials (拼音首字母) mean institutions, and leads that name none of the register; a number means a lead in its list. */
export async function leadsNamed(client: SqlReader, words: string, [lo, hi]: readonly [number, number]): Promise<Named> {
  const { rows } = await client.query<Called>(calledSql, [words, lo, hi, mostLeads + 1])
  const { most, institutions, besides, leads } = rows[0] ?? { most: 0, institutions: [], besides: [], leads: [] }
  const allLeads = leads.length <= mostLeads
  if (allLeads && institutions.length <= most) {
    const found = foundBy(institutions, leads)
    return { few: true, walked: found, found, some: null }
  }
  const everyone = allCalled(words, leads)
  const some = institutions.slice(0, nearbySample)
  if (allLeads && (await nearbyOf(client, some, [lo, hi])) < some.length * nearbyShare) {
    return { few: true, walked: everyone, found: everyone, some: null }
  }
  const walked = besides.length <= most ? asked(words, besides) : askedOfAll(words)
  return { few: false, walked, found: allLeads ? everyone : walked, some: foundBy(institutions, leads) }
}

const foundBy = (institutions: readonly string[], leads: readonly string[]): NameCondition =>
  leads.length === 0
    ? { sql: (known) => `l.institution_id = ANY(${known}::uuid[])`, houses: (known) => `${known}::uuid[]`, values: [institutions] }
    : { sql: (known, own) => `(l.institution_id = ANY(${known}::uuid[]) OR l.id = ANY(${own}::uuid[]))`, values: [institutions, leads] }

/** Looked up where they are used: so many keys need not travel. */
function allCalled(words: string, leads: readonly string[]): NameCondition {
  const houses = (at = '') => `institutions_called(${at}, ${allOfThem})`
  const known = (at = '') => `l.institution_id = ANY(ARRAY(SELECT unnest(${houses(at)})))`
  return leads.length === 0
    ? { sql: known, houses, values: [words] }
    : { sql: (at, own) => `(${known(at)} OR l.id = ANY(${own}::uuid[]))`, values: [words, leads] }
}

/** Whether a lead says the words itself, or is of one of those few. */
const asked = (words: string, besides: readonly string[]): NameCondition =>
  besides.length === 0
    ? { sql: (at) => `(strpos(l.institution_name, ${at}) > 0 OR l.source_number = ${at})`, values: [words] }
    : {
        sql: (at, known) =>
          `(strpos(l.institution_name, ${at}) > 0 OR l.institution_id = ANY(${known}::uuid[]) OR l.source_number = ${at})`,
        values: [words, besides],
      }

const askedOfAll = (words: string): NameCondition => ({
  sql: (at) =>
    `(strpos(l.institution_name, ${at}) > 0 OR l.institution_id IN (SELECT unnest(institutions_called(${at}, ${allOfThem}))) OR l.source_number = ${at})`,
  values: [words],
})

/** How many of them lie in the territory: those that the person sees in the register. */
async function nearbyOf(client: SqlReader, institutions: readonly string[], [lo, hi]: readonly [number, number]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM institution WHERE id = ANY($1::uuid[]) AND region_no >= $2 AND region_no <= $3',
    [institutions, lo, hi],
  )
  return rows[0]?.n ?? 0
}
