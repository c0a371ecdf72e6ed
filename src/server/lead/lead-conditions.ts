import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingMidnight } from '#domain/kernel/civil-date'
import { stageOf } from '#domain/lead/stage'
import { leadStates } from '#domain/lead/steps'
import type { SqlReader } from '#platform/db'
import { fenOf, type LeadFilter } from './lead-filter'
import { leadsNamed, type Named } from './leads-named'
import { personOf } from './person-asked'
import { samePerson, sameSubject } from './same-subject'
import { leadsWaiting, waitingStates } from './waiting'

/**
 * A filter as SQL over `l`, with numbered values; no text of the person's goes into the SQL itself.
 * `stages`: the states that can match, by their numbers. `few`: so few rows can match that they are found first and put in order after.
 * `place`: the city as an index of the queue begins with it; it says nothing that `conditions` do not.
 * `byHouse`: the same conditions as an array of institutions and what is asked of the leads of each.
 */
export type Asked = {
  conditions: string[]
  values: unknown[]
  stages: readonly number[]
  few: boolean
  place: string[]
  byHouse?: { houses: string; conditions: string[] }
}
type Ask = (condition: (...at: string[]) => string, ...asked: unknown[]) => void

const smallBatch = 5_000

/** What has to be looked up before a filter can be said in SQL: whose name is asked for, and whether few leads can match at all. */
export type LookedUp = { named: Named | null; few: boolean }

export async function lookUp(client: SqlReader, actor: Actor, filter: LeadFilter): Promise<LookedUp> {
  const named = filter.q && isName(filter.q) ? await leadsNamed(client, filter.q, boundsOf(actor, filter)) : null
  const few =
    named?.few ||
    Boolean(filter.person ?? filter.samePersonAs ?? filter.name ?? filter.institution ?? filter.subject) ||
    (await isSmallBatch(client, filter))
  return { named, few }
}

/** Every condition of the filter. What a name means is looked up through `client` first. */
export const conditionsOf = async (client: SqlReader, actor: Actor, filter: LeadFilter): Promise<Asked> =>
  conditionsFor(actor, filter, await lookUp(client, actor, filter))

/** The same from what is looked up already. `purpose`: by which of its ways a name is found. */
export function conditionsFor(
  actor: Actor,
  filter: LeadFilter,
  { named, few }: LookedUp,
  purpose: 'walked' | 'found' | 'some' = 'walked',
): Asked {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask: Ask = (condition, ...asked) => {
    conditions.push(condition(...asked.map((value) => `$${values.push(value)}`)))
  }
  const bounds = boundsOf(actor, filter)
  askReach(actor, bounds, ask)
  askRows(actor, filter, ask, conditions)
  askWork(actor, filter, ask)
  if (filter.todo) {
    const agency = `$${values.push(actor.agencyId)}`
    conditions.push(leadsWaiting[filter.todo](agency, filter.todo === 'assign' ? '' : `$${values.push(actor.userId)}`))
  }
  const called = named?.[purpose]
  const houses = called?.houses?.(...called.values.map((_, place) => `$${values.length + place + 1}`))
  const byHouse = houses ? { houses, conditions: [...conditions] } : undefined
  if (called) ask(called.sql, ...called.values)
  else if (filter.q) askWord(filter.q, ask)
  return { conditions, values, stages: stagesOf(filter), few: few || isNumber(filter.q), place: placeOf(bounds), byHouse }
}

/** The numbers of the states that the filter leaves. */
function stagesOf(filter: LeadFilter): number[] {
  const wanted = leadStates.filter(
    (state) =>
      (filter.state === undefined || state === filter.state) &&
      !((filter.open || filter.overdue) && state === 'concluded') &&
      !((filter.fraud || filter.conclusion) && state !== 'concluded') &&
      (filter.todo === undefined || waitingStates[filter.todo].includes(state)),
  )
  return wanted.map(stageOf)
}

/** The first and the last number of a region and everything below it. */
const rangeOf = (region: number): [number, number] =>
  region % 10_000 === 0 ? [region, region + 9_999] : region % 100 === 0 ? [region, region + 99] : [region, region]

const placeOf = ([lo, hi]: readonly [number, number]): string[] =>
  lo < hi && Math.floor(lo / 100) === Math.floor(hi / 100) ? [`l.city_no = ${Math.floor(lo / 100)}`] : []

/** Whether the batch asked for is one that is sooner found than walked to. One of another agency's batches is walked to. */
async function isSmallBatch(client: SqlReader, { batch }: LeadFilter): Promise<boolean> {
  if (!batch) return false
  const { rows } = await client.query<{ count: number }>('SELECT issued_count AS count FROM lead_batch WHERE number = $1', [batch])
  return rows[0] !== undefined && rows[0].count <= smallBatch
}

