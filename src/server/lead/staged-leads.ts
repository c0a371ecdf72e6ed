import 'server-only'
import type { Tx } from '#platform/db'
import type { LeadBatch, LeadImport } from '#platform/prisma/client'
import { readableSql } from '../access'
import type { Context } from '../command'
import { nextInternalRange } from '../numbering'
import { institutionsOf, seenBefore } from './insert-leads'

/** The rows of one reading of a list. */
export type Staged = { importId: string; readingId: string; keepDuplicates: boolean }
/** An institution that rows of the list name, by what they say of it. */
type NamedInstitution = { key: string; id: string; name: string; lists: number }

const rowsAPiece = 5_000

const mine = 'listed.import_id = $1::uuid AND listed.reading_id = $2::uuid'
const named = 'json_to_recordset($3::json) AS named(key text, id uuid, name text, lists int)'
const key = "(coalesce(listed.institution_code, '') || chr(1) || coalesce(listed.institution_name, ''))"
/** Whether a row is taken in at all: of rows that say exactly the same, the first, unless all are wanted. */
const wanted = '(NOT listed.repeats OR $3)'

/**
 * Finds the rows whose lead an earlier list of the campaign has brought: the same institution, person, behaviour, day and amount, 规定动作
 * and 自选动作 each by itself. A row that names no amount, or neither a person nor a day, says too little to be the same as another. What the
 * actor does not see, they are not told of. Gives the institutions that the list names.
 */
export async function markKnown(
  context: Context,
  { importId, readingId }: Staged,
  found: Pick<LeadImport, 'campaignId' | 'origin'>,
): Promise<string> {
  const { tx } = context
  const institutions = JSON.stringify(await institutionsNamed(context, importId, readingId))
  await tx.$executeRawUnsafe(
    `UPDATE lead_import_row AS row SET known_lead_id = same.lead_id FROM (
       SELECT listed.id, (array_agg(lead.id ORDER BY lead.number))[1] AS lead_id
       FROM lead_import_row AS listed LEFT JOIN ${named} ON named.key = ${key}
       JOIN lead ON lead.amount_fen = listed.amount_fen AND lead.behaviour = listed.behaviour
         AND coalesce(lead.institution_id::text, lead.institution_name) = coalesce(named.id::text, listed.institution_name, listed.institution_code)
         AND coalesce(lead.id_index, lead.person_name, '') = coalesce(listed.id_index, listed.person_name, '')
         AND coalesce(lead.settled_on, 'infinity') = coalesce(listed.settled_on, 'infinity')
       WHERE ${mine} AND coalesce(listed.id_index, listed.person_name, listed.settled_on::text) IS NOT NULL
         AND lead.campaign_id = $4::uuid AND lead.origin = $5::"LeadOrigin" AND lead.conclusion IS DISTINCT FROM 'withdrawn'
         AND ${readableSql('lead')}
       GROUP BY listed.id) AS same
     WHERE row.id = same.id`,
    ...[importId, readingId, institutions, found.campaignId, found.origin],
  )
  return institutions
}

async function institutionsNamed(context: Context, importId: string, readingId: string): Promise<NamedInstitution[]> {
  const said = await context.tx.$queryRawUnsafe<{ key: string; institutionCode: string | null; institutionName: string | null }[]>(
    `SELECT DISTINCT ${key} AS key, institution_code AS "institutionCode", institution_name AS "institutionName"
     FROM lead_import_row AS listed WHERE ${mine}`,
    importId,
    readingId,
  )
  const institutionOf = await institutionsOf(context, said)
  const known = said.flatMap((one) => {
    const institution = institutionOf(one)
    return institution ? [{ key: one.key, id: institution.id, name: institution.name }] : []
  })
  const lists = await seenBefore(context, [...new Set(known.map(({ id }) => id))])
  return known.map((one) => ({ ...one, lists: lists.get(one.id) ?? 0 }))
}

/** How many rows become leads, how many had been brought by another list, and how many are left out because they repeat. */
export async function countStaged(tx: Tx, { importId, readingId, keepDuplicates }: Staged) {
  const [counts] = await tx.$queryRawUnsafe<{ fresh: number; known: number; left: number }[]>(
    `SELECT count(*) FILTER (WHERE ${wanted} AND known_lead_id IS NULL)::int AS fresh,
       count(*) FILTER (WHERE ${wanted} AND known_lead_id IS NOT NULL)::int AS known,
       count(*) FILTER (WHERE NOT ${wanted})::int AS left
     FROM lead_import_row AS listed WHERE ${mine}`,
    importId,
    readingId,
    keepDuplicates,
  )
  return counts ?? { fresh: 0, known: 0, left: 0 }
}

