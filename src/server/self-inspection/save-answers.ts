import 'server-only'
import { randomUUID } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type AnswerKind, answerStands, isOwnRepeat } from '#domain/self-inspection/answers'
import { type SaveAnswers, type SentAnswer, saveAnswersInput } from '#domain/self-inspection/section'
import { type FilingState, filingGrants, filingSteps } from '#domain/self-inspection/steps'
import { type AuditEntry, auditIn } from '#platform/audit'
import { may, readableSql } from '../access'
import { hotCommand, type SqlContext } from '../command'
import { must } from '../refused'
import { askedSql } from './items-asked'
import { findingColumns } from './record-finding'

/** A filing as it is held, in the columns that its rules ask for. */
type Held = {
  id: string
  state: FilingState
  version: number
  department: 'MI'
  regionNo: number
  campaignId: string
  institutionId: string
  lookBackFrom: Date
  recallReason: string | null
  submittedById: string | null
}
/** An item that is written under, with what stands there. */
type HeldItem = {
  id: string
  code: string
  fieldId: string | null
  answer: AnswerKind | null
  reason: string
  answeredById: string | null
  version: number
  findings: number
}

const holding = `SELECT filing.id, filing.state::text, filing.version, filing.department::text, filing.region_no AS "regionNo",
    filing.campaign_id AS "campaignId", filing.institution_id AS "institutionId", filing.look_back_from AS "lookBackFrom",
    filing.recall_reason AS "recallReason", filing.submitted_by_id AS "submittedById"
  FROM filing WHERE id = $1 AND ${readableSql('filing')} FOR NO KEY UPDATE`

const standing = `SELECT item.id, item.code, item.field_id AS "fieldId", a.answer::text, coalesce(a.reason, '') AS reason,
    a.answered_by_id AS "answeredById", coalesce(a.version, 0) AS version,
    (SELECT count(*)::int FROM finding WHERE finding.answer_id = a.id) AS findings
  FROM checklist_item item JOIN filing f ON f.id = $1 JOIN institution i ON i.id = f.institution_id
    LEFT JOIN filing_answer a ON a.filing_id = f.id AND a.item_id = item.id
  WHERE item.id = ANY ($2::uuid[]) AND ${askedSql('item', 'f', 'i')}`

const writing = `WITH answered AS (
    INSERT INTO filing_answer AS a (id, filing_id, item_id, institution_id, department, region_no, answer, reason, answered_by_id, answered_at)
    SELECT gen_random_uuid(), $1::uuid, said.item_id, $2::uuid, 'MI', $3::int, said.answer::"AnswerKind", said.reason, $4::uuid, $5::timestamptz
    FROM jsonb_to_recordset($6::jsonb) AS said(item_id uuid, answer text, reason text)
    ON CONFLICT (filing_id, item_id) DO UPDATE SET answer = EXCLUDED.answer, reason = EXCLUDED.reason, answered_by_id = EXCLUDED.answered_by_id,
      answered_at = EXCLUDED.answered_at, previous_item_id = NULL, version = a.version + 1
    RETURNING a.id, a.item_id, a.version
  ), found AS (
    INSERT INTO finding (id, campaign_id, filing_id, answer_id, institution_id, department, region_no, field_id, behaviour, people_count, period_from,
      period_to, billed_fen, irregular_fen, fund_loss_fen, years, cause, remedy, remedy_due_on, remedied_at, recorded_by_id,
      recorded_at)
    SELECT new.id, $8::uuid, $1::uuid, answered.id, $2::uuid, 'MI', $3::int, new.field_id, new.behaviour, new."peopleCount", new."periodFrom",
      new."periodTo", new."billedFen", new."irregularFen", new."fundLossFen", new.years, new.cause, new.remedy, new."remedyDueOn", new."remediedAt",
      $4::uuid, $5::timestamptz
    FROM jsonb_to_recordset($7::jsonb) AS new(id uuid, item_id uuid, field_id text, behaviour text, "peopleCount" int, "periodFrom" date,
      "periodTo" date, "billedFen" bigint, "irregularFen" bigint, "fundLossFen" bigint, years jsonb, cause text, remedy text, "remedyDueOn" date,
      "remediedAt" timestamptz) JOIN answered ON answered.item_id = new.item_id
  ) SELECT item_id AS "itemId", version FROM answered`

const moving = 'UPDATE filing SET state = $2::"FilingState", version = version + 1 WHERE id = $1::uuid AND version = $3'

/**
 * Saves several answers of a filing and the findings under them in one go: what a page has gathered while the line was down, or within a
 * moment of typing. All or nothing. Answers with each answer's new version by its item, and the findings' ids in the order given.
 *
 * Refuses `notFound` (also for an item that is not asked), `wrongState`, `filingRecalled`, `reasonMissing`, `findingsStand`,
 * `amountsOutOfOrder`, `periodOutOfRange`, and `changedMeanwhile` naming the items that a colleague has answered since. One's own answers
 * sent again, because their confirmation was lost, are written over themselves.
 * Commits together: answers, findings, one line in the trail.
 */
