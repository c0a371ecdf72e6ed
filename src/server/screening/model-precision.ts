import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type LeadConclusion, leadConclusions } from '#domain/lead/conclusions'
import { type Judged, judgedAs, noneJudged, type Precision, precisionOf } from '#domain/screening/precision'
import { readableSql } from '../access'
import { hotQuery } from '../query'

export type PrecisionRow = { version: string; regionNo: number; region: string; counts: Judged; precision: Precision | null }
export type ModelPrecision = { all: Judged; precision: Precision | null; rows: readonly PrecisionRow[] }

const isConclusion = (word: string): word is LeadConclusion => leadConclusions.some((known) => known === word)

/** Conclusions of the leads that models issued, of those that the actor may see, by model, version and place. */
const verdicts = `SELECT lead.model_code AS code, coalesce(lead.model_version, '') AS version, lead.region_no AS "regionNo", region.name AS region,
    lead.conclusion::text AS conclusion, count(*)::int AS n
  FROM lead JOIN region ON region.region_no = lead.region_no
  WHERE lead.model_code IS NOT NULL AND ($1::text IS NULL OR lead.model_code = $1) AND lead.state = 'concluded' AND lead.conclusion IS NOT NULL
    AND ${readableSql('lead')}
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3`

type Verdict = { code: string; version: string; regionNo: number; region: string; conclusion: string; n: number }

const add = (counts: Judged, { conclusion, n }: Verdict) => {
  if (isConclusion(conclusion)) counts[judgedAs(conclusion)] += n
}

/** How each model's leads were judged, by its code: over all versions, and per version and place. */
export async function precisionByModel(actor: Actor, code: string | null = null): Promise<Map<string, ModelPrecision>> {
  const { rows } = await hotQuery(actor, (client) => client.query<Verdict>(verdicts, [code]))
  const models = new Map<string, { all: Judged; places: Map<string, PrecisionRow> }>()
  for (const verdict of rows) {
    const model = models.get(verdict.code) ?? { all: noneJudged(), places: new Map<string, PrecisionRow>() }
    models.set(verdict.code, model)
    add(model.all, verdict)
    const key = `${verdict.version} ${verdict.regionNo}`
    const { version, regionNo, region } = verdict
    const place = model.places.get(key) ?? { version, regionNo, region, counts: noneJudged(), precision: null }
    model.places.set(key, place)
    add(place.counts, verdict)
  }
  return new Map(
    [...models].map(([name, { all, places }]) => [
      name,
      { all, precision: precisionOf(all), rows: [...places.values()].map((row) => ({ ...row, precision: precisionOf(row.counts) })) },
    ]),
  )
}
