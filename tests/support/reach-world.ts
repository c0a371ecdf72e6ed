import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { type ReachedTable, reach, type TableReach } from '#domain/access/reach'
import { departments } from '#domain/department/department'
import type { Actor, Atom } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { PrismaClient } from '#platform/prisma/client'
import { mayRead, rowContext, whereReadable } from '#server/access'
import { rangeOf } from '../fixtures/people'
import { agencyAt, homeOf, institutions, personas, places } from '../fixtures/personas'
import { dropInvariants, insertRows, type RawRow } from './any-row'
import { asOwner } from './as-owner'

/** A world of rows of every kind, also those that may never be, and who of it sees what: the same question asked three ways. */
const rowsPerTable = 120
export const seed = 20261122

export type Row = Readonly<Record<string, unknown>>
export type Rooted = Parameters<typeof mayRead>[1]
/** What the matrix uses of a model, the same of each. */
type Model = { findMany: (query?: object) => Promise<Row[]> }

export const tables = Object.keys(reach) as ReachedTable[]
export const entryOf = (table: ReachedTable): TableReach => reach[table]
export const modelOf = (client: object, table: ReachedTable) => (client as Record<ReachedTable, Model>)[table]

export const owner = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env.TEST_OWNER_URL ?? '', options: '-c TimeZone=UTC' }),
})
afterAll(() => owner.$disconnect())

const keyOf = (row: Row) => String(row.id ?? `${row.userId}|${row.formKey ?? row.requestKey}`)
export const keys = (rows: readonly Row[]) => new Set(rows.map(keyOf))

export const people = Object.values(personas).map((actor) => actor.userId)
const agencies = departments.slice(0, 8).flatMap((department) => places.map((place) => agencyAt(department, place)))

/** Matters that rows of other tables belong to. */
const matters = Array.from({ length: 12 }, () => randomUUID())

/** Campaigns that cases are of: of some a unit has signed the commitment, of others not. */
const campaigns = Array.from({ length: 5 }, () => randomUUID())

/** Values that a column is given when a relation looks at it: those that somebody meets, and one that nobody does. */
function candidates(field: string): unknown[] {
  if (field.endsWith('epartment')) return ['MI', 'MI', 'PS', 'PR', 'CT', 'FI', 'HC', 'DI']
  if (/[rR]egionNo$/.test(field)) return [...places, 370811, 371000]
  if (field === 'courtAgencyId') return places.map((place) => agencyAt('CT', place))
  if (field.endsWith('gencyId')) return [...agencies, randomUUID()]
  if (field === 'institutionId') return [...Object.values(institutions), randomUUID()]
  if (['userId', 'uploadedById', 'officerAId', 'officerBId'].includes(field)) return [...people, randomUUID()]
  if (field === 'campaignId') return campaigns
  if (field === 'subjectType') return ['filing', 'filing', 'case', 'institution']
  if (field === 'subjectId') return [...matters, randomUUID()]
  if (field === 'matterIds') return [[], ...matters.map((id) => [id]), matters.slice(3, 9), [randomUUID()]]
  if (field === 'campaignIds') return [[], ...campaigns.map((id) => [id]), campaigns.slice(0, 2), campaigns.slice(1, 4)]
  if (field === 'secrecy') return [0, 1, 2, 3]
  if (field.endsWith('At')) return [null, '2026-05-08T01:00:00Z']
  throw new Error(`the matrix has no values for ${field}`)
}

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const fieldsOf = (atom: Atom): string[] => ('field' in atom && atom.field !== 'id' ? [atom.field] : [])

/** Columns of one table that the relation of another looks at. */
const lookedAt: Readonly<Record<string, readonly string[]>> = { commitment: ['campaignId'], filing: ['campaignId'] }

/** Columns whose values are dealt out in turn, so that rows of each are there however few are drawn. */
const dealt: ReadonlySet<string> = new Set(['subjectType', 'subjectId', 'officerAId', 'officerBId'])

