import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type RepeatedAccount, repeatedAccounts } from '#domain/lead/answers/answer-sheet'
import { sampleRule } from '#domain/lead/answers/review'
import type { LeadConclusion } from '#domain/lead/conclusions'
import { leadSteps } from '#domain/lead/steps'
import type { Tx } from '#platform/db'
import { maySql, readableSql } from '../../access'

const shownLeads = 50

export type ReviewFigures = {
  /** What waits, by conclusion, with its sums in fen. */
  shares: { conclusion: LeadConclusion; count: number; billed: string | null; irregular: string | null; fundLoss: string | null }[]
  together: number
  alone: { id: string; number: string; institutionName: string }[]
  aloneCount: number
  repeated: RepeatedAccount[]
}

type Asked = { text: string; values: unknown[] }

/**
 * Asks something of the rounds of a sheet that this person sees (`round`). Each is looked at once, whatever is asked: whether it `waits` for a
 * second person, and this one may agree to it; and whether it `is_alone`, never agreed in bulk: fraud, or much money by its officer's word or
 * by the list that the lead came with. An answer that clears a lead names no money.
 */
const askRounds = (actor: Actor, sheetId: string, question: string): Asked => ({
  text: `WITH round AS (
    SELECT lead_verification.id AS round_id, lead.id, lead.number, lead.institution_name, lead.risk::text AS risk, lead_verification.conclusion::text AS conclusion,
      lead_verification.billed_fen, lead_verification.irregular_fen, lead_verification.fund_loss_fen,
      left(lead_verification.account, 200) AS account, md5(lead_verification.account) AS said,
      lead_verification.agreed IS NULL AND lead_verification.handler_id <> $2::uuid AND lead.state::text = ANY ($3::text[])
        AND ${maySql(actor, leadSteps.agree.by, 'lead')} AS waits,
      lead_verification.is_fraud OR coalesce(greatest(lead_verification.billed_fen, lead.amount_fen) >= $4::bigint, false) AS is_alone
    FROM lead_verification JOIN lead ON lead.id = lead_verification.lead_id
    WHERE lead_verification.sheet_id = $1::uuid AND ${readableSql('lead')}
  ) ${question}`,
  values: [sheetId, actor.userId, [...leadSteps.agree.from], sampleRule.aloneFromFen],
})

const listed = (rows: string) => `(SELECT coalesce(json_agg(one), '[]') FROM (${rows}) AS one)`

const repeatedRounds = `SELECT min(account) AS account, count(*)::int AS count FROM round GROUP BY said
  HAVING count(*) > ${repeatedAccounts.above} ORDER BY 2 DESC LIMIT 20`

/** All that the page of a review says of a sheet, from one pass over its rounds. */
export const figuresOf = (actor: Actor, sheetId: string): Asked =>
  askRounds(
    actor,
    sheetId,
    `SELECT ${listed(`SELECT conclusion, count(*)::int AS count, sum(billed_fen)::text AS billed, sum(irregular_fen)::text AS irregular,
        sum(fund_loss_fen)::text AS "fundLoss" FROM round WHERE waits GROUP BY conclusion ORDER BY conclusion`)} AS shares,
      (SELECT count(*)::int FROM round WHERE waits AND NOT is_alone) AS together,
      (SELECT count(*)::int FROM round WHERE waits AND is_alone) AS "aloneCount",
      ${listed(`SELECT id, number, institution_name AS "institutionName" FROM round WHERE waits AND is_alone ORDER BY number LIMIT ${shownLeads}`)} AS alone,
      ${listed(repeatedRounds)} AS repeated`,
  )

export async function readFigures(tx: Tx, actor: Actor, sheetId: string): Promise<ReviewFigures> {
  const { text, values } = figuresOf(actor, sheetId)
  const [figures] = await tx.$queryRawUnsafe<ReviewFigures[]>(text, ...values)
  return figures ?? { shares: [], together: 0, alone: [], aloneCount: 0, repeated: [] }
}

/** Accounts that more leads of a sheet have than a person would write alike, as far as this person sees them. */
export async function repeatedOf(tx: Tx, actor: Actor, sheetId: string): Promise<RepeatedAccount[]> {
  const { text, values } = askRounds(actor, sheetId, repeatedRounds)
  return tx.$queryRawUnsafe<RepeatedAccount[]>(text, ...values)
}

/** How many wait for this person: of all, of those that may be agreed together, and of these that came with a grave risk. */
export type Waiting = { all: number; together: number; grave: number }

export async function countWaiting(tx: Tx, actor: Actor, sheetId: string): Promise<Waiting> {
  const counted = `SELECT count(*)::int AS "all", count(*) FILTER (WHERE NOT is_alone)::int AS together,
    count(*) FILTER (WHERE NOT is_alone AND risk = '${sampleRule.graveRisk}')::int AS grave FROM round WHERE waits`
  const { text, values } = askRounds(actor, sheetId, counted)
  const [waiting] = await tx.$queryRawUnsafe<Waiting[]>(text, ...values)
  return waiting ?? { all: 0, together: 0, grave: 0 }
}

/** Of rounds that may be agreed together: those of leads with a grave risk; only of these leads; but not of these; the first so many. */
export type Which = { grave?: boolean; only?: readonly string[]; except?: readonly string[]; most?: number }

/** The rounds that wait for this person and may be agreed together, in the order that they were made in. */
export async function waitingTogether(
  tx: Tx,
  actor: Actor,
  sheetId: string,
  { grave = false, only, except = [], most }: Which,
): Promise<{ id: string; leadId: string }[]> {
  const { text, values } = askRounds(
    actor,
    sheetId,
    `SELECT round_id::text AS id, id::text AS "leadId" FROM round
     WHERE waits AND NOT is_alone AND (NOT $5::boolean OR risk = '${sampleRule.graveRisk}')
       AND ($6::uuid[] IS NULL OR id = ANY ($6::uuid[])) AND NOT id = ANY ($7::uuid[]) ORDER BY round_id LIMIT $8::int`,
  )
  return tx.$queryRawUnsafe(text, ...values, grave, only ? [...only] : null, [...except], most ?? null)
}
