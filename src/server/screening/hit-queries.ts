import 'server-only'
import { figuresOf, reckoningText } from '#documents/reckoning'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { maskedCells } from '#domain/lead/evidence'
import type { RiskLevel } from '#domain/lead/steps'
import type { HitFate, WaitingByGrade } from '#domain/screening/hit-fates'
import { screens, seesScreening } from '#domain/screening/settlement-load'
import type { Tx } from '#platform/db'
import type { Model } from '#screening/population/model'
import { readableSql, whereReadable } from '../access'
import { logFault } from '../log'
import { query } from '../query'
import { rowsApart, screeningMemoryBytes } from './apart'
import { clusterOfHit } from './cluster-of-hit'
import { fateSql, waitingSql } from './fate-of-hit'
import { behind, openSealed } from './hit-as-lead'
import { personBefore } from './person-before'
import type { RowBehind } from './row-cells'
import type { HitBehind } from './rows-behind'
import { preparedOf } from './run-screening'

export const hitPageSize = 200
const shownRows = 200

/** What stays here: whoever has it could tell whether two hits are about the same person. */
const kept = { sealed: true, subjectIndex: true, fingerprint: true } as const

/**
 * A page of the hits of a run, of a model or of a place where one is asked for, the gravest and dearest first; `after` the hit that the page
 * before ended with. `null` for whoever does not see the run.
 */
export async function hitsOfRun(actor: Actor, runId: string, { code, place, after }: { code?: string; place?: number; after?: string }) {
  if (!isUuid(runId) || !seesScreening(actor)) return null
  return query(actor, async (tx) => {
    const run = await tx.screeningRun.findFirst({
      where: { AND: [{ id: runId }, whereReadable(actor, 'screeningRun')] },
      select: { id: true, months: true, state: true, trial: true, agencyId: true, outcomes: { select: { code: true, title: true } } },
    })
    if (!run) return null
    const where = {
      AND: [{ runId, ...(code ? { code } : {}), ...(place ? { placeNo: place } : {}) }, whereReadable(actor, 'screeningHit')],
    }
    const found = await tx.screeningHit.findMany({
      where,
      omit: kept,
      orderBy: [{ grade: 'asc' }, { irregularFen: 'desc' }, { id: 'asc' }],
      ...(after !== undefined && isUuid(after) && { cursor: { id: after }, skip: 1 }),
      take: hitPageSize + 1,
    })
    const hits = found.slice(0, hitPageSize)
    const fates = await fatesOf(
      tx,
      hits.map(({ id }) => id),
    )
    const mayIssue = run.state === 'done' && !run.trial && screens(actor) && run.agencyId === actor.agencyId
    return {
      run,
      place: place ? await tx.region.findUnique({ where: { regionNo: place }, select: { name: true } }) : null,
      title: run.outcomes.find((one) => one.code === code)?.title ?? '',
      hits: hits.map((hit) => ({
        ...hit,
        subject: reckoningText.subject(hit.subjectType),
        fate: fates.get(hit.id) ?? ('waiting' as const),
      })),
      /** What the actor may set aside of them; `null`: they may not. */
      toSetAside: mayIssue ? await waitingOf(tx, runId, code, place) : null,
      count: await tx.screeningHit.count({ where }),
      next: found.length > hitPageSize ? (hits.at(-1)?.id ?? null) : null,
    }
  })
}

/** How many hits of a run, of a model, of a place wait, by grade. */
async function waitingOf(tx: Tx, runId: string, code: string | undefined, place: number | undefined): Promise<WaitingByGrade> {
  const counted = await tx.$queryRawUnsafe<{ grade: RiskLevel; n: number }[]>(
    `SELECT grade::text AS grade, count(*)::int AS n FROM screening_hit
      WHERE run_id = $1::uuid AND ($2::text IS NULL OR code = $2) AND ($3::int IS NULL OR place_no = $3) AND ${waitingSql} AND ${readableSql('screeningHit')}
      GROUP BY 1`,
    ...[runId, code ?? null, place ?? null],
  )
  return { high: 0, medium: 0, low: 0, ...Object.fromEntries(counted.map(({ grade, n }) => [grade, n])) }
}

/** What became of each of these hits. */
async function fatesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, HitFate>> {
  const found = await tx.$queryRawUnsafe<{ id: string; fate: HitFate }[]>(
    `SELECT id::text, ${fateSql} AS fate FROM screening_hit WHERE id = ANY ($1::uuid[]) AND ${readableSql('screeningHit')}`,
    [...ids],
  )
  return new Map(found.map(({ id, fate }) => [id, fate]))
}

