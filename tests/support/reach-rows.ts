import { randomUUID } from 'node:crypto'
import { type ReachedTable, reach, type TableReach } from '#domain/access/reach'
import { departments } from '#domain/department/department'
import type { Atom } from '#domain/kernel/access'
import type { mayRead } from '#server/access'
import { rangeOf } from '../fixtures/people'
import { agencyAt, homeOf, institutions, personas, places } from '../fixtures/personas'
import type { RawRow } from './any-row'
import { asOwner } from './as-owner'

/** A world of rows of every kind, also those that may never be, and who of it sees what: the same question asked three ways. */
export const rowsPerTable = 200
export const seed = 20261122

export type Row = Readonly<Record<string, unknown>>
export type Rooted = Parameters<typeof mayRead>[1]
/** What the matrix uses of a model, the same of each. */
type Model = { findMany: (query?: object) => Promise<Row[]> }

export const tables = Object.keys(reach) as ReachedTable[]
export const entryOf = (table: ReachedTable): TableReach => reach[table]
export const modelOf = (client: object, table: ReachedTable) => (client as Record<ReachedTable, Model>)[table]

const keyOf = (row: Row) => String(row.id ?? `${row.userId}|${row.formKey ?? row.requestKey}`)
export const keys = (rows: readonly Row[]) => new Set(rows.map(keyOf))

export const people = Object.values(personas).map((actor) => actor.userId)
export const agencies = departments.slice(0, 8).flatMap((department) => places.map((place) => agencyAt(department, place)))

/** Matters that rows of other tables belong to. */
export const matters = Array.from({ length: 12 }, () => randomUUID())

/** Campaigns that cases are of: of some a unit has signed the commitment, of others not. */
export const campaigns = Array.from({ length: 5 }, () => randomUUID())

/** Lists that filings answer. */
export const checklists = Array.from({ length: 5 }, () => randomUUID())

/** Meetings that agencies are asked to. */
export const meetings = Array.from({ length: 5 }, () => randomUUID())

/** Values that a column is given when a relation looks at it: those that somebody meets, and one that nobody does. */
function candidates(field: string): unknown[] {
  if (field.endsWith('epartment')) return ['MI', 'MI', 'PS', 'PR', 'CT', 'FI', 'HC', 'DI']
  if (/[rR]egionNo$/.test(field)) return [...places, 370811, 371000]
  if (field === 'courtAgencyId') return places.map((place) => agencyAt('CT', place))
  if (field.endsWith('gencyId')) return [...agencies, randomUUID()]
  if (/[iI]nstitutionId$/.test(field)) return [...Object.values(institutions), randomUUID()]
  if (['userId', 'uploadedById', 'handlerId', 'officerAId', 'officerBId', 'keeperId'].includes(field)) return [...people, randomUUID()]
  if (field === 'campaignId') return campaigns
  if (field === 'caseId') return [...matters, randomUUID()]
  if (field === 'leadId' || field === 'otherLeadId' || field === 'referralId') return [...matters, randomUUID()]
  if (field === 'meetingId') return [...meetings, randomUUID()]
  if (field === 'checklistId') return [...checklists, randomUUID()]
  if (field === 'subjectType') return ['filing', 'filing', 'case', 'institution']
  if (field === 'subjectId') return [...matters, randomUUID()]
  if (field === 'matterIds') return [[], ...matters.map((id) => [id]), matters.slice(3, 9), [randomUUID()]]
  if (field === 'campaignIds') return [[], ...campaigns.map((id) => [id]), campaigns.slice(0, 2), campaigns.slice(1, 4)]
  if (field === 'signerIds') return [agencies.slice(0, 4), agencies.slice(4, 12), agencies.slice(9, 16), [randomUUID()]]
  if (field === 'openTo') return [['MI', 'PS'], ['MI', 'PR'], ['MI', 'HC'], ['FI']]
  if (field === 'secrecy') return [0, 1, 2, 3]
  if (field.endsWith('At')) return [null, '2026-05-08T01:00:00Z']
  if (field === 'operatorSees') return [true, false]
  throw new Error(`the matrix has no values for ${field}`)
}

export const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const fieldsOf = (atom: Atom): string[] => ('field' in atom && atom.field !== 'id' ? [atom.field] : [])

/** Columns of one table that the relation of another looks at. */
export const lookedAt: Readonly<Record<string, readonly string[]>> = {
  commitment: ['campaignId'],
  filing: ['campaignId', 'checklistId'],
  meeting_attendee: ['meetingId'],
}

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
export function atHome(row: RawRow): void {
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
export async function draw(entry: TableReach, pick: <T>(values: readonly T[]) => T, parents: Map<string, string[]>): Promise<RawRow[]> {
  if ('parent' in entry) {
    const parentTable = entryOf(entry.parent as ReachedTable).table
    const ids = parents.get(parentTable) ?? []
    const also = (entry.also ?? []).flatMap(fieldsOf)
    const drawn = () => Object.fromEntries(also.map((field) => [column(field), pick(candidates(field))]))
    return Array.from({ length: rowsPerTable }, () => ({ id: randomUUID(), [entry.column]: pick(ids), ...drawn() }))
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
    if (entry.table === 'checklist' && pick([0, 1, 2, 3]) === 0) row.id = pick(checklists)
    if (entry.table === 'meeting' && meetings[index]) row.id = meetings[index]
    if (entry.table === 'campaign' && pick([0, 1, 2, 3]) === 0) row.id = pick(campaigns)
    return row
  })
}
