import 'server-only'
import { z } from 'zod'
import { caseStates } from '#domain/case/kinds'
import { lapsingRules } from '#domain/clock/rules'
import { mostPapers } from '#domain/document/paper-batches'
import type { Actor } from '#domain/kernel/access'
import { searchWord } from '#domain/kernel/form-fields'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { PoolClient } from '#platform/pg'
import { hotQuery, keptListQuery, statementName } from '../query'

/** What the list may be asked. Read from the URL; anything else in it is left alone. */
export const caseFilter = z.object({
  state: z.enum(caseStates).optional().catch(undefined),
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  campaign: z.uuid().optional().catch(undefined),
  q: searchWord(60),
  mine: z.literal('1').optional().catch(undefined),
  late: z.literal('1').optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type CaseFilter = z.infer<typeof caseFilter>

export const casePageSize = 50
/** Counts stop here: past it, the number itself helps nobody. */
const countCap = 10_000

export type CaseRow = {
  id: string
  number: string
  partyName: string
  cause: string
  state: string
  agencyName: string
  officers: string
  fundLossFen: string
  returnedFen: string
  referralCount: number
  proposedOn: string
  /** The next clock that runs out; `null` when none runs. */
  dueAt: Date | null
}

/** What runs for a case. Time that the party may let pass makes no case late. */
const running = `FROM statutory_clock k WHERE k.subject_type = 'case' AND k.subject_id = c.id AND k.stopped_at IS NULL AND k.paused_at IS NULL
    AND k.rule_id NOT IN (${lapsingRules.map((rule) => `'${rule}'`).join()})`

const columns = `c.id, c.number, c.party_name AS "partyName", c.cause, c.state::text, a.short_name AS "agencyName",
  c.officer_a_name || '、' || c.officer_b_name AS officers,
  (SELECT coalesce(sum(f.fund_loss_fen), 0)::text FROM case_fact f WHERE f.case_id = c.id AND f.withdrawn_at IS NULL) AS "fundLossFen",
  (SELECT coalesce(sum(m.amount_fen), 0)::text FROM case_money m
    WHERE m.case_id = c.id AND m.kind IN ('recovered', 'agreementRecovered') AND m.confirmed_at IS NOT NULL) AS "returnedFen",
  (SELECT count(*)::int FROM referral r WHERE r.case_id = c.id AND r.kind <> 'handBack' AND r.state NOT IN ('declined', 'withdrawn')) AS "referralCount",
  to_char(c.proposed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "proposedOn", (SELECT min(k.due_at) ${running}) AS "dueAt"`

type Listed = { rows: CaseRow[]; count: number; exact: boolean; next: string | null }

/** Of several regions, the newest are soon found walking back from the newest of all; of one, by its own index. */
const isWide = ({ regionLo, regionHi }: Actor): boolean => regionLo !== regionHi

/**
 * One page of the cases in reach, newest first, by keyset. Money and clocks are looked up for the rows of the page alone.
 * Runs under the actor's row policies; region and clearance are asked for besides.
 */
export async function listCases(actor: Actor, filter: CaseFilter, now: Date) {
  const { conditions, values } = conditionsOf(actor, filter, now)
  const paged = filter.after ? [...conditions, `c.id < $${values.length + 1}::uuid`] : conditions
  const page = `SELECT ${columns} FROM case_file c JOIN agency a ON a.id = c.agency_id WHERE ${paged.join(' AND ')}
    ORDER BY c.id DESC LIMIT ${casePageSize + 1}`
  const counted = `SELECT count(*)::int AS n FROM (SELECT FROM case_file c WHERE ${conditions.join(' AND ')} LIMIT ${countCap + 1}) AS capped`

  // Words are found by what they are, everything else by a plan that fits all who ask.
  const named = (text: string) => (filter.q ? { text } : { name: statementName(text), text })
  const read = filter.q
    ? hotQuery<Listed>
    : (asker: Actor, list: (client: PoolClient) => Promise<Listed>) => keptListQuery(asker, isWide(actor), list)
  return read(actor, async (client) => {
    const [found, total] = await Promise.all([
      client.query<CaseRow>({ ...named(page), values: filter.after ? [...values, filter.after] : values }),
      client.query<{ n: number }>({ ...named(counted), values }),
    ])
    const rows = found.rows.slice(0, casePageSize)
    const count = total.rows[0]?.n ?? 0
    return {
      rows,
      count: Math.min(count, countCap),
      exact: count <= countCap,
      next: found.rows.length > casePageSize ? (rows.at(-1)?.id ?? null) : null,
    }
  })
}

/** The cases that a filter matches now; `expected` is how many the person was told of. Refuses `tooMany`, `changedMeanwhile`. */
export async function caseIdsMatching(actor: Actor, filter: CaseFilter, expected: number, now: Date): Promise<Result<string[]>> {
  const { conditions, values } = conditionsOf(actor, filter, now)
  const most = expected === mostPapers ? mostPapers : mostPapers + 1
  const asked = `SELECT c.id FROM case_file c WHERE ${conditions.join(' AND ')} ORDER BY c.id DESC LIMIT ${most}`
  const { rows } = await hotQuery(actor, (client) => client.query<{ id: string }>(asked, values))
  if (rows.length > mostPapers) return refuse('tooMany', { limit: mostPapers })
  return rows.length === expected ? ok(rows.map(({ id }) => id)) : refuse('changedMeanwhile')
}

/** Every condition of the filter as SQL with numbered values. No text of the person's goes into the SQL itself. */
function conditionsOf(actor: Actor, filter: CaseFilter, now: Date): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = []
  const conditions: string[] = []
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  ask((at) => `c.department = ${at}::"Department"`, actor.department)
  if (isWide(actor)) {
    // Numbers of ours, in the text itself: the plan of a province is not that of a city, nor one of them that of both.
    conditions.push(`c.region_no BETWEEN ${Number(actor.regionLo ?? 1)} AND ${Number(actor.regionHi ?? 0)}`)
  } else ask((at) => `c.region_no = ${at}`, actor.regionLo)
  ask((at) => `c.secrecy <= ${at}`, actor.clearance)
  if (actor.recusedIds.length > 0) ask((at) => `c.id <> ALL (${at}::uuid[])`, actor.recusedIds)
  if (actor.committedTo !== 'any') ask((at) => `c.campaign_id = ANY (${at}::uuid[])`, actor.committedTo)
  if (filter.state) ask((at) => `c.state = ${at}::"CaseState"`, filter.state)
  if (filter.region) ask((at) => `c.region_no = ${at}`, filter.region)
  if (filter.campaign) ask((at) => `c.campaign_id = ${at}::uuid`, filter.campaign)
  if (filter.mine) ask((at) => `${at}::uuid IN (c.officer_a_id, c.officer_b_id, c.proposed_by_id)`, actor.userId)
  if (filter.late) ask((at) => `EXISTS (SELECT ${running} AND k.due_at <= ${at})`, now)
  if (filter.q) askText(filter.q, ask)
  return { conditions, values }
}

/** A case number is looked up as such; anything else in the names. */
function askText(text: string, ask: (condition: (at: string) => string, value: unknown) => void) {
  if (/^AJ-/i.test(text)) return ask((at) => `c.number = ${at}`, text.toUpperCase())
  ask((at) => `(c.party_name LIKE '%' || ${at} || '%' OR c.cause LIKE '%' || ${at} || '%')`, text.replace(/[\\%_]/g, '\\$&'))
}
