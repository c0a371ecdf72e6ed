import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { isCivilDate } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { batchLimit } from '#domain/lead/inputs'
import { maskPersonName } from '#domain/person/person-name'
import { hotQuery, listQuery, patientQuery, statementName } from '../query'
import { type Asked, conditionsFor, conditionsOf, type LookedUp, lookUp } from './lead-conditions'
import { filterOf, type LeadFilter } from './lead-filter'

export const leadPageSize = 50
/** Counts stop here: past it, the number itself helps nobody. */
export const countCap = 10_000
/** A count that takes longer than this is given up; the rows do not wait for it. */
const countPatienceMs = 300

export type LeadRow = {
  id: string
  number: string
  risk: string
  institutionName: string
  personName: string | null
  idMasked: string | null
  behaviour: string
  amountFen: string | null
  repeatCount: number
  source: string
  state: string
  conclusion: string | null
  handlerName: string | null
  agencyName: string | null
  dueOn: string
  version: number
}

const columns = `l.id, l.number, l.risk::text, l.institution_name AS "institutionName", l.person_name AS "personName", l.id_masked AS "idMasked",
  l.behaviour, l.amount_fen::text AS "amountFen", l.repeat_count AS "repeatCount", l.source::text, l.state::text, l.conclusion::text,
  l.handler_name AS "handlerName", a.short_name AS "agencyName", to_char(l.due_on, 'YYYY-MM-DD') AS "dueOn", l.version`

export type LeadPage = {
  rows: LeadRow[]
  /** How many match, as far as `countCap`; `null` where counting took too long. */
  count: number | null
  capped: boolean
  next: string | null
}

/**
 * One page of the lead queue, due soonest first, by keyset: a later page costs what the first costs. The count is exact up to
 * `countCap` and says so beyond. Runs under the actor's row policies; region and clearance are asked for besides.
 */
export async function listLeads(actor: Actor, filter: LeadFilter): Promise<LeadPage> {
  const plain = isPlain(filter)
  const known = plain ? nothingToLookUp : await hotQuery(actor, (client) => lookUp(client, actor, filter))
  const asked = conditionsFor(actor, filter, known)
  const byItself = plain || asked.few // few are all found before they are put in order, and so counted
  const [page, counted] = await Promise.all([
    listQuery(actor, async (client) => {
      const [found, total] = await Promise.all([
        client.query<FoundRow>(prepared(pageQuery(asked, filter), filter)),
        plain ? client.query<Counted>(prepared(countQuery(asked), filter)) : undefined,
      ])
      return { found: found.rows, total: total?.rows[0]?.n ?? found.rows[0]?.matching }
    }),
    byItself ? undefined : countPatiently(actor, filter, known),
  ])
  const rows = page.found.slice(0, leadPageSize).map(shown)
  const last = page.found.length > leadPageSize ? rows.at(-1) : undefined
  const whole = last === undefined && !filter.after ? rows.length : null
  // Behind the last page of few there is no row to say how many there are.
  const count = page.total ?? counted ?? whole ?? (asked.few ? await countPatiently(actor, filter, known) : null)
  return {
    rows,
    count: count === null ? null : Math.min(count, countCap),
    capped: count !== null && count > countCap,
    next: last ? `${last.dueOn}~${last.id}` : null,
  }
}

/** `matching`: how many there are in all, where the page was found among all of them. */
type FoundRow = LeadRow & { matching?: number }
const shown = ({ matching: _, ...row }: FoundRow): LeadRow => ({ ...row, personName: row.personName && maskPersonName(row.personName) })

type Counted = { n: number }

/** Asked for by territory and state alone, as most lists are: counted from the index of the queue, within the time of the rows. */
const isPlain = ({ after: _after, state: _state, region: _region, risk: _risk, ...others }: LeadFilter) =>
  Object.values(others).every((value) => value === undefined)

const nothingToLookUp: LookedUp = { named: null, few: false }

/** What a list is sorted out by may lie anywhere in a million rows. Counted apart, so that the rows are there whatever it takes. */
const countPatiently = (actor: Actor, filter: LeadFilter, known: LookedUp): Promise<number | null> =>
  patientQuery(
    actor,
    async (client) => {
      const countAs = async (purpose: 'found' | 'some') => {
        const { rows } = await client.query<Counted>(prepared(countQuery(conditionsFor(actor, filter, known, purpose)), filter))
        return rows[0]?.n ?? 0
      }
      const some = known.named?.some ? await countAs('some') : 0
      return some > countCap ? some : countAs('found')
    },
    countPatienceMs,
  )

/** A list asked for again and again is planned once; how a name is best found depends on the name, so that is planned each time. */
const prepared = (query: { text: string; values: unknown[] }, { q }: LeadFilter) =>
  q ? query : { name: statementName(query.text), ...query }

