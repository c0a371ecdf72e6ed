import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { reach, type TableReach } from '#domain/access/reach'
import { dropInvariants, insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

/** Rows that name an institution and a place, and stay in that place when the institution moves: each with why. */
const staysBehind: Readonly<Record<string, string>> = {
  lead: 'what an institution is suspected of is verified by whom it was assigned to',
  lead_statement: 'whoever asked about a lead hears the answer, where the lead is',
  bulletin_receipt: 'a bulletin counts its signatures where it was sent',
  screening_hit: 'what a bureau screened is that bureau’s, wherever the institution goes',
  whistle_report: 'a report is its keeper’s, in the agency that took it, and nobody else comes to know of it',
  case_file: 'a case stays with the county that filed it',
}

const [here, there] = [370811, 370812]
const institutionId = randomUUID()
let tables: { name: string; places: string[] }[] = []

beforeAll(async () => {
  await dropInvariants()
  await asOwner('ALTER TABLE institution ENABLE TRIGGER institution_moved')
  await asOwner('ALTER TABLE filing ENABLE TRIGGER filing_tallied')
  const columns = await asOwner<{ name: string; places: string[] }>(
    `SELECT table_name::text AS name, array_agg(column_name::text) FILTER (WHERE column_name LIKE '%region_no' AND column_name <> 'issued_region_no') AS places
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1
     HAVING bool_or(column_name = 'institution_id') AND bool_or(column_name LIKE '%region_no')`,
  )
  const reached = new Set(Object.values<TableReach>(reach).map(({ table }) => table))
  tables = columns.filter(({ name }) => reached.has(name))
  await insertRows('institution', [{ id: institutionId, region_no: here, region_code: String(here), active: true }])
  const [filingId, questionId] = [randomUUID(), randomUUID()]
  const given = { institution_id: institutionId, filing_id: filingId, question_id: questionId }
  const ids: Readonly<Record<string, string>> = { filing: filingId, filing_tally: filingId, filing_question: questionId }
  for (const { name, places } of tables) {
    const [columnNames] = await asOwner<{ names: string[] }>(
      `SELECT array_agg(column_name::text) AS names FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [name],
    )
    const own = Object.entries(given).filter(([column]) => columnNames?.names.includes(column))
    const row = { id: ids[name] ?? randomUUID(), ...Object.fromEntries(own), ...Object.fromEntries(places.map((place) => [place, here])) }
    await insertRows(name, [row])
  }
})

it('every row of an institution goes with it to another county, in every table that has such rows', async () => {
  expect(tables.length).toBeGreaterThan(12)
  expect(Object.keys(staysBehind).filter((name) => !tables.some((table) => table.name === name))).toEqual([])
  await asOwner('UPDATE institution SET region_no = $2 WHERE id = $1', [institutionId, there])
  for (const { name, places } of tables) {
    const rows = await asOwner(`SELECT ${places.join(', ')} FROM ${name} WHERE institution_id = $1`, [institutionId])
    const place = name in staysBehind ? here : there
    expect(rows, name).toEqual([Object.fromEntries(places.map((column) => [column, place]))])
  }
})