async function nullable(table: string): Promise<Set<string>> {
  const columns = await asOwner<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'YES'`,
    [table],
  )
  return new Set(columns.map((row) => row.column_name))
}

const sides = ['', 'sender_', 'receiver_', 'copy_', 'court_', 'responsible_']

/** As rows really are: an agency named on a row stands there with its own department and place. */
function atHome(row: RawRow): void {
  for (const side of sides) {
    const home = homeOf(row[`${side}agency_id`])
    if (!home) continue
    if (`${side}department` in row) row[`${side}department`] = home.department
    if (`${side}region_no` in row) row[`${side}region_no`] = home.regionNo
  }
}

export const isAtHome = (row: Row) =>
  ['agency', 'senderAgency', 'receiverAgency', 'copyAgency', 'courtAgency', 'responsibleAgency'].every((side) => {
    const home = homeOf(row[`${side}Id`])
    const [department, regionNo] =
      side === 'agency' ? ['department', 'regionNo'] : [side.replace('Agency', 'Department'), side.replace('Agency', 'RegionNo')]
    const stands = (field: string | undefined, value: unknown) => field === undefined || !(field in row) || row[field] === value
    return !home || (stands(department, home.department) && stands(regionNo, home.regionNo))
  })

/** Rows of one table, every column that a relation looks at drawn from what somebody may meet. */
async function draw(entry: TableReach, pick: <T>(values: readonly T[]) => T, parents: Map<string, string[]>): Promise<RawRow[]> {
  if ('parent' in entry) {
    const parentTable = entryOf(entry.parent as ReachedTable).table
    const ids = parents.get(parentTable) ?? []
    return Array.from({ length: rowsPerTable }, () => ({ id: randomUUID(), [entry.column]: pick(ids) }))
  }
  const atoms = Object.values(entry.relations).flat()
  const states = atoms.flatMap((atom) => ('oneOf' in atom && 'field' in atom ? atom.oneOf : []))
  const fields = new Set([...atoms.flatMap(fieldsOf), ...(lookedAt[entry.table] ?? [])])
  const mayBeNull = await nullable(entry.table)
  const labels = fields.has('state')
    ? await asOwner<{ label: string }>(
        `SELECT enumlabel AS label FROM pg_enum JOIN pg_attribute ON atttypid = enumtypid WHERE attrelid = $1::regclass AND attname = 'state'`,
        [entry.table],
      )
    : []
  return Array.from({ length: rowsPerTable }, (_, index) => {
    const row: RawRow = entry.table === 'draft' || entry.table === 'command_receipt' ? {} : { id: randomUUID() }
    for (const field of fields) {
      if (dealt.has(field)) {
        const values = candidates(field)
        row[column(field)] = values[index % values.length]
        continue
      }
      const values = field === 'state' ? [...states, ...labels.map((one) => one.label)] : candidates(field)
      row[column(field)] = mayBeNull.has(column(field)) && pick([0, 1, 2]) === 0 ? null : pick(values)
    }
    if (pick([0, 1]) === 0) atHome(row)
    // Whoever must keep away has a place with rows enough to keep away from.
    if (index % 5 === 0 && 'department' in row && 'region_no' in row) Object.assign(row, { department: 'MI', region_no: 370811 })
    if (atoms.some((atom) => 'around' in atom)) {
      const [rangeLo, rangeHi] = rangeOf(Number(row.region_no ?? pick(places)))
      Object.assign(row, { range_lo: rangeLo, range_hi: rangeHi })
    }
    if (entry.table === 'institution' && pick([0, 1, 2, 3]) === 0) row.id = pick(Object.values(institutions))
    if (entry.table === 'campaign' && pick([0, 1, 2, 3]) === 0) row.id = pick(campaigns)
    return row
  })
}

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
})

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
  for (const table of tables)
    rows.set(table, await modelOf(owner, table).findMany(table === 'campaign' ? { include: { filings: true } } : undefined))
  await recuse(pick)
  // Nothing hangs on these: drawn last, they leave the draws of the matters as they were.
  await drawTable('notificationRead')
  rows.set('notificationRead', await modelOf(owner, 'notificationRead').findMany())
}

/** The first reading, of rows in hand. A file is read through the material that carries it, too. */
export function readInHand(actor: Actor, table: ReachedTable): Set<string> {
  const entry = entryOf(table)
  const all = rows.get(table) ?? []
  if ('parent' in entry) {
    const parents = readInHand(actor, entry.parent as ReachedTable)
    const field = entry.column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return keys(all.filter((row) => parents.has(String(row[field]))))
  }
  const carried = table === 'storedFile' ? carriedFiles(actor) : new Set<string>()
  return keys(all.filter((row) => mayRead(actor, table as Rooted, row) || carried.has(String(row.id))))
}

function carriedFiles(actor: Actor): Set<string> {
  const referrals = readInHand(actor, 'referral')
  return new Set(
    (rows.get('referralMaterial') ?? []).filter((row) => referrals.has(String(row.referralId))).map((row) => String(row.fileId)),
  )
}

/** The second reading, as a filter of the owner's query. */
async function readAsFilter(actor: Actor, table: ReachedTable): Promise<Set<string>> {
  const entry = entryOf(table)
  if ('parent' in entry)
    return keys(await modelOf(owner, table).findMany({ where: { [entry.relation]: whereReadable(actor, entry.parent as Rooted) } }))
  const readable = whereReadable(actor, table as Rooted)
  if (table !== 'storedFile') return keys(await modelOf(owner, table).findMany({ where: readable }))
  return keys(
    await modelOf(owner, table).findMany({
      where: { OR: [readable, { materials: { some: { referral: whereReadable(actor, 'referral') } } }] },
    }),
  )
}

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