/** How many match, as far as anybody wants to know. */
export const countQuery = (asked: Asked) => ({
  text: `SELECT count(*)::int AS n FROM (${foundSql(asked, '')} LIMIT ${countCap + 1}) AS capped`,
  values: asked.values,
})

const allStages = 5
const inStages = (stages: readonly number[]) => (stages.length === allStages ? [] : [`l.stage = ANY('{${stages.join()}}')`])

/**
 * The leads that match, in no order. Those of institutions are looked up institution by institution: past the row policies the planner takes
 * every list for a handful of rows, and would read the whole territory to ask each lead for its institution.
 */
function foundSql({ conditions, stages, byHouse }: Asked, columns: string): string {
  const besides = inStages(stages)
  if (!byHouse) return `SELECT ${columns} FROM lead l WHERE ${[...conditions, ...besides].join(' AND ')}`
  const asked = ['l.institution_id = house.id', ...byHouse.conditions, ...besides]
  const ofHouse = `SELECT ${columns} FROM lead l WHERE ${asked.join(' AND ')} OFFSET 0`
  return `SELECT ${columns} FROM unnest(${byHouse.houses}) AS house(id) CROSS JOIN LATERAL (${ofHouse}) AS l`
}

/**
 * The keys of a page in the order of the list. The index holds the leads of each state in that order, so that each state is read by itself
 * as far as a page goes, and the beginnings are merged; where few can match, they are found first.
 */
function keysSql(asked: Asked, limit: number, after?: string): string {
  const { conditions, stages, place: city } = asked
  if (areFew(asked)) return `WITH ${allFound(asked)} ${firstFound(limit, after)}`
  const place = after ? [after] : []
  const beginnings = stages.map(
    (stage) =>
      `(SELECT l.id, l.due_on FROM lead l WHERE ${[...conditions, ...city, `l.stage = ${stage}`, ...place].join(' AND ')} ORDER BY l.due_on, l.id LIMIT ${limit})`,
  )
  return `SELECT id, due_on FROM (${beginnings.join(' UNION ALL ')}) AS beginnings ORDER BY due_on, id LIMIT ${limit}`
}

const areFew = ({ few, stages }: Asked) => few || stages.length === 0
const allFound = (asked: Asked) => `found AS MATERIALIZED (${foundSql(asked, 'l.id, l.due_on')})`
const firstFound = (limit: number, after?: string) =>
  `SELECT l.id, l.due_on FROM found l ${after ? `WHERE ${after}` : ''} ORDER BY l.due_on, l.id LIMIT ${limit}`

/** One page, and one row more to tell whether another follows. */
export function pageQuery(asked: Asked, filter: LeadFilter): { text: string; values: unknown[] } {
  const position = keysetOf(filter.after)
  const at = asked.values.length
  const after = position ? `(l.due_on, l.id) > ($${at + 1}::date, $${at + 2}::uuid)` : undefined
  const joined = 'JOIN lead l ON l.id = page.id LEFT JOIN agency a ON a.id = l.agency_id ORDER BY l.due_on, l.id'
  const text = areFew(asked)
    ? `WITH ${allFound(asked)} SELECT ${columns}, (SELECT count(*)::int FROM found) AS matching FROM (${firstFound(leadPageSize + 1, after)}) AS page ${joined}`
    : `SELECT ${columns} FROM (${keysSql(asked, leadPageSize + 1, after)}) AS page ${joined}`
  return { text, values: position ? [...asked.values, ...position] : asked.values }
}

/**
 * The leads that a filter (as its query string) matches now. `expected` is how many the person was told of when they chose
 * them all; told of as many as one act takes, they chose the first of them. Refuses `selectionChanged` when they are others by now, and `tooMany` past what one act may take.
 */
export async function leadIdsMatching(actor: Actor, queryString: string, expected: number): Promise<Result<string[]>> {
  return listQuery(actor, async (client): Promise<Result<string[]>> => {
    const asked = await conditionsOf(client, actor, filterOf(queryString))
    const most = expected === batchLimit ? batchLimit : batchLimit + 1
    const found = await client.query<{ id: string }>(keysSql(asked, most), asked.values)
    if (found.rows.length > batchLimit) return refuse('tooMany', { limit: batchLimit })
    if (found.rows.length !== expected) return refuse('selectionChanged', { expected, found: found.rows.length })
    return ok(found.rows.map((row) => row.id))
  })
}

/** `2024-05-31~0198…` → its parts; anything else is the first page. */
function keysetOf(after: string | undefined): [dueOn: string, id: string] | null {
  const [dueOn, id] = (after ?? '').split('~')
  return dueOn && id && isCivilDate(dueOn) && dueOn > '1900' && z.uuid().safeParse(id).success ? [dueOn, id] : null
}