/** The territory of the person, within the region asked for. */
function boundsOf(actor: Actor, { region, own }: LeadFilter): [lo: number, hi: number] {
  const [from, to] = region === undefined ? [1, 999_999] : own ? [region, region] : rangeOf(region)
  return [Math.max(actor.regionLo ?? 1, from), Math.min(actor.regionHi ?? 0, to)]
}

/** What the person may see of it. */
function askReach(actor: Actor, [lo, hi]: readonly [number, number], ask: Ask) {
  ask((at) => `l.department = ${at}::"Department"`, actor.department)
  ask((at) => `l.region_no >= ${at}`, lo)
  ask((at) => `l.region_no <= ${at}`, hi)
  if (lo === hi) ask((at) => `l.region_no = ${at}`, lo)
  ask((at) => `l.secrecy <= ${at}`, actor.clearance)
  if (actor.recusedIds.length > 0) ask((at) => `l.id <> ALL(${at}::uuid[])`, [...actor.recusedIds])
}

const awaitsCase = `l.is_fraud AND l.state = 'concluded' AND NOT EXISTS (SELECT FROM case_file c WHERE c.lead_id = l.id AND c.state <> 'notFiled')`

/** What the lead itself says. */
function askRows(actor: Actor, filter: LeadFilter, ask: Ask, conditions: string[]) {
  if (filter.conclusion) ask((at) => `l.conclusion = ${at}::"LeadConclusion"`, filter.conclusion)
  if (filter.risk) ask((at) => `l.risk = ${at}::"RiskLevel"`, filter.risk)
  if (filter.origin) ask((at) => `l.origin = ${at}::"LeadOrigin"`, filter.origin)
  if (filter.source) ask((at) => `l.source = ${at}::"LeadSource"`, filter.source)
  if (filter.batch) ask((at) => `l.batch_number = ${at}`, filter.batch)
  if (filter.institution) ask((at) => `l.institution_id = ${at}::uuid`, filter.institution)
  // Of a value that is not theirs, or old, no index is known, and no lead has none.
  if (filter.person) ask((at) => `l.id_index = ${at}`, personOf(actor, filter.person))
  if (filter.samePersonAs) ask(samePerson, filter.samePersonAs)
  if (filter.name) ask((at) => `l.person_name = ${at}`, filter.name)
  if (filter.subject) ask(sameSubject, filter.subject)
  if (filter.model) ask((at) => `l.model_code = ${at}`, filter.model.toUpperCase())
  if (filter.repeat) ask((at) => `l.repeat_count >= ${at}`, filter.repeat)
  if (filter.amountFrom) ask((at) => `l.amount_fen >= ${at}`, fenOf(filter.amountFrom))
  if (filter.amountTo) ask((at) => `l.amount_fen <= ${at}`, fenOf(filter.amountTo))
  if (filter.dueFrom) ask((at) => `l.due_on >= ${at}::date`, filter.dueFrom)
  if (filter.dueTo) ask((at) => `l.due_on <= ${at}::date`, filter.dueTo)
  if (filter.overdue) ask((at) => `l.due_on < ${at}::date`, filter.overdue)
  if (filter.fraud) conditions.push(awaitsCase)
}

/** Who works on it and when it was concluded. */
function askWork(actor: Actor, filter: LeadFilter, ask: Ask) {
  if (filter.agency) ask((at) => `l.agency_id = ${at}::uuid`, filter.agency)
  if (filter.handler) ask((at) => `l.handler_id = ${at}::uuid`, filter.handler)
  if (filter.mine) ask((at) => `l.handler_id = ${at}::uuid`, actor.userId)
  if (filter.concludedFrom) ask((at) => `l.concluded_at >= ${at}`, beijingMidnight(filter.concludedFrom))
  if (filter.concludedTo) ask((at) => `l.concluded_at < ${at}`, beijingMidnight(addDays(filter.concludedTo, 1)))
}

/** The number of a lead of ours, whole. */
const isNumber = (text = '') => /^[A-Z]{2}-/i.test(text)
const isName = (text: string) => !isNumber(text) && [...text].length >= 2

/** A number is looked up as such; one character alone is asked of each lead. */
function askWord(text: string, ask: Ask) {
  if (isNumber(text)) ask((at) => `l.number = ${at}`, text.toUpperCase())
  else ask((at) => `strpos(l.institution_name, ${at}) > 0`, text)
}
