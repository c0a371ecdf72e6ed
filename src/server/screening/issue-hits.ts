import 'server-only'
import { reckoningText } from '#documents/reckoning'
import { beijingDay, isCivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { ListedLead } from '#domain/lead/list/lead-list'
import { aboveCapacity, issueHitsInput } from '#domain/screening/issuing'
import { subjectsOfRows } from '#domain/screening/row-subjects'
import { audit } from '#platform/audit'
import { sqlOf, type Tx } from '#platform/db'
import { decryptField } from '#platform/field-cipher'
import type { Model } from '#screening/population/model'
import { readableSql, whereMay, whereReadable } from '../access'
import { type Before, type Context, preparedCommand } from '../command'
import { insertModelBatch, type ModelLead } from '../lead/insert-model-batch'
import { logFault } from '../log'
import { query } from '../query'
import { must } from '../refused'
import { EngineEnded, rowsApart, screeningMemoryBytes } from './apart'
import { waitingSql } from './fate-of-hit'
import type { SealedHit } from './insert-hits'
import { findRunToIssue, holdClues, issuers } from './issuing-access'
import { placeLoads } from './place-loads'
import type { RowBehind } from './row-cells'
import type { HitBehind } from './rows-behind'
import { preparedOf } from './run-screening'

type Input = ReturnType<typeof issueHitsInput.parse>

/** Rows that go along with each lead; a hit may rest on hundreds. */
const rowsPerLead = 60

/** Of a run the hits to issue, gravest and dearest first: a clue once, and none that is a lead of the agency or set aside, in whichever run. */
async function idsLeft(tx: Tx, agencyId: string, { runId, codes, grades, most }: Input): Promise<string[]> {
  const left = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id::text FROM (
       SELECT DISTINCT ON (fingerprint) id, grade, irregular_fen FROM screening_hit
       WHERE run_id = $1::uuid AND agency_id = $2::uuid AND code = ANY($3::text[]) AND grade::text = ANY($4::text[])
         AND ${readableSql('screeningHit')} AND ${waitingSql}
       ORDER BY fingerprint, grade, irregular_fen DESC, id) AS clue
     ORDER BY grade, irregular_fen DESC, clue.id LIMIT $5::int`,
    runId,
    agencyId,
    codes,
    grades,
    most,
  )
  return left.map(({ id }) => id)
}

export const openSealed = (hit: { id: string; sealed: string }): SealedHit =>
  JSON.parse(decryptField({ table: 'screening_hit', column: 'sealed', id: hit.id }, hit.sealed)) as SealedHit // sealed by the run alone

/** What the rows of a hit are found by. */
export const behind = ({ subjectType, period }: { subjectType: string; period: string }, { subject, evidence }: SealedHit): HitBehind => ({
  evidence,
  subject,
  period,
  traceCode: subjectType === 'trace_code' ? subject : null,
})

/** The hits that would be issued, gravest and dearest first, without those that are a lead already, with the rows that they rest on. */
async function chosenHits({ actor }: Before, input: Input) {
  const found = await query(actor, async (tx) => {
    const run = await findRunToIssue(tx, actor, input.runId)
    if (!run) return null
    const hits = await tx.screeningHit.findMany({
      where: { AND: [{ id: { in: await idsLeft(tx, run.agencyId, input) } }, whereMay(actor, issuers, 'screeningHit')] },
      orderBy: [{ grade: 'asc' }, { irregularFen: 'desc' }, { id: 'asc' }],
    })
    return { run, hits }
  })
  if (!found) return null
  const opened = found.hits.map((hit) => ({ ...hit, opened: openSealed(hit) }))
  const rows = await rowsOf(
    found.run.loadIds,
    opened.map((hit) => behind(hit, hit.opened)),
  )
  return { run: found.run, rowsGiven: rows !== null, hits: opened.map((hit, at) => ({ ...hit, rows: rows?.[at] ?? [] })) }
}

/** The rows of each hit; `null` where the engine ended, or took too long. */
async function rowsOf(loadIds: readonly string[], hits: readonly HitBehind[]): Promise<RowBehind[][] | null> {
  if (hits.length === 0) return []
  try {
    return await rowsApart({ prepared: preparedOf(loadIds), memoryBytes: screeningMemoryBytes(), hits, limit: rowsPerLead })
  } catch (error) {
    if (!(error instanceof EngineEnded)) throw error
    logFault({ where: 'screening.issue', error })
    return null
  }
}
type Chosen = NonNullable<Awaited<ReturnType<typeof chosenHits>>>
type ChosenHit = Chosen['hits'][number]

const listed = (hit: ChosenHit, model: Model): ListedLead => ({
  ...{ sourceSheet: '', sourceRow: 0, leadNumber: null, batch: null, regionName: null, personName: null },
  ...{ institutionCode: hit.institutionId ? hit.institutionCode : null, institutionName: hit.institutionName || null },
  ...(hit.subjectType === 'person'
    ? (hit.opened.document ?? { idType: reckoningText.personNumber, idNumber: hit.opened.subject })
    : { idType: null, idNumber: null }),
  ...{ behaviour: model.title, amountFen: hit.irregularFen < 0n ? '0' : hit.irregularFen.toString() },
  settledOn: isCivilDate(hit.period) ? hit.period : null,
  note: reckoningText.note(hit),
  extra: {},
})

/** What each place would have to do with these beside what it has, and who is there. */
function placesOf({ tx }: Context, hits: readonly ChosenHit[]) {
  const counts = new Map<number, number>()
  for (const { placeNo } of hits) counts.set(placeNo, (counts.get(placeNo) ?? 0) + 1)
  return placeLoads(sqlOf(tx), counts)
}

function asLead(hit: ChosenHit, model: Model): ModelLead {
  const { code: modelCode, modelVersion, grade: risk, opened, rows } = hit
  const reasoning = reckoningText.reasoning(model, hit, opened.evidence)
  return { listed: listed(hit, model), modelCode, modelVersion, risk, clause: model.basis, reasoning, rows, subjects: subjectsOfRows(rows) }
}

/** Each hit says which lead it has become. Refuses `changedMeanwhile` where another made one of it, or set it aside. */
async function markHits({ tx, now }: Context, hits: readonly ChosenHit[], leadIds: readonly string[]): Promise<void> {
  const marked = await tx.$executeRawUnsafe(
    `UPDATE screening_hit SET lead_id = said.lead, issued_at = $2::timestamptz
     FROM json_to_recordset($1::json) AS said(id uuid, lead uuid) WHERE screening_hit.id = said.id AND ${waitingSql}`,
    JSON.stringify(hits.map(({ id }, at) => ({ id, lead: leadIds[at] }))),
    now,
  )
  if (marked !== hits.length) must(refuse('changedMeanwhile'))
}

/**
 * Issues hits as a batch of leads (下发): each with its model, version, clause, reckoning and rows, a clue once, whichever run found it.
 * Refuses `notFound`, `dueOnPast`, `trialNotIssued`, `noHitsToIssue`, `aboveCapacity` where a place then has more than its people can verify and no reason is
 * given, `rowsNotGiven` where the engine does not give the rows in time, `changedMeanwhile` where another was faster.
 * Commits together: the batch, its leads and their evidence, the marks on the hits, one audit entry.
 */
export const issueHits = preparedCommand('screening.issue', issueHitsInput, chosenHits, async (context, input, chosen) => {
  const { tx, actor, now, requestId } = context
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: input.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
  })
  if (!chosen || !campaign || actor.agencyId === null) return must(refuse('notFound'))
  if (input.dueOn < beijingDay(now)) must(refuse('dueOnPast'))
  const { run, hits } = chosen
  if (run.trial) must(refuse('trialNotIssued'))
  if (hits.length === 0) must(refuse('noHitsToIssue'))
  if (!chosen.rowsGiven) must(refuse('rowsNotGiven'))
  const over = (await placesOf(context, hits)).filter(aboveCapacity)
  if (over.length > 0 && input.reason.length < 5)
    must(refuse('aboveCapacity', { hours: String(over.reduce((sum, { hours }) => sum + hours, 0)) }))

  const models = new Map((run.models as unknown as Model[]).map((model) => [model.id, model])) // kept by startRun alone
  const leads = hits.flatMap((hit) => {
    const model = models.get(hit.code)
    return model ? [asLead(hit, model)] : []
  })
  const name = reckoningText.batchName(input.codes, run.months)
  await holdClues(tx, run.agencyId)
  const batch = await insertModelBatch(context, { campaignId: campaign.id, name, dueOn: input.dueOn }, leads)
  await markHits(context, hits, batch.leadIds)
  await audit(tx, {
    ...{ at: now, actor, action: 'screening.issue', subject: { type: 'screeningRun', id: run.id }, requestId },
    change: {
      batch: [null, batch.number],
      issued: [null, hits.length],
      models: [null, input.codes.join('、')],
      reason: [null, input.reason],
    },
  })
  return { batchId: batch.id, batchNumber: batch.number, issued: hits.length }
})
