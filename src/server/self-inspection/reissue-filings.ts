import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { reissueFilingsInput } from '#domain/self-inspection/inputs'
import { asksTheSame, type Comparable } from '#domain/self-inspection/list/compare'
import { issuingSteps } from '#domain/self-inspection/steps'
import { type Context, command } from '../command'
import { must } from '../refused'
import { mustKeepAwayFromNone } from './chosen-institutions'
import { findCampaign, findIssuedList } from './issue-filings'
import { restartQuestionClocks } from './question-clocks'
import { auditOfCampaign, type MovedFiling, tellEach } from './recall-filings'

/**
 * Sends the next version of a list in the place of one that was recalled (重新下发). The filing, its answers, findings and refunds stay the
 * same rows: an answer goes over to the item of the same code; where that asks something else, it is asked again and says what it was
 * answered to. What was answered under items that are gone stays too.
 *
 * Refuses `notFound`, `issueByAnother` (keeps away from an institution there), `dueOnPast`, `nothingToIssue` when no filing of that version is recalled.
 * Commits together: filings, answers, the clocks of their open questions, an audit entry each and one of the campaign, a notice to each institution.
 */
export const reissueFilings = command('filing.reissue', reissueFilingsInput, async (context, input) => {
  const { tx, actor, now } = context
  const { campaignId, fromId, checklistId, dueOn } = input
  await mustKeepAwayFromNone(context, await findCampaign(context, campaignId))
  await findIssuedList(context, checklistId)
  if (dueOn < beijingDay(now)) must(refuse('dueOnPast'))
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM filing WHERE campaign_id = ${campaignId}::uuid AND checklist_id = ${fromId}::uuid
      AND state = ANY (${[...issuingSteps.reissue.from]}::"FilingState"[]) ORDER BY id FOR NO KEY UPDATE`
  if (held.length === 0) must(refuse('nothingToIssue'))

  const filingIds = held.map(({ id }) => id)
  const carried = await carryAnswers(context, filingIds, checklistId)
  const moved = await tx.$queryRaw<MovedFiling[]>`
    UPDATE filing f SET checklist_id = ${checklistId}::uuid, due_on = ${dueOn}::date, version = f.version + 1,
      recalled_by_name = NULL, recalled_at = NULL, recall_reason = NULL,
      state = CASE WHEN EXISTS (SELECT FROM filing_answer a WHERE a.filing_id = f.id) THEN ${issuingSteps.reissue.to} ELSE 'notStarted' END::"FilingState"
    WHERE f.id = ANY (${filingIds}::uuid[])
    RETURNING f.id, f.number, f.institution_id AS "institutionId", 'recalled' AS before, f.state::text AS after`
  await restartQuestionClocks(context, filingIds)
  await tellEach(context, moved, 'filing.reissue', ({ number }) => ({
    kind: 'filingReissued',
    detail: { from: actor.agencyName, number, dueOn },
  }))
  await auditOfCampaign(context, 'filing.reissue', campaignId, {
    filings: [null, moved.length],
    checklist: [fromId, checklistId],
    dueOn: [null, dueOn],
    answers: [null, carried],
  })
  return { issued: moved.length, carried }
})

/**
 * Answers given to items of other lists go over to the items of the same code in this one: of several under one code the latest. Gives how
 * many went over, in one statement for all filings.
 */
async function carryAnswers({ tx }: Context, filingIds: readonly string[], checklistId: string): Promise<number> {
  const after = await tx.checklistItem.findMany({ where: { checklistId } })
  const answered = await tx.$queryRaw<{ itemId: string }[]>`
    SELECT DISTINCT item_id AS "itemId" FROM filing_answer WHERE filing_id = ANY (${filingIds}::uuid[])`
  const before = await tx.checklistItem.findMany({
    where: { id: { in: answered.map(({ itemId }) => itemId) }, checklistId: { not: checklistId } },
  })
  const byCode = new Map(after.map((item) => [item.code, item]))
  const pairs = before.flatMap((item) => {
    const now = byCode.get(item.code)
    return now ? [{ before: item.id, after: now.id, same: asksTheSame(asked(item), asked(now)) }] : []
  })
  return tx.$executeRaw`
    WITH pair AS (
      SELECT * FROM unnest(${pairs.map((pair) => pair.before)}::uuid[], ${pairs.map((pair) => pair.after)}::uuid[],
        ${pairs.map((pair) => pair.same)}::boolean[]) AS p(before, after, same)
    ), latest AS (
      SELECT DISTINCT ON (a.filing_id, pair.after) a.id, pair.after, pair.same
      FROM filing_answer a JOIN pair ON pair.before = a.item_id
      WHERE a.filing_id = ANY (${filingIds}::uuid[])
        AND NOT EXISTS (SELECT FROM filing_answer taken WHERE taken.filing_id = a.filing_id AND taken.item_id = pair.after)
      ORDER BY a.filing_id, pair.after, a.answered_at DESC, a.id
    )
    UPDATE filing_answer a SET item_id = latest.after, version = a.version + 1,
      previous_item_id = CASE WHEN latest.same THEN a.previous_item_id ELSE coalesce(a.previous_item_id, a.item_id) END
    FROM latest WHERE a.id = latest.id`
}

/** The field of an item sorts it and is not asked. */
const asked = (item: Omit<Comparable, 'field'>): Comparable => ({ ...item, field: '' })
