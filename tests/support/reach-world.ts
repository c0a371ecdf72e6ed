import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import type { ReachedTable } from '#domain/access/reach'
import { type Actor, holds } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { PrismaClient } from '#platform/prisma/client'
import { mayRead, rowContext, whereAlso, whereParentOf, whereReadable } from '#server/access'
import { whereFileReadable } from '#server/file/queries'
import { institutions, personas, places } from '../fixtures/personas'
import { dropInvariants, insertRows, type RawRow } from './any-row'
import { asOwner } from './as-owner'

import { draw, entryOf, keys, matters, modelOf, type Rooted, type Row, seed, tables } from './reach-rows'

export const owner = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env.TEST_OWNER_URL ?? '', options: '-c TimeZone=UTC' }),
})
afterAll(() => owner.$disconnect())

export const rows = new Map<ReachedTable, Row[]>()
export let recused: Readonly<Record<string, Actor>> = {}

/** Some of the people must keep away from some of the matters; some of that has been lifted again. */
async function recuse(pick: <T>(values: readonly T[]) => T): Promise<void> {
  const away = () => ({
    id: randomUUID(),
    user_id: pick([personas['MI recused']?.userId, personas['PS 370800']?.userId]),
    department: 'MI',
    region_no: pick(places),
    ...(pick([0, 1, 2, 3]) === 0 ? { lifted_at: '2026-05-09T01:00:00Z', lifted_by_id: randomUUID(), lift_reason: '已核实无利害关系' } : {}),
  })
  const drawn: RawRow[] = []
  for (const table of ['lead', 'case', 'referral'] as const) {
    for (const row of rows.get(table) ?? []) {
      if (pick([0, 1, 2]) === 0) drawn.push({ ...away(), subject_type: table, subject_id: row.id })
    }
  }
  for (const matter of matters.slice(0, 6))
    drawn.push({ ...away(), subject_type: 'case', subject_id: matter, user_id: personas['MI recused']?.userId, lifted_at: null })
  for (const matter of matters.slice(6, 9)) drawn.push({ ...away(), subject_type: 'case', subject_id: matter })
  for (const institution of [institutions.hospitalA, institutions.hospitalB])
    drawn.push({
      ...away(),
      subject_type: 'institution',
      subject_id: institution,
      user_id: personas['MI recused']?.userId,
      lifted_at: null,
      lifted_by_id: null,
      lift_reason: null,
    })
  await insertRows('recusal', drawn)
  rows.set('recusal', await modelOf(owner, 'recusal').findMany())
  recused = Object.fromEntries(Object.entries(personas).map(([name, actor]) => [name, asTheyAre(actor)]))
}

/** The person with what the rows say of them: whom they keep away from, all round a matter, and what their unit has committed to. */
export const asTheyAre = (actor: Actor): Actor => ({
  ...actor,
  recusedIds: [...mattersAround((rows.get('recusal') ?? []).filter((row) => row.userId === actor.userId && row.liftedAt === null))],
  committedTo: (rows.get('commitment') ?? [])
    .filter((row) => row.agencyId === actor.agencyId && actor.agencyId !== null)
    .map((row) => String(row.campaignId)),
  openedIds: (rows.get('caseOpening') ?? [])
    .filter((row) => row.userId === actor.userId && row.until instanceof Date && row.until > new Date())
    .map((row) => String(row.caseId)),
})

/** Cases that people opened by a reason: for some it is over, and for some there was none to open. */
async function openCases(pick: <T>(values: readonly T[]) => T): Promise<void> {
  const cases = (await asOwner<{ id: string }>('SELECT id FROM case_file')).map(({ id }) => id)
  for (const { id } of await asOwner<{ id: string }>('SELECT id FROM case_opening')) {
    const hours = pick([-2, 20, 20, null])
    await asOwner("UPDATE case_opening SET case_id = $2, until = now() + $3 * interval '1 hour' WHERE id = $1", [
      ...[id, hours === null ? null : pick(cases), hours],
    ])
  }
}

/** All that belongs to the matters of these recusals, found by walking the rows until nothing is added: the rule, told another way than the database does. */
function mattersAround(recusals: readonly Row[]): Set<string> {
  const found = new Set(recusals.map((row) => String(row.subjectId)))
  const all = (table: ReachedTable) => rows.get(table) ?? []
  for (const file of all('case')) if (found.has(String(file.id)) && file.leadId) found.add(String(file.leadId))
  for (const table of ['lead', 'filing'] as const)
    for (const row of all(table)) if (found.has(String(row.institutionId))) found.add(String(row.id))
  for (const file of all('case')) if (found.has(String(file.leadId)) || found.has(String(file.institutionId))) found.add(String(file.id))
  for (const row of all('referral')) if (found.has(String(row.caseId)) || found.has(String(row.leadId))) found.add(String(row.id))
  return found
}

/** Cases come of leads, referrals of both; some of them of institutions that somebody keeps away from. */
async function relateMatters(pick: <T>(values: readonly T[]) => T): Promise<void> {
  const idsOf = async (table: string) => (await asOwner<{ id: string }>(`SELECT id FROM ${table}`)).map(({ id }) => id)
  const [leads, cases] = [await idsOf('lead'), await idsOf('case_file')]
  const hospitals = [null, null, ...Object.values(institutions)]
  const relate = async (table: string, column: string, value: (place: number) => unknown) => {
    const ids = await idsOf(table)
    await asOwner(
      `UPDATE ${table} SET ${column} = related.value FROM unnest($1::uuid[], $2::uuid[]) AS related(id, value) WHERE ${table}.id = related.id`,
      [ids, ids.map((_, place) => value(place))],
    )
  }
  await relate('lead', 'institution_id', () => pick(hospitals))
  await relate('case_file', 'institution_id', () => pick(hospitals))
  await relate('case_file', 'lead_id', (place) => (pick([0, 1, 2]) === 0 ? null : leads[place])) // a lead bears one case
  await relate('referral', 'case_id', () => pick([null, null, ...cases]))
  await relate('referral', 'lead_id', () => pick([null, null, ...leads]))
}