/** Who set the clue of a hit aside, in whichever run of the bureau; `null`: it is not. */
async function asideOf(tx: Tx, actor: Actor, { agencyId, fingerprint }: { agencyId: string; fingerprint: string }) {
  const marked = await tx.screeningHit.findFirst({
    where: { AND: [{ agencyId, fingerprint, asideId: { not: null } }, whereReadable(actor, 'screeningHit')] },
    select: { aside: { select: { id: true, version: true, reason: true, setAsideByName: true, setAsideAt: true } } },
  })
  return marked?.aside ?? null
}

/** The rows that a hit rests on; `null` where the store does not give them now. */
async function rowsOf(loadIds: readonly string[], hit: HitBehind): Promise<RowBehind[] | null> {
  try {
    const [rows] = await rowsApart({
      prepared: preparedOf(loadIds),
      memoryBytes: screeningMemoryBytes(),
      hits: [hit],
      limit: shownRows,
      withVisit: true,
      withPeople: true,
    })
    return rows ?? []
  } catch (error) {
    logFault({ where: 'screening.rows', error })
    return null
  }
}

/** Yuan by month (`YYYY-MM`), oldest first: of what was summed by month, else of the rows that have a day and a sum. */
function byMonth(rows: readonly RowBehind[]): { month: string; yuan: number }[] {
  const months = new Map<string, number>()
  const summed = rows.filter(({ table }) => table === 'fee_month')
  for (const { cells } of summed.length > 0 ? summed : rows) {
    const day = cells.fee_day ?? cells.setl_day ?? cells.fee_month
    const sum = cells.amt_fen ?? cells.medfee_fen
    if (day && sum) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + Number(sum))
  }
  return [...months]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, yuan]) => ({ month, yuan: Math.round(yuan * 100) / 100 }))
}

const whenOf = ({ cells }: RowBehind) => cells.setl_s ?? cells.fee_s ?? cells.trac_s ?? cells.begn_s

/** What happened when, over all tables: for the timeline of a person. */
const timeline = (rows: readonly RowBehind[]) =>
  rows
    .flatMap((row) => {
      const at = whenOf(row)
      return at
        ? [
            {
              at,
              table: row.table,
              key: row.key,
              until: row.cells.end_s ?? null,
              sum: row.cells.medfee_fen ?? row.cells.amt_fen ?? null,
              place: row.cells.fixmedins_code ?? '',
              what: row.cells.item_name ?? row.cells.dept ?? '',
            },
          ]
        : []
    })
    .sort((one, other) => (one.at < other.at ? -1 : 1))

const shownOf = (rows: readonly RowBehind[]) =>
  rows.map(({ table, key, cells, outOf }) => ({ table, key, cells: maskedCells(cells), outOf }))

/** A hit explained: its rows, the clause, the reckoning, and what would make it a false alarm. `null` where it does not exist for the actor. */
export async function explainHit(actor: Actor, id: string) {
  if (!isUuid(id) || !seesScreening(actor)) return null
  const found = await query(actor, (tx) =>
    tx.screeningHit.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'screeningHit')] },
      include: { run: { select: { id: true, months: true, loadIds: true, models: true, state: true, trial: true } } },
    }),
  )
  if (!found) return null
  const { sealed, run, subjectIndex, fingerprint, ...hit } = found
  const models = run.models as unknown as Model[] // kept by startRun alone
  const model = models.find((one) => one.id === hit.code) ?? null
  const opened = openSealed({ id, sealed })
  const { evidence } = opened
  const rows = await rowsOf(run.loadIds, behind(hit, opened))
  const own = rows?.filter((row) => !row.beside) ?? []
  const around = await query(actor, async (tx) => ({
    cluster: await clusterOfHit(tx, actor, own),
    aside: await asideOf(tx, actor, { agencyId: hit.agencyId, fingerprint }),
    fate: (await fatesOf(tx, [id])).get(id) ?? ('waiting' as const),
    ...(await personBefore(tx, actor, { ...hit, subjectIndex, fingerprint })),
  }))
  return {
    subject: reckoningText.subject(hit.subjectType),
    ...{
      hit,
      model,
      rows: rows && shownOf(own),
      /** Other lines of the same visit: they explain, and are no evidence. */
      visit: shownOf(rows?.filter((row) => row.beside) ?? []),
      figures: figuresOf(evidence),
      run: { id: run.id, months: run.months },
    },
    reasoning: model ? reckoningText.reasoning(model, hit, evidence) : null,
    ...around,
    ...{ months: byMonth(own), timeline: timeline(own) },
    mayIssue: run.state === 'done' && !run.trial && screens(actor) && hit.agencyId === actor.agencyId,
  }
}
