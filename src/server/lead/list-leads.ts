import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { isCivilDate } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { leadConclusions } from '#domain/lead/conclusions'
import { batchLimit } from '#domain/lead/inputs'
import { leadStates, riskLevels } from '#domain/lead/steps'
import { maskPersonName } from '#domain/person/person-name'
import { hotQuery, shortQuery, statementName } from '../query'
import { type LeadTask, leadsWaiting, leadTasks } from './waiting'

/** A word to search for, as the database can take it: without control characters. */
const word = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\p{Cc}/gu, '').trim())
    .optional()
    .catch(undefined)
/** Years that a civil date of ours can have, so that no date is one only to us. */
const day = z
  .string()
  .refine((text) => isCivilDate(text) && text > '1900')
  .optional()
  .catch(undefined)

/** What the queue may be asked. Read from the URL; anything else in it is left alone. */
export const leadFilter = z.object({
  state: z.enum(leadStates).optional().catch(undefined),
  conclusion: z.enum(leadConclusions).optional().catch(undefined),
  risk: z.enum(riskLevels).optional().catch(undefined),
  origin: z.enum(['prescribed', 'local']).optional().catch(undefined),
  batch: word(40),
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  q: word(60),
  mine: z.literal('1').optional().catch(undefined),
  /** What waits for this person, as their desk counts it. */
  todo: z.enum(leadTasks).optional().catch(undefined),
  /** Found to be fraud, and no case yet. */
  fraud: z.literal('1').optional().catch(undefined),
  overdue: day,
  after: z.string().max(80).optional().catch(undefined),
})
export type LeadFilter = z.infer<typeof leadFilter>

export const leadPageSize = 50
/** Counts stop here: past it, the number itself helps nobody. */
export const countCap = 10_000

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

/**
 * One page of the lead queue, due soonest first, by keyset: a later page costs what the first costs. The count is exact up to
 * `countCap` and says so beyond. Runs under the actor's row policies; region and clearance are asked for besides.
 */
export async function listLeads(
  actor: Actor,
  filter: LeadFilter,
): Promise<{ rows: LeadRow[]; count: number; capped: boolean; next: string | null }> {
  const { conditions, values } = conditionsOf(actor, filter)
  const position = keysetOf(filter.after)
  const paged = position ? [...conditions, `(l.due_on, l.id) > ($${values.length + 1}::date, $${values.length + 2}::uuid)`] : conditions
  const page = `SELECT ${columns} FROM lead l LEFT JOIN agency a ON a.id = l.agency_id WHERE ${paged.join(' AND ')}
    ORDER BY l.due_on, l.id LIMIT ${leadPageSize + 1}`
  const counted = `SELECT count(*)::int AS n FROM (SELECT FROM lead l WHERE ${conditions.join(' AND ')} LIMIT ${countCap + 1}) AS capped`

  return shortQuery(actor, async (client) => {
    const [found, total] = await Promise.all([
      client.query<LeadRow>({ ...prepared(page, filter), values: position ? [...values, ...position] : values }),
      client.query<{ n: number }>({ ...prepared(counted, filter), values }),
    ])
    const rows = found.rows.slice(0, leadPageSize).map((row) => ({ ...row, personName: row.personName && maskPersonName(row.personName) }))
    const last = rows.at(-1)
    const count = total.rows[0]?.n ?? 0
    return {
      rows,
      count: Math.min(count, countCap),
      capped: count > countCap,
      next: found.rows.length > leadPageSize && last ? `${last.dueOn}~${last.id}` : null,
    }
  })
}

/** A list asked for again and again is planned once; how a name is best found depends on the name, so that is planned each time. */
const prepared = (text: string, { q }: LeadFilter) => (q ? { text } : { name: statementName(text), text })

/**
 * The leads that a filter (as its query string) matches now. `expected` is how many the person was told of when they chose
 * them all. Refuses `selectionChanged` when they are others by now, and `tooMany` past what one act may take.
 */
