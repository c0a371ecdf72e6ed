import 'server-only'
import { refuse } from '#domain/kernel/result'
import { recallFilingsInput } from '#domain/self-inspection/inputs'
import { type FilingState, issuingSteps } from '#domain/self-inspection/steps'
import { audit, auditMany } from '#platform/audit'
import { type Context, command } from '../command'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'
import { mustKeepAwayFromNone } from './chosen-institutions'
import { findCampaign } from './issue-filings'
import { keepRevisions } from './keep-revision'
import { stopQuestionClocks } from './question-clocks'

export type MovedFiling = { id: string; number: string; institutionId: string; before: FilingState; after: FilingState }

/**
 * Takes a version of the list back from everybody who has not been accepted yet (收回): nothing more is filled in by it, and all that is
 * answered stays for the next version, and what was submitted is kept as it was. Nobody who waits for it is late, nor with an answer.
 *
 * Refuses `notFound`, `issueByAnother` (keeps away from an institution there), `nothingToRecall`.
 * Commits together: the filings' states, what was submitted, their clocks, an audit entry each and one of the campaign, a notice to each institution.
 */
export const recallFilings = command('filing.recall', recallFilingsInput, async (context, { campaignId, checklistId, reason }) => {
  const { tx, actor, now } = context
  await mustKeepAwayFromNone(context, await findCampaign(context, campaignId))
  const submitted = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM filing WHERE campaign_id = ${campaignId}::uuid AND checklist_id = ${checklistId}::uuid AND state = 'submitted'
    ORDER BY id FOR NO KEY UPDATE`
  await keepRevisions(
    context,
    submitted.map(({ id }) => id),
  )
  const recalled = await tx.$queryRaw<MovedFiling[]>`
    WITH held AS (
      SELECT id, state FROM filing
      WHERE campaign_id = ${campaignId}::uuid AND checklist_id = ${checklistId}::uuid
        AND state = ANY (${[...issuingSteps.recall.from]}::"FilingState"[])
      ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE filing f SET state = ${issuingSteps.recall.to}::"FilingState", recalled_by_name = ${actor.name}, recalled_at = ${now},
      recall_reason = ${reason}, version = f.version + 1
    FROM held WHERE f.id = held.id
    RETURNING f.id, f.number, f.institution_id AS "institutionId", held.state::text AS before, f.state::text AS after`
  if (recalled.length === 0) must(refuse('nothingToRecall'))
  await stopQuestionClocks(
    context,
    recalled.map(({ id }) => id),
  )
  await tellEach(context, recalled, 'filing.recall', ({ number }) => ({
    kind: 'filingRecalled',
    detail: { from: actor.agencyName, number, reason },
  }))
  await auditOfCampaign(context, 'filing.recall', campaignId, {
    filings: [null, recalled.length],
    checklist: [checklistId, null],
    reason: [null, reason],
  })
  return { recalled: recalled.length }
})

export const auditOfCampaign = (
  { tx, actor, now, requestId }: Context,
  action: 'filing.recall' | 'filing.reissue',
  campaignId: string,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'campaign', id: campaignId }, change, requestId })

type Told = { kind: 'filingRecalled' | 'filingReissued'; detail: Record<string, string | number> }

/** A line in the trail of each filing that was moved, and a notice to each institution. */
export async function tellEach(
  context: Context,
  moved: readonly MovedFiling[],
  action: 'filing.recall' | 'filing.reissue',
  notice: (filing: MovedFiling) => Told,
): Promise<void> {
  const { tx, actor, now, requestId } = context
  await notifyAll(
    context,
    moved.map((filing) => ({
      to: { institutionId: filing.institutionId },
      notice: { ...notice(filing), link: `/self-inspections/${filing.id}`, dedupeKey: `${action}:${filing.id}:${requestId}` },
    })),
  )
  await auditMany(
    tx,
    moved.map(({ id, before, after }) => ({
      ...{ at: now, actor, action, requestId, subject: { type: 'filing', id } },
      change: { state: [before, after] as const },
    })),
  )
}
