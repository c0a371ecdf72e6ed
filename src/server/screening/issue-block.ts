import 'server-only'
import { z } from 'zod'
import { reckoningText } from '#documents/reckoning'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { id } from '#domain/kernel/form-fields'
import { refuse } from '#domain/kernel/result'
import type { Model } from '#screening/population/model'
import { whereMay, whereReadable } from '../access'
import { type Before, type Context, preparedCommand } from '../command'
import { addModelLeads, openModelBatch } from '../lead/insert-model-batch'
import { logFault } from '../log'
import { query } from '../query'
import { must } from '../refused'
import { EngineEnded, rowsApart, screeningMemoryBytes } from './apart'
import { asLead, behind, type OpenedHit, openSealed } from './hit-as-lead'
import { OutOfHand } from './in-hand'
import { issuers } from './issuing-access'
import type { RowBehind } from './row-cells'
import type { HitBehind } from './rows-behind'
import { preparedOf } from './run-screening'

/** Rows that go along with each lead; a hit may rest on hundreds. */
const rowsPerLead = 60
/** Nobody waits before a page: the engine may be slow beside a run. */
const rowsWithinMs = 5 * 60_000

/** The next so many (`most`) clues of an act that a worker has in hand, by its mark. */
const blockInput = z.strictObject({ issueId: id, mark: z.date(), most: z.number().int().positive() })
type Block = z.output<typeof blockInput>

/** The act, and of its clues the next that are no leads yet, gravest and dearest first; `null`: there is none for this person. */
const nextHits = (actor: Actor, { issueId, mark, most }: Block) =>
  query(actor, async (tx) => {
    const issue = await tx.screeningIssue.findFirst({
      where: { id: issueId, state: 'issuing', startedAt: mark, run: whereMay(actor, issuers, 'screeningRun') },
      include: { run: { select: { loadIds: true, models: true, months: true } } },
    })
    const hits = await tx.screeningHit.findMany({
      where: { AND: [{ issueId, leadId: null }, whereMay(actor, issuers, 'screeningHit')] },
      orderBy: [{ grade: 'asc' }, { irregularFen: 'desc' }, { id: 'asc' }],
      take: most,
    })
    return issue && { issue, hits }
  })

/** The rows of each hit; `null` where the engine ended, or took too long, a second time too. */
async function rowsOf(loadIds: readonly string[], hits: readonly HitBehind[]): Promise<RowBehind[][] | null> {
  for (const last of [false, true]) {
    try {
      return await rowsApart({ prepared: preparedOf(loadIds), memoryBytes: screeningMemoryBytes(), hits, limit: rowsPerLead }, rowsWithinMs)
    } catch (error) {
      if (!(error instanceof EngineEnded)) throw error
      logFault({ where: 'screening.issue', error })
      if (last) return null
    }
  }
  return null
}

/** The clues of the block with their rows, read before the transaction. */
async function prepareBlock({ actor }: Before, block: Block) {
  const found = await nextHits(actor, block)
  if (!found) return null
  const opened = found.hits.map((hit) => ({ ...hit, opened: openSealed(hit) }))
  if (opened.length === 0) return { issue: found.issue, hits: [] }
  const rows = await rowsOf(
    found.issue.run.loadIds,
    opened.map((hit) => behind(hit, hit.opened)),
  )
  return { issue: found.issue, hits: rows && opened.map((hit, at): OpenedHit => ({ ...hit, rows: rows[at] ?? [] })) }
}
type Issue = NonNullable<Awaited<ReturnType<typeof prepareBlock>>>['issue']

/** Each hit says which lead it has become. Throws `OutOfHand` where another worker did it. */
async function markHits({ tx, now }: Context, issueId: string, hits: readonly OpenedHit[], leadIds: readonly string[]): Promise<void> {
  const marked = await tx.$executeRaw`
    UPDATE screening_hit SET lead_id = said.lead, issued_at = ${now}::timestamptz
    FROM json_to_recordset(${JSON.stringify(hits.map((hit, at) => ({ id: hit.id, lead: leadIds[at] })))}::json) AS said(id uuid, lead uuid)
    WHERE screening_hit.id = said.id AND screening_hit.issue_id = ${issueId}::uuid AND screening_hit.lead_id IS NULL`
  if (marked !== hits.length) throw new OutOfHand(issueId)
}

/** Says how far it is. Throws `OutOfHand` where the act is another worker's by now: then nothing of the block happens. */
async function noteBlock({ tx }: Context, { issueId, mark }: Block, batchId: string, issued: number): Promise<void> {
  const noted = await tx.screeningIssue.updateMany({
    where: { id: issueId, state: 'issuing', startedAt: mark },
    data: { batchId, issuedCount: { increment: issued } },
  })
  if (noted.count === 0) throw new OutOfHand(issueId)
}

const batchOf = async (context: Context, { batchId, campaignId, codes, dueOn, run }: Issue) =>
  batchId === null
    ? openModelBatch(context, { campaignId, name: reckoningText.batchName(codes, run.months), dueOn: fromDateColumn(dueOn) })
    : { id: batchId }

/**
 * Makes leads of the next clues of an act: a lead is there with its model, version, clause, reckoning, rows and subjects, or not at all.
 * Refuses `notFound` where the campaign or the run is not the actor's any longer, `rowsNotGiven` where the engine does not give the rows.
 * Commits together: the leads with their grounds, the batch that has so many more, the marks on the hits, how far the act is.
 */
export const issueBlock = preparedCommand(
  'screening.issueBlock',
  blockInput,
  prepareBlock,
  async (context, block, prepared) => {
    const { tx, actor } = context
    if (!prepared) return must(refuse('notFound'))
    const { issue, hits } = prepared
    if (!hits) return must(refuse('rowsNotGiven'))
    if (hits.length === 0) return { issued: 0 }
    const campaign = await tx.campaign.findFirst({
      where: { AND: [{ id: issue.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
      select: { id: true },
    })
    if (!campaign) must(refuse('notFound'))
    const models = new Map((issue.run.models as unknown as Model[]).map((model) => [model.id, model])) // kept by startRun alone
    const leads = hits.map((hit) => {
      const model = models.get(hit.code)
      if (!model) throw new Error(`issue ${issue.id} holds a clue of ${hit.code}, and no such model`)
      return asLead(hit, model)
    })
    const batch = await batchOf(context, issue)
    await markHits(context, issue.id, hits, await addModelLeads(context, batch.id, leads))
    await noteBlock(context, block, batch.id, hits.length)
    return { issued: hits.length }
  },
  'ofJob',
)