export async function leadIdsMatching(actor: Actor, queryString: string, expected: number): Promise<Result<string[]>> {
  const { conditions, values } = conditionsOf(actor, leadFilter.parse(Object.fromEntries(new URLSearchParams(queryString))))
  return hotQuery(actor, async (client): Promise<Result<string[]>> => {
    const found = await client.query<{ id: string }>(
      `SELECT l.id FROM lead l WHERE ${conditions.join(' AND ')} ORDER BY l.due_on, l.id LIMIT ${batchLimit + 1}`,
      values,
    )
    if (found.rows.length > batchLimit) return refuse('tooMany', { limit: batchLimit })
    if (found.rows.length !== expected) return refuse('selectionChanged', { expected, found: found.rows.length })
    return ok(found.rows.map((row) => row.id))
  })
}

const awaitsCase = `l.is_fraud AND l.state = 'concluded' AND NOT EXISTS (SELECT FROM case_file c WHERE c.lead_id = l.id AND c.state <> 'notFiled')`

/** Every condition of the filter as SQL with numbered values. No text of the person's goes into the SQL itself. */
export function conditionsOf(actor: Actor, filter: LeadFilter): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  ask((at) => `l.department = ${at}::"Department"`, actor.department)
  ask((at) => `l.region_no >= ${at}`, actor.regionLo ?? 1)
  ask((at) => `l.region_no <= ${at}`, actor.regionHi ?? 0)
  ask((at) => `l.secrecy <= ${at}`, actor.clearance)
  if (actor.recusedIds.length > 0) ask((at) => `l.id <> ALL(${at}::uuid[])`, [...actor.recusedIds])
  if (filter.state) ask((at) => `l.state = ${at}::"LeadState"`, filter.state)
  if (filter.conclusion) ask((at) => `l.conclusion = ${at}::"LeadConclusion"`, filter.conclusion)
  if (filter.risk) ask((at) => `l.risk = ${at}::"RiskLevel"`, filter.risk)
  if (filter.origin) ask((at) => `l.origin = ${at}::"LeadOrigin"`, filter.origin)
  if (filter.batch) ask((at) => `l.batch_number = ${at}`, filter.batch)
  if (filter.region) ask((at) => `l.region_no = ${at}`, filter.region)
  if (filter.fraud) conditions.push(awaitsCase)
  if (filter.mine) ask((at) => `l.handler_id = ${at}`, actor.userId)
  if (filter.todo) askWaiting(actor, filter.todo, values, conditions)
  if (filter.overdue) ask((at) => `l.due_on < ${at}::date AND l.state <> 'concluded'`, filter.overdue)
  if (filter.q) askText(filter.q, ask)
  return { conditions, values }
}

function askWaiting({ agencyId, userId }: Actor, task: LeadTask, values: unknown[], conditions: string[]) {
  const agency = `$${values.push(agencyId)}`
  const person = task === 'assign' ? '' : `$${values.push(userId)}`
  conditions.push(leadsWaiting[task](agency, person))
}

/** A number is looked up as such; a name by its pieces of two characters (which an index serves) and then exactly. */
function askText(text: string, ask: (condition: (at: string) => string, value: unknown) => void) {
  if (/^[A-Z]{2}-/i.test(text)) return ask((at) => `l.number = ${at}`, text.toUpperCase())
  if ([...text].length >= 2) ask((at) => `bigrams(l.institution_name) @> bigrams(${at}::text)`, text)
  ask((at) => `l.institution_name LIKE '%' || ${at} || '%'`, text.replace(/[\\%_]/g, '\\$&'))
}

/** `2024-05-31~0198…` → its parts; anything else is the first page. */
function keysetOf(after: string | undefined): [dueOn: string, id: string] | null {
  const [dueOn, id] = (after ?? '').split('~')
  return dueOn && id && isCivilDate(dueOn) && dueOn > '1900' && z.uuid().safeParse(id).success ? [dueOn, id] : null
}
