import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'

/**
 * A row that cannot stand against what the register knows: known elsewhere, new without its kind or region, known in another region, taken
 * over by another, or to be changed by somebody who keeps away from it.
 */
export const unfitStates = ['elsewhere', 'kindUnsaid', 'regionUnsaid', 'otherRegion', 'merged', 'keptAway'] as const
export type UnfitState = (typeof unfitStates)[number]

export type ComparedRow = {
  row: number
  code: string
  name: string
  state: 'changed' | UnfitState
  /** Before and after, by the name of the column. */
  differences: Readonly<Record<string, readonly [before: string, after: string]>>
}
export type Comparison = {
  added: number
  changed: number
  unchanged: number
  unfit: number
  changes: ComparedRow[]
  unfitRows: ComparedRow[]
  /** A fingerprint of what is new and what is changed, and how. */
  hash: string
}

/** As many rows as a person looks through; the counts are of all. */
const shownRows = 200

/**
 * An uploaded list against the register as it is now, row by row: new, changed, as it is, or unfit. What the list does not say is no
 * difference. Reads the rows that the import keeps, under the actor's policies.
 */
export const comparedSql = `
  WITH taken AS MATERIALIZED (
    SELECT institution_codes_taken(ARRAY(SELECT e ->> 'code' FROM register_import, jsonb_array_elements(rows) e WHERE id = $1::uuid)) AS code
  )
  SELECT l.*, k.id AS known_id, d.differences,
    CASE
      WHEN k.id IS NULL AND t.code IS NOT NULL THEN 'elsewhere'
      WHEN k.id IS NULL AND coalesce(l.kind, l."guessedKind") IS NULL THEN 'kindUnsaid'
      WHEN k.id IS NULL AND l.region IS NULL THEN 'regionUnsaid'
      WHEN k.id IS NULL THEN 'new'
      WHEN k.merged_into_id IS NOT NULL THEN 'merged'
      WHEN k.region_code <> l.region THEN 'otherRegion'
      WHEN d.differences <> '{}' AND k.id IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))) THEN 'keptAway'
      WHEN d.differences <> '{}' THEN 'changed'
      ELSE 'unchanged' END AS state
  FROM register_import i
  CROSS JOIN LATERAL jsonb_to_recordset(i.rows) AS l(row int, code text, name text, initials text, kind text, "guessedKind" text, level text, region text,
    "creditCode" text, address text, "complianceOfficerName" text, phone text, fields jsonb)
  LEFT JOIN taken t ON t.code = l.code
  LEFT JOIN institution k ON k.code = l.code AND k.region_no BETWEEN $2::int AND $3::int
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(jsonb_build_object(
    'name', CASE WHEN l.name <> k.name THEN jsonb_build_array(k.name, l.name) END,
    'kind', CASE WHEN l.kind <> k.kind::text THEN jsonb_build_array(k.kind, l.kind) END,
    'level', CASE WHEN l.level <> k.level::text THEN jsonb_build_array(k.level, l.level) END,
    'creditCode', CASE WHEN l."creditCode" <> coalesce(k.credit_code, '') THEN jsonb_build_array(coalesce(k.credit_code, ''), l."creditCode") END,
    'address', CASE WHEN l.address <> k.address THEN jsonb_build_array(k.address, l.address) END,
    'complianceOfficerName', CASE WHEN l."complianceOfficerName" <> k.compliance_officer_name
      THEN jsonb_build_array(k.compliance_officer_name, l."complianceOfficerName") END,
    'phone', CASE WHEN l.phone <> k.phone THEN jsonb_build_array(k.phone, l.phone) END,
    'fields', CASE WHEN NOT (l.fields @> to_jsonb(k.field_ids) AND to_jsonb(k.field_ids) @> l.fields)
      THEN jsonb_build_array(array_to_string(k.field_ids, ','), coalesce((SELECT string_agg(f, ',') FROM jsonb_array_elements_text(l.fields) f), '')) END
  )) AS differences) d
  WHERE i.id = $1::uuid`

type Found = { state: string; count: number; rows: ComparedRow[] | null; hash: string }

export async function compareImport(tx: Tx, actor: Actor, importId: string): Promise<Comparison> {
  const found = await tx.$queryRawUnsafe<Found[]>(
    `SELECT state, count(*)::int AS count, md5(string_agg(row || differences::text, ' ' ORDER BY row)) AS hash,
       to_jsonb((array_agg(jsonb_build_object('row', row, 'code', code, 'name', name, 'state', state, 'differences', differences) ORDER BY row)
         FILTER (WHERE state NOT IN ('new', 'unchanged')))[1:${shownRows}]) AS rows
     FROM (${comparedSql}) AS compared GROUP BY state`,
    importId,
    actor.regionLo ?? 1,
    actor.regionHi ?? 0,
  )
  const count = (state: string) => found.find((one) => one.state === state)?.count ?? 0
  const rows = (state: string) => found.find((one) => one.state === state)?.rows ?? []
  const hashOf = (state: string) => found.find((one) => one.state === state)?.hash ?? ''
  return {
    hash: `${hashOf('new')}.${hashOf('changed')}`,
    added: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    unfit: unfitStates.reduce((sum, state) => sum + count(state), 0),
    changes: rows('changed'),
    unfitRows: unfitStates.flatMap(rows).sort((one, other) => one.row - other.row),
  }
}
