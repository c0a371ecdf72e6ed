import { randomUUID } from 'node:crypto'
import type { ReachedTable } from '#domain/access/reach'
import type { Department } from '#domain/department/department'
import { type Actor, type AgencyKind, pastCommitment, type Role } from '#domain/kernel/access'
import { type CanaryScenes, canaryScenes, type Typed } from '../fixtures/canary-scenes'
import { officerOf } from '../fixtures/matters'
import { complianceOfficer } from '../fixtures/people'
import { nowhere } from '../fixtures/personas'
import { isDisclosed, isKeptBack, isSeen, isSeenUnsigned } from '../fixtures/seen-fields'
import { dropInvariants, insertRows } from './any-row'
import { asOwner } from './as-owner'
import { type Mark, marksIn, markTable } from './canary-marks'
import { fillTheEmpty } from './filled-rows'
import { entryOf, keys, modelOf, type Row, tables } from './reach-rows'
import { asTheyAre, owner, reachedThrough, readInHand, rows } from './reach-world'
import { loadSmallWorld } from './small-world'

/** Province, city and county on the way of the scenes; a county and a city beside it. */
const placesWalked = [370000, 370800, 370811, 370881, 370200] as const
const every: readonly Role[] = ['handler', 'reviewer', 'approver', 'supervisor', 'analyst']

/** Every unit of the county has signed for the cases of the scenes but finance, which has not; and so has the city's bureau. */
async function commit({ caseIds }: CanaryScenes): Promise<void> {
  const signed = await asOwner<{ campaign_id: string; agency_id: string; department: string; region_no: number }>(
    `SELECT DISTINCT c.campaign_id, a.id AS agency_id, a.department::text, a.region_no FROM case_file c CROSS JOIN agency a
     WHERE c.id = ANY ($1::uuid[]) AND a.region_no IN (370800, 370811, 370881) AND a.department <> 'FI'`,
    [caseIds],
  )
  await insertRows(
    'commitment',
    signed.map((row) => ({ id: randomUUID(), ...row })),
  )
}

type Agency = { name: string; department: Department; region_no: number; kind: AgencyKind }

/** One person of each department, level and place, of each kind of agency; those of the scenes; whoever keeps away; and those outside. */
async function walkers({ scene, cleared, discipline, elsewhere, caseIds, secretId }: CanaryScenes): Promise<[string, Actor][]> {
  const agencies = await asOwner<Agency>(
    `SELECT DISTINCT ON (department, region_no, kind) name, department::text, region_no, kind::text FROM agency
     WHERE region_no = ANY ($1) AND (department = 'MI' OR region_no <> 370200) ORDER BY department, region_no, kind, name`,
    [[...placesWalked]],
  )
  const found: [string, Actor][] = []
  for (const { name, department, region_no, kind } of agencies)
    found.push([`${department} ${region_no} ${kind}`, await officerOf(name, every, { clearance: department === 'DI' ? 3 : 2 })])
  const bureau = scene.handler.agencyName
  const recused = await officerOf(bureau, every, { name: '回避人' })
  const away = { user_id: recused.userId, department: 'MI', region_no: 370811, lifted_at: null, lifted_by_id: null, lift_reason: null }
  await insertRows(
    'recusal',
    [...caseIds.slice(0, 2).map((id) => ['case', id]), ['referral', secretId]].map(([subject_type, subject_id]) => ({
      ...{ id: randomUUID(), subject_type, subject_id, user_name: '回避人', reason: '本人配偶在该机构任职' },
      ...away,
    })),
  )
  const opener = await officerOf(elsewhere.handler.agencyName, every)
  await insertRows('case_opening', [
    {
      ...{ id: randomUUID(), user_id: opener.userId, user_name: '查阅人', agency_name: opener.agencyName, number: 'AJ-1' },
      ...{ reason: '办理本地案件需要核对', case_id: caseIds[0], department: 'MI', region_no: 370811, secrecy: 2 },
      until: new Date(Date.now() + 86_400_000).toISOString(),
    },
  ])
  const [hospital] = await asOwner<{ id: string }>('SELECT institution_id AS id FROM filing WHERE region_no = 370811 LIMIT 1')
  const admin = (role: Role): Actor => ({ ...scene.handler, userId: randomUUID(), roles: [role], ...nowhere })
  const named: [string, Actor][] = [
    ...Object.entries(scene).map(([who, actor]): [string, Actor] => [`assigned ${who}`, actor]),
    ['assigned to the secret', cleared],
    ['assigned discipline', discipline],
    ['handler elsewhere', elsewhere.handler],
    ['recused', recused],
    ['opened by a reason', opener],
    ['sees secrets', await officerOf(bureau, every, { clearance: 3 })],
    ['cleared for nothing', await officerOf(bureau, every, { clearance: 0 })],
    ['handler alone', await officerOf(bureau, ['handler'])],
    ['hospital', complianceOfficer(hospital?.id ?? randomUUID(), 370811)],
    ['another hospital', complianceOfficer(randomUUID(), 370881)],
    ...(['systemAdmin', 'securityAdmin', 'auditAdmin'] as const).map((role): [string, Actor] => [role, admin(role)]),
  ]
  return [...found, ...named]
}

