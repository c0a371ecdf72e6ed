import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingMidnight } from '#domain/kernel/civil-date'
import { stageOf } from '#domain/lead/stage'
import { leadStates } from '#domain/lead/steps'
import type { SqlReader } from '#platform/db'
import { fenOf, type LeadFilter } from './lead-filter'
import { leadsWaiting, waitingStates } from './waiting'

/**
 * A filter as SQL over `l`, with numbered values; no text of the person's goes into the SQL itself.
 * `stages`: the states that can match, by their numbers. `few`: so few rows can match that they are found first and put in order after.
 * `place`: the city as an index of the queue begins with it; it says nothing that `conditions` do not.
 */
export type Asked = { conditions: string[]; values: unknown[]; stages: readonly number[]; few: boolean; place: string[] }
type Ask = (condition: (...at: string[]) => string, ...asked: unknown[]) => void

/** More institutions or leads than this of one name are a common word: the list is walked in its order until the page is full. */
const fewInstitutions = 100
const mostInstitutions = 5_000
const mostUnplaced = 2_000
const smallBatch = 5_000

/** Every condition of the filter. What a name means is looked up through `client` first. */
export async function conditionsOf(client: SqlReader, actor: Actor, filter: LeadFilter): Promise<Asked> {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask: Ask = (condition, ...asked) => {
    conditions.push(condition(...asked.map((value) => `$${values.push(value)}`)))
  }
  const bounds = askReach(actor, filter, ask)
  askRows(filter, ask, conditions)
  askWork(actor, filter, ask)
  if (filter.todo) {
    const agency = `$${values.push(actor.agencyId)}`
    conditions.push(leadsWaiting[filter.todo](agency, filter.todo === 'assign' ? '' : `$${values.push(actor.userId)}`))
  }
  const named = filter.q ? await askText(client, filter.q, bounds, ask) : false
  const few = named || Boolean(filter.person ?? filter.name ?? filter.institution) || (await isSmallBatch(client, filter))
  return { conditions, values, stages: stagesOf(filter), few, place: placeOf(bounds) }
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

/** What the person may see, within the region asked for. */
function askReach(actor: Actor, { region }: LeadFilter, ask: Ask): [lo: number, hi: number] {
  const [from, to] = region === undefined ? [1, 999_999] : rangeOf(region)
  const lo = Math.max(actor.regionLo ?? 1, from)
  const hi = Math.min(actor.regionHi ?? 0, to)
  ask((at) => `l.department = ${at}::"Department"`, actor.department)
  ask((at) => `l.region_no >= ${at}`, lo)
  ask((at) => `l.region_no <= ${at}`, hi)
  if (lo === hi) ask((at) => `l.region_no = ${at}`, lo)
  ask((at) => `l.secrecy <= ${at}`, actor.clearance)
  if (actor.recusedIds.length > 0) ask((at) => `l.id <> ALL(${at}::uuid[])`, [...actor.recusedIds])
  return [lo, hi]
}

const awaitsCase = `l.is_fraud AND l.state = 'concluded' AND NOT EXISTS (SELECT FROM case_file c WHERE c.lead_id = l.id AND c.state <> 'notFiled')`

/** What the lead itself says. */
function askRows(filter: LeadFilter, ask: Ask, conditions: string[]) {
  if (filter.conclusion) ask((at) => `l.conclusion = ${at}::"LeadConclusion"`, filter.conclusion)
  if (filter.risk) ask((at) => `l.risk = ${at}::"RiskLevel"`, filter.risk)
  if (filter.origin) ask((at) => `l.origin = ${at}::"LeadOrigin"`, filter.origin)
  if (filter.batch) ask((at) => `l.batch_number = ${at}`, filter.batch)
  if (filter.institution) ask((at) => `l.institution_id = ${at}::uuid`, filter.institution)
  if (filter.person) ask((at) => `l.id_index = ${at}`, filter.person)
  if (filter.name) ask((at) => `l.person_name = ${at}`, filter.name)
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

type Called = { institutions: string[]; unplaced: string[] }
const calledSql = 'SELECT institutions_called($1, $2) AS institutions, unplaced_leads_called($1, $3, $4, $5) AS unplaced'

/**
 * A number is looked up as such: the lead's own, or the one it had in its list. A name, part of a name or its initials (拼音首字母) mean
 * institutions, and leads that name none of the register. Returns whether few leads can match.
 */
async function askText(client: SqlReader, text: string, [lo, hi]: [number, number], ask: Ask): Promise<boolean> {
  if (/^[A-Z]{2}-/i.test(text)) {
    ask((at) => `l.number = ${at}`, text.toUpperCase())
    return true
  }
  if ([...text].length < 2) {
    ask((at) => `strpos(l.institution_name, ${at}) > 0`, text)
    return false
  }
  const found = await client.query<Called>(calledSql, [text, mostInstitutions + 1, lo, hi, mostUnplaced + 1])
  const { institutions, unplaced } = found.rows[0] ?? { institutions: [], unplaced: [] }
  if (institutions.length > mostInstitutions || unplaced.length > mostUnplaced) {
    ask(
      (at) => `(l.institution_id IN (SELECT unnest(institutions_called(${at}, 1000000)))
        OR (l.institution_id IS NULL AND strpos(l.institution_name, ${at}) > 0) OR l.source_number = ${at})`,
      text,
    )
    return false
  }
  ask(
    (number, known, unknown) =>
      `(l.institution_id = ANY(${known}::uuid[]) OR l.id = ANY(${unknown}::uuid[]) OR l.source_number = ${number})`,
    text,
    institutions,
    unplaced,
  )
  return institutions.length <= fewInstitutions
}