/** The columns that a row has as its lead will. */
const same = [
  ...['id', 'source_number', 'person_name', 'id_type', 'id_masked', 'id_cipher', 'id_index', 'behaviour', 'amount_fen', 'settled_on'],
  ...['note', 'extra', 'risk'],
]

/** Whoever took the list in holds its leads until they are assigned. `$6`: how many are in. `$7`, `$8`: what their numbers begin with, and the first. */
const insertPiece = `
  INSERT INTO lead (batch_id, batch_number, campaign_id, source, origin, region_no, agency_id, due_on, source_row, number, institution_id,
    institution_name, repeat_count, ${same.join(', ')})
  SELECT batch.id, batch.number, batch.campaign_id, batch.source, batch.origin, batch.region_no, batch.agency_id, batch.due_on,
    listed.turn, $7 || lpad(($8::bigint + listed.turn - 1)::text, greatest(6, length(($8::bigint + listed.turn - 1)::text)), '0'),
    named.id, coalesce(named.name, listed.institution_name, listed.institution_code, ''), coalesce(named.lists, 0) + 1,
    ${same.map((column) => `listed.${column}`).join(', ')}
  FROM lead_batch AS batch, (
      SELECT *, $6::int + row_number() OVER (ORDER BY place) AS turn FROM (
        SELECT * FROM lead_import_row AS listed
        WHERE ${mine} AND known_lead_id IS NULL AND (NOT repeats OR $4) ORDER BY place OFFSET $6::int LIMIT ${rowsAPiece}) AS piece) AS listed
    LEFT JOIN ${named} ON named.key = ${key}
  WHERE batch.id = $5::uuid
  ORDER BY listed.turn`

/** The table of rows changes faster than what the planner knows of it: taking it for empty, it would look at each lead for each row. */
export const joinByHash = (tx: Tx, on: boolean) => tx.$executeRawUnsafe("SELECT set_config('enable_nestloop', $1, true)", on ? 'off' : 'on')

type Work = { staged: Staged; institutions: string; fresh: number; step: (rowsDone: number) => Promise<void> }

/** Makes a lead of each row that brings one, in the order of the list. `step` is told after each piece how many there are. */
export async function insertStaged(context: Context, batch: LeadBatch, { staged, institutions, fresh, step }: Work): Promise<void> {
  const { stem, first } = await nextInternalRange(context, 'XS', batch.regionNo, fresh)
  const { importId, readingId, keepDuplicates } = staged
  for (let done = 0; done < fresh; ) {
    const values = [importId, readingId, institutions, keepDuplicates, batch.id, done, stem, first]
    const written = await context.tx.$executeRawUnsafe(insertPiece, ...values)
    if (written === 0) throw new Error('each row of the list becomes a lead')
    done += written
    await step(done)
  }
}

/** What the rows name besides, put to their leads: to those that they have become and to those that stood already, each subject once. */
export async function keepStagedSubjects(tx: Tx, { importId, readingId, keepDuplicates }: Staged): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO lead_subject (id, lead_id, kind, masked, key, cipher, origin, said_as)
     SELECT named.id, coalesce(listed.known_lead_id, listed.id), named.kind, named.masked, named.key, named.cipher, 'list', named.said_as
     FROM lead_import_row AS listed, jsonb_to_recordset(listed.subjects)
       AS named(id uuid, kind "LeadSubjectKind", masked text, key text, cipher text, said_as text)
     WHERE ${mine} AND ${wanted} AND listed.subjects <> '[]'
     ON CONFLICT (lead_id, kind, key) DO NOTHING`,
    ...[importId, readingId, keepDuplicates],
  )
}

/** The leads that other lists had brought stand on this one too, with its row and what it says of them besides. */
export async function sightKnown(tx: Tx, batch: LeadBatch, { importId, readingId, keepDuplicates }: Staged): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO lead_sighting (id, lead_id, batch_id, batch_number, list_name, sheet, sheet_row, source_number, note, extra)
     SELECT uuidv7(), known_lead_id, $4::uuid, $5, $6, sheet, sheet_row, source_number, note, extra
     FROM lead_import_row AS listed WHERE ${mine} AND known_lead_id IS NOT NULL AND ${wanted} ORDER BY place`,
    ...[importId, readingId, keepDuplicates, batch.id, batch.number, batch.name],
  )
}