const asJson = (row: Row) => JSON.stringify(row, (_, part) => (typeof part === 'bigint' ? String(part) : part))

export type CanaryWorld = Awaited<ReturnType<typeof aCanaryWorld>>

/** The demonstration's world, small, with the scenes in it, and a mark in every cell of words of every reached table. */
export async function aCanaryWorld() {
  await loadSmallWorld(process.env.DATA_DIR ?? '.test-state/data')
  const scenes = await canaryScenes()
  await dropInvariants()
  await commit(scenes)
  const people = await walkers(scenes)
  await fillTheEmpty()
  for (const table of new Set(tables.map((one) => entryOf(one).table))) await markTable(table)

  const ownerOf = new Map<string, string>()
  const tableOf = new Map<string, ReachedTable>()
  for (const table of tables) {
    const found = await modelOf(owner, table).findMany(reachedThrough[table])
    rows.set(table, found)
    tableOf.set(entryOf(table).table, table)
    for (const row of found) {
      const [key] = keys([row])
      const { filings: _, attendees: __, ...own } = row
      for (const mark of marksIn(asJson(own))) if (mark.table === entryOf(table).table) ownerOf.set(`${mark.table}.${mark.row}`, key ?? '')
    }
  }
  const personas = new Map(people.map(([who, actor]) => [who, asTheyAre(actor)]))
  return { ...scenes, personas, ownerOf, tableOf, keysOfScenes: keysOfScenes(scenes) }
}

/** Rows that belong to the matters of the scenes: they name one, or are named by what does. */
function keysOfScenes({ caseIds, secretId, typed }: CanaryScenes): (table: ReachedTable) => string[] {
  const matters = new Set([...caseIds, secretId, ...typed.map(({ id }) => id)])
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
  const all = tables.flatMap((table) => (rows.get(table) ?? []).map((row) => ({ table, row, names: new Set(asJson(row).match(ids)) })))
  const own = all.filter(({ names }) => [...matters].some((id) => names.has(id)))
  const named = new Set(own.flatMap(({ names }) => [...names]))
  return (table) =>
    all.filter((one) => one.table === table && (own.includes(one) || named.has(String(one.row.id)))).flatMap(({ row }) => [...keys([row])])
}

/** What a person reads, of the rows in hand, worked out once for each table. */
export function readerOf(actor: Actor) {
  const worked = (reader: Actor) => {
    const read = new Map<ReachedTable, Set<string>>()
    return (table: ReachedTable): Set<string> => {
      const known = read.get(table) ?? readInHand(reader, table)
      read.set(table, known)
      return known
    }
  }
  return Object.assign(worked(actor), { unsigned: worked(pastCommitment(actor)) })
}
export type Reader = ReturnType<typeof readerOf>

/** The marks in a text that this person must not come upon. */
export function strayMarks(text: string, actor: Actor, reads: Reader, { typed, ownerOf, tableOf }: CanaryWorld): string[] {
  const stray = (mark: Mark): boolean => {
    if (mark.table === 'typed') {
      const origin: Typed | undefined = typed[Number(mark.row) - 1]
      return !origin || !(reads(origin.table).has(origin.id) || (isDisclosed(origin.word, actor) && wasSent(origin, reads)))
    }
    const table = tableOf.get(mark.table)
    const key = ownerOf.get(`${mark.table}.${mark.row}`)
    // The columns of a printed table run into each other: half a name is no name of ours.
    if (!table) return false
    if (key === undefined) return true
    const field = `${mark.table}.${mark.column}`
    const row = rowOf(table, key)
    if (row && isKeptBack(field, row, actor)) return true
    return !reads(table).has(key) && !isSeen(field, actor) && !(isSeenUnsigned(field) && reads.unsigned(table).has(key))
  }
  return marksIn(text)
    .filter(stray)
    .map(({ table, column, row }) => `${table}.${column}.${row}`)
}

const rowOf = (table: ReachedTable, key: string): Row | undefined => (rows.get(table) ?? []).find((row) => keys([row]).has(key))

/** Whether a referral of what was typed on is in reach. */
const wasSent = (origin: Typed, reads: Reader): boolean =>
  (rows.get('referral') ?? []).some((row) => (row.caseId === origin.id || row.id === origin.id) && reads('referral').has(String(row.id)))
