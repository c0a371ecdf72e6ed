import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type LeadConclusion, leadConclusions } from '#domain/lead/conclusions'
import { type RiskLevel, riskLevels } from '#domain/lead/steps'
import { type FateCounts, type HitFate, noFates } from '#domain/screening/hit-fates'
import type { PlaceLoad } from '#domain/screening/issuing'
import { type Judged, judgedAs, noneJudged, type Precision, precisionOf } from '#domain/screening/precision'
import { preparedOn } from '#platform/db'
import type { PoolClient } from '#platform/pg'
import { readableSql } from '../access'
import { hotQuery } from '../query'
import { fateSql, leadsAmong, waitingSql } from './fate-of-hit'
import { placeLoads } from './place-loads'

export type TestedModel = {
  code: string
  grades: Readonly<Record<RiskLevel, number>>
  /** Clues that a lead was made of before, by whichever run. */
  issued: number
  fates: FateCounts
  judged: Judged
  precision: Precision | null
}
/** Clues of two runs: in both (with the money that the first gives them), only in the first, only in the second. */
export type Difference = Record<'both' | 'onlyHere' | 'onlyThere', number> & Record<'code' | 'bothFen' | 'hereFen' | 'thereFen', string>
export type BackTest = {
  models: ReadonlyMap<string, TestedModel>
  places: readonly PlaceLoad[]
  differences: readonly Difference[]
  /** No clue is kept from this person (回避). */
  seesAll: boolean
}

const graded = `SELECT code, grade::text AS grade, ${fateSql} AS fate, count(*)::int AS n
  FROM screening_hit WHERE run_id = $1 AND ${readableSql('screeningHit')} GROUP BY 1, 2, 3`

/** Concluded leads that a hit meets: made of the same clue, or about the same person in the same institution. Each lead once per model. */
const verdicts = `SELECT code, conclusion, count(*)::int AS n FROM (
    SELECT screening_hit.code, lead.id, lead.conclusion::text AS conclusion
    FROM screening_hit JOIN screening_hit AS old ON old.agency_id = screening_hit.agency_id AND old.fingerprint = screening_hit.fingerprint AND old.lead_id IS NOT NULL
    JOIN lead ON lead.id = old.lead_id
    WHERE screening_hit.run_id = $1 AND ${readableSql('screeningHit')} AND lead.state = 'concluded' AND ${readableSql('lead')}
    UNION
    SELECT screening_hit.code, lead.id, lead.conclusion::text
    FROM screening_hit JOIN lead ON lead.id_index = screening_hit.subject_index AND lead.institution_id = screening_hit.institution_id
    WHERE screening_hit.run_id = $1 AND screening_hit.subject_type = 'person' AND ${readableSql('screeningHit')} AND lead.state = 'concluded' AND ${readableSql('lead')}
  ) AS met WHERE conclusion IS NOT NULL GROUP BY 1, 2`

const places = `SELECT place_no AS "regionNo", count(*)::int AS n FROM screening_hit
  WHERE run_id = $1 AND code = ANY($2) AND grade::text = ANY($3) AND ${waitingSql} AND ${readableSql('screeningHit')} GROUP BY 1`

const compared = `WITH here AS (SELECT code, fingerprint, irregular_fen AS fen FROM screening_hit WHERE run_id = $1 AND ${readableSql('screeningHit')}),
    there AS (SELECT code, fingerprint, irregular_fen AS fen FROM screening_hit WHERE run_id = $2 AND ${readableSql('screeningHit')})
  SELECT coalesce(here.code, there.code) AS code, count(*) FILTER (WHERE here.code IS NOT NULL AND there.code IS NOT NULL)::int AS both,
    count(*) FILTER (WHERE there.code IS NULL)::int AS "onlyHere", count(*) FILTER (WHERE here.code IS NULL)::int AS "onlyThere",
    coalesce(sum(here.fen) FILTER (WHERE there.code IS NOT NULL), 0)::text AS "bothFen",
    coalesce(sum(here.fen) FILTER (WHERE there.code IS NULL), 0)::text AS "hereFen",
    coalesce(sum(there.fen) FILTER (WHERE here.code IS NULL), 0)::text AS "thereFen"
  FROM here FULL JOIN there USING (fingerprint) WHERE $3::text IS NULL OR coalesce(here.code, there.code) = $3 GROUP BY 1 ORDER BY 1`

const isConclusion = (word: string): word is LeadConclusion => leadConclusions.some((known) => known === word)

const empty = (code: string): TestedModel => ({
  code,
  grades: { high: 0, medium: 0, low: 0 },
  issued: 0,
  fates: noFates(),
  judged: noneJudged(),
  precision: null,
})

async function modelsOf(client: PoolClient, runId: string): Promise<Map<string, TestedModel>> {
  const models = new Map<string, TestedModel>()
  const found = await client.query<{ code: string; grade: RiskLevel; fate: HitFate; n: number }>(graded, [runId])
  for (const { code, grade, fate, n } of found.rows) {
    const model = models.get(code) ?? empty(code)
    const fates = { ...model.fates, [fate]: model.fates[fate] + n }
    models.set(code, { ...model, grades: { ...model.grades, [grade]: model.grades[grade] + n }, fates, issued: leadsAmong(fates) })
  }
  const judged = await client.query<{ code: string; conclusion: string; n: number }>(verdicts, [runId])
  for (const { code, conclusion, n } of judged.rows) {
    const model = models.get(code)
    if (!model || !isConclusion(conclusion)) continue
    model.judged[judgedAs(conclusion)] += n
    models.set(code, { ...model, precision: precisionOf(model.judged) })
  }
  return models
}

/** What issuing what waits of these models and grades would ask of each place. */
export async function placesOfIssue(
  client: PoolClient,
  runId: string,
  codes: readonly string[],
  grades: readonly RiskLevel[],
): Promise<PlaceLoad[]> {
  const { rows } = await client.query<{ regionNo: number; n: number }>(places, [runId, codes, grades])
  return placeLoads(preparedOn(client), new Map(rows.map(({ regionNo, n }) => [regionNo, n])))
}

async function differencesOf(client: PoolClient, runId: string, against: string | undefined, code: string | null): Promise<Difference[]> {
  if (!against || !isUuid(against)) return []
  return (await client.query<Difference>(compared, [runId, against, code])).rows
}

/** How two runs differ in one model; `null`: neither found anything. */
export const differenceIn = (actor: Actor, code: string, runId: string, against: string): Promise<Difference | null> =>
  hotQuery(actor, async (client) => (await differencesOf(client, runId, against, code))[0] ?? null)

/**
 * What a run says of its models before anything is issued (回测): how many hits of each grade, how many of them are leads already, how the
 * leads that they meet were judged, what verifying the rest would take, and how it differs from another run.
 */
export const backTest = (actor: Actor, runId: string, against?: string): Promise<BackTest> =>
  hotQuery(actor, async (client) => {
    const models = await modelsOf(client, runId)
    return {
      models,
      places: await placesOfIssue(client, runId, [...models.keys()], riskLevels),
      differences: await differencesOf(client, runId, against, null),
      seesAll: actor.recusedIds.length === 0,
    }
  })