/** What is reached through rows of another table, with those. */
export const reachedThrough: Partial<Record<ReachedTable, object>> = {
  campaign: { include: { filings: true } },
  checklist: { include: { filings: true } },
  meeting: { include: { attendees: true } },
}

/** Draws the world into the test's own database. */
export async function drawWorld(): Promise<void> {
  await dropInvariants()
  const random = fc.sample(fc.nat(), { numRuns: 400_000, seed })
  let next = 0
  const pick = <T>(values: readonly T[]): T => {
    const value = values[(random[next++ % random.length] ?? 0) % values.length]
    return value as T
  }
  const ids = new Map<string, string[]>()
  const ordered = [...tables].sort((one, other) => Number('parent' in entryOf(one)) - Number('parent' in entryOf(other)))
  const drawTable = async (table: ReachedTable) => {
    const entry = entryOf(table)
    const drawn = await draw(entry, pick, ids)
    const unique = [...new Map(drawn.map((row) => [row.id ?? randomUUID(), row])).values()]
    if (table === 'referralMaterial') for (const row of unique) row.file_id = pick(ids.get('stored_file') ?? [])
    await insertRows(entry.table, unique)
    ids.set(
      entry.table,
      unique.map((row) => String(row.id)),
    )
  }
  for (const table of ordered) if (table !== 'notificationRead') await drawTable(table)
  await relateMatters(pick)
  await openCases(pick)
  for (const table of tables) rows.set(table, await modelOf(owner, table).findMany(reachedThrough[table]))
  await recuse(pick)
  // Nothing hangs on these: drawn last, they leave the draws of the matters as they were.
  await drawTable('notificationRead')
  rows.set('notificationRead', await modelOf(owner, 'notificationRead').findMany())
}

/** The first reading, of rows in hand. A file is read through the material that carries it, too. */
export function readInHand(actor: Actor, table: ReachedTable, ways?: readonly string[]): Set<string> {
  const entry = entryOf(table)
  const all = rows.get(table) ?? []
  if ('parent' in entry) {
    const parents = readInHand(actor, entry.parent as ReachedTable, entry.read)
    const field = entry.column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return keys(all.filter((row) => parents.has(String(row[field])) && holds(entry.also ?? [], actor, row)))
  }
  const carried = table === 'storedFile' ? carriedFiles(actor) : new Set<string>()
  if (ways) return keys(all.filter((row) => ways.some((name) => holds(entry.relations[name] ?? [], actor, row))))
  return keys(all.filter((row) => mayRead(actor, table as Rooted, row) || carried.has(String(row.id))))
}

function carriedFiles(actor: Actor): Set<string> {
  const material = entryOf('referralMaterial')
  const referrals = readInHand(actor, 'referral', 'parent' in material ? material.read : undefined)
  return new Set(
    (rows.get('referralMaterial') ?? []).filter((row) => referrals.has(String(row.referralId))).map((row) => String(row.fileId)),
  )
}

/** The second reading, as a filter of the owner's query. */
async function readAsFilter(actor: Actor, table: ReachedTable): Promise<Set<string>> {
  const entry = entryOf(table)
  if ('parent' in entry)
    return keys(
      await modelOf(owner, table).findMany({
        where: {
          AND: [
            { [entry.relation]: entry.read ? whereParentOf(actor, table) : filterOf(actor, entry.parent as Rooted) },
            whereAlso(actor, table),
          ],
        },
      }),
    )
  return keys(await modelOf(owner, table).findMany({ where: filterOf(actor, table as Rooted) }))
}

const filterOf = (actor: Actor, table: Rooted) => (table === 'storedFile' ? whereFileReadable(actor) : whereReadable(actor, table))

/** The third reading, of whatever the row policies let through. */
export const readUnderPolicies = (actor: Actor): Promise<Map<ReachedTable, Set<string>>> =>
  asActor(rowContext(actor), async (tx) => {
    const read = new Map<ReachedTable, Set<string>>()
    for (const table of tables) read.set(table, keys(await modelOf(tx, table).findMany()))
    return read
  })

export const differ = (one: Set<string>, other: Set<string>) =>
  [...one].filter((key) => !other.has(key)).length + [...other].filter((key) => !one.has(key)).length

export type Mismatch = { who: string; table: string; between: string; rows: number }

export async function compare(
  who: string,
  actor: Actor,
): Promise<{ mismatches: Mismatch[]; cells: number; read: Map<ReachedTable, Set<string>> }> {
  const mismatches: Mismatch[] = []
  const policies = await readUnderPolicies(actor)
  let cells = 0
  for (const table of tables) {
    const inHand = readInHand(actor, table)
    const asFilter = await readAsFilter(actor, table)
    const underPolicies = policies.get(table) ?? new Set()
    cells += (rows.get(table) ?? []).length
    for (const [between, other] of [
      ['row in hand and filter', asFilter],
      ['row in hand and row policy', underPolicies],
    ] as const) {
      const count = differ(inHand, other)
      if (count > 0) mismatches.push({ who, table, between, rows: count })
    }
  }
  return { mismatches, cells, read: policies }
}