export const saveAnswers = hotCommand('filing.saveAnswers', saveAnswersInput, async (context, input) => {
  const { sql, actor, now } = context
  const { filing, items } = await hold(context, input)
  const answers = mustStand(input, items, actor.userId)
  const findings = input.findings.map(({ itemId, ...stated }) => ({
    ...{ id: randomUUID(), item_id: itemId, field_id: items.get(itemId)?.fieldId ?? null },
    ...findingColumns(context, filing, stated),
  }))
  await takeUp(context, filing)
  const { institutionId, regionNo, campaignId } = filing
  const values = [filing.id, institutionId, regionNo, actor.userId, now, asJson(answers), asJson(findings), campaignId]
  const [{ rows }] = await Promise.all([
    sql.query<{ itemId: string; version: number }>({ name: 'save-answers-write', text: writing, values }),
    auditIn(sql, line(context, filing, 'filing.saveAnswers', changeOf(input, items))),
  ])
  return { versions: Object.fromEntries(rows.map(({ itemId, version }) => [itemId, version])), findingIds: findings.map(({ id }) => id) }
})

const asJson = (rows: readonly object[]) => JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? value.toString() : value))

/** The filing, held until the command has ended, and the items that are written under. */
async function hold({ sql, actor }: SqlContext, { filingId, answers, findings }: SaveAnswers) {
  const itemIds = [...new Set([...answers, ...findings].map(({ itemId }) => itemId))]
  // Both travel at once. The second sees what stands when the first has its lock: statements of a connection follow each other.
  const [held, stood] = await Promise.all([
    sql.query<Held>({ name: 'save-answers-hold', text: holding, values: [filingId] }),
    sql.query<HeldItem>({ name: 'save-answers-stand', text: standing, values: [filingId, itemIds] }),
  ])
  const [filing = must(refuse('notFound'))] = held.rows
  if (!may(actor, filingGrants.fill, 'filing', filing)) must(refuse('notFound'))
  if (filing.state === 'recalled') must(refuse('filingRecalled', { reason: filing.recallReason ?? '' }))
  const items = new Map(stood.rows.map((item) => [item.id, item]))
  if (items.size !== itemIds.length) must(refuse('notFound'))
  return { filing, items }
}

const reasonOf = ({ answer, reason }: SentAnswer): string => (answer === 'notApplicable' ? reason : '')

/** Every answer as it is to be written: those sent, and found where a finding is. */
function mustStand({ answers, findings }: SaveAnswers, items: ReadonlyMap<string, HeldItem>, userId: string) {
  // Findings have nothing that tells a repeat from another of the same: with them only the key of the request does.
  const repeats = (standing: HeldItem, sent: SentAnswer) =>
    findings.length === 0 && isOwnRepeat(standing, { ...sent, reason: reasonOf(sent) }, userId)
  const overtaken = answers.filter((sent) => {
    const standing = items.get(sent.itemId)
    return standing?.version !== sent.version && !(standing && repeats(standing, sent))
  })
  if (overtaken.length > 0) must(refuse('changedMeanwhile', { items: overtaken.map(({ itemId }) => items.get(itemId)?.code ?? '') }))
  const found = new Set(findings.map(({ itemId }) => itemId))
  const said = answers.filter(({ itemId }) => !found.has(itemId))
  for (const { itemId, answer, reason } of said) must(answerStands({ answer, reason, findings: items.get(itemId)?.findings ?? 0 }))
  return [
    ...said.map((sent) => ({ item_id: sent.itemId, answer: sent.answer, reason: reasonOf(sent) })),
    ...[...found].map((itemId) => ({ item_id: itemId, answer: 'found' as const, reason: '' })),
  ]
}

/** The first touch starts a filing, and the first after a return takes it up again. Refuses `wrongState` while the bureau has it. */
async function takeUp(context: SqlContext, filing: Held): Promise<void> {
  if (filing.state === 'inProgress') return
  const name = filing.state === 'returned' ? 'reopen' : 'start'
  const { to } = must(takeStep(filingSteps[name], filing, context.actor))
  await context.sql.query(moving, [filing.id, to, filing.version])
  await auditIn(context.sql, line(context, filing, `filing.${name}`, { state: [filing.state, to] }))
}

const line = (
  { actor, now, requestId }: SqlContext,
  { id }: Held,
  action: `filing.${string}`,
  change: AuditEntry['change'],
): AuditEntry => ({
  ...{ at: now, actor, action, subject: { type: 'filing', id }, change, requestId },
})

/** What was said of each item before and after, by its code, and what the findings come to. */
function changeOf({ answers, findings }: SaveAnswers, items: ReadonlyMap<string, HeldItem>): AuditEntry['change'] {
  const after = new Map<string, AnswerKind>([
    ...answers.map(({ itemId, answer }) => [itemId, answer] as const),
    ...findings.map(({ itemId }) => [itemId, 'found'] as const),
  ])
  const by = (told: (item: HeldItem) => AnswerKind | null | undefined) =>
    Object.fromEntries([...after.keys()].flatMap((id) => items.get(id) ?? []).map((item) => [item.code, told(item) ?? null]))
  const change = { answers: [by(({ answer }) => answer), by(({ id }) => after.get(id))] as const }
  if (findings.length === 0) return change
  return { ...change, findings: [null, findings.map(({ itemId, fundLoss }) => ({ item: items.get(itemId)?.code, fundLossFen: fundLoss }))] }
}
