import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReachedTable, reach, type TableReach } from '#domain/access/reach'
import { departments } from '#domain/department/department'
import { type Actor, type Atom, type Grant, roles } from '#domain/kernel/access'
import { asActor, prisma } from '#platform/db'
import { PrismaClient } from '#platform/prisma/client'
import { may, mayRead, rowContext, whereMay, whereReadable } from '#server/access'
import { rangeOf } from '../../fixtures/people'
import { agencyAt, institutions, nowhere, of, personas, places } from '../../fixtures/personas'
import { dropInvariants, insertRows, type RawRow } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

/**
 * Who sees which row, asked three ways of the same data: of the row in hand (`mayRead`), as a filter through Prisma under
 * the owner, whom no policy binds (`whereReadable`), and without any filter under the application's role (row policies).
 * Persona × table × row; the three must agree on every row.
 */
const rowsPerTable = 120
const seed = 20261122

type Row = Readonly<Record<string, unknown>>
type Rooted = Parameters<typeof mayRead>[1]
/** What the matrix uses of a model, the same of each. */
type Model = { findMany: (query?: object) => Promise<Row[]> }

const tables = Object.keys(reach) as ReachedTable[]
const entryOf = (table: ReachedTable): TableReach => reach[table]
const modelOf = (client: object, table: ReachedTable) => (client as Record<ReachedTable, Model>)[table]

const owner = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL ?? '', options: '-c TimeZone=UTC' }) })
afterAll(() => owner.$disconnect())

const keyOf = (row: Row) => String(row.id ?? `${row.userId}|${row.formKey ?? row.requestKey}`)
const keys = (rows: readonly Row[]) => new Set(rows.map(keyOf))

const people = Object.values(personas).map((actor) => actor.userId)
const agencies = departments.slice(0, 8).flatMap((department) => places.map((place) => agencyAt(department, place)))

/** Values that a column is given when a relation looks at it: those that somebody meets, and one that nobody does. */
function candidates(field: string): unknown[] {
  if (field.endsWith('epartment')) return ['MI', 'MI', 'PS', 'PR', 'CT', 'FI', 'HC', 'DI']
  if (/[rR]egionNo$/.test(field)) return [...places, 370811, 371000]
  if (field.endsWith('gencyId')) return [...agencies, randomUUID()]
  if (field === 'institutionId') return [...Object.values(institutions), randomUUID()]
  if (field === 'userId' || field === 'uploadedById') return [...people, randomUUID()]
  if (field === 'secrecy') return [0, 1, 2, 3]
  if (field.endsWith('At')) return [null, '2026-05-08T01:00:00Z']
  throw new Error(`the matrix has no values for ${field}`)
}

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const fieldsOf = (atom: Atom): string[] => ('field' in atom && atom.field !== 'id' ? [atom.field] : [])

async function nullable(table: string): Promise<Set<string>> {
  const columns = await asOwner<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'YES'`,
    [table],
  )
  return new Set(columns.map((row) => row.column_name))
}

/** Rows of one table, every column that a relation looks at drawn from what somebody may meet. */
async function draw(entry: TableReach, pick: <T>(values: readonly T[]) => T, parents: Map<string, string[]>): Promise<RawRow[]> {
  if ('parent' in entry) {
    const parentTable = entryOf(entry.parent as ReachedTable).table
    const ids = parents.get(parentTable) ?? []
    return Array.from({ length: rowsPerTable }, () => ({ id: randomUUID(), [entry.column]: pick(ids) }))
  }
  const atoms = Object.values(entry.relations).flat()
  const states = atoms.flatMap((atom) => ('oneOf' in atom && 'field' in atom ? atom.oneOf : []))
  const fields = new Set(atoms.flatMap(fieldsOf))
  const mayBeNull = await nullable(entry.table)
  const labels = fields.has('state')
    ? await asOwner<{ label: string }>(
        `SELECT enumlabel AS label FROM pg_enum JOIN pg_attribute ON atttypid = enumtypid WHERE attrelid = $1::regclass AND attname = 'state'`,
        [entry.table],
      )
    : []
  return Array.from({ length: rowsPerTable }, () => {
    const row: RawRow = entry.table === 'draft' || entry.table === 'command_receipt' ? {} : { id: randomUUID() }
    for (const field of fields) {
      const values = field === 'state' ? [...states, ...labels.map((one) => one.label)] : candidates(field)
      row[column(field)] = mayBeNull.has(column(field)) && pick([0, 1, 2]) === 0 ? null : pick(values)
    }
    if (atoms.some((atom) => 'around' in atom)) {
      const [rangeLo, rangeHi] = rangeOf(Number(row.region_no ?? pick(places)))
      Object.assign(row, { range_lo: rangeLo, range_hi: rangeHi })
    }
    if (entry.table === 'institution' && pick([0, 1, 2, 3]) === 0) row.id = pick(Object.values(institutions))
    return row
  })
}

const rows = new Map<ReachedTable, Row[]>()
let recused: Readonly<Record<string, Actor>> = {}

/** Some of the people must keep away from some of the rows. */
async function recuse(pick: <T>(values: readonly T[]) => T): Promise<void> {
  const drawn: RawRow[] = []
  for (const table of ['lead', 'case', 'referral'] as const) {
    for (const row of rows.get(table) ?? []) {
      if (pick([0, 1]) === 0)
        drawn.push({
          id: randomUUID(),
          subject_type: table,
          subject_id: row.id,
          user_id: pick([personas['MI recused']?.userId, personas['PS 370800']?.userId]),
          department: 'MI',
          region_no: pick(places),
        })
    }
  }
  await insertRows('recusal', drawn)
  rows.set('recusal', await modelOf(owner, 'recusal').findMany())
  recused = Object.fromEntries(Object.entries(personas).map(([name, actor]) => [name, withRecusals(actor)]))
}

const withRecusals = (actor: Actor): Actor => ({
  ...actor,
  recusedIds: (rows.get('recusal') ?? []).filter((row) => row.userId === actor.userId).map((row) => String(row.subjectId)),
})

beforeAll(async () => {
  await dropInvariants()
  const random = fc.sample(fc.nat(), { numRuns: 400_000, seed })
  let next = 0
  const pick = <T>(values: readonly T[]): T => {
    const value = values[(random[next++ % random.length] ?? 0) % values.length]
    return value as T
  }
  const ids = new Map<string, string[]>()
  const ordered = [...tables].sort((one, other) => Number('parent' in entryOf(one)) - Number('parent' in entryOf(other)))
  for (const table of ordered) {
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
  for (const table of tables) rows.set(table, await modelOf(owner, table).findMany())
  await recuse(pick)
})

/** The first reading, of rows in hand. A file is read through the material that carries it, too. */
function readInHand(actor: Actor, table: ReachedTable): Set<string> {
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
const readUnderPolicies = (actor: Actor): Promise<Map<ReachedTable, Set<string>>> =>
  asActor(rowContext(actor), async (tx) => {
    const read = new Map<ReachedTable, Set<string>>()
    for (const table of tables) read.set(table, keys(await modelOf(tx, table).findMany()))
    return read
  })

const differ = (one: Set<string>, other: Set<string>) =>
  [...one].filter((key) => !other.has(key)).length + [...other].filter((key) => !one.has(key)).length

type Mismatch = { who: string; table: string; between: string; rows: number }

async function compare(
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

describe('who sees which row', () => {
  it('is the same for every persona, table and row, whichever way it is asked', async () => {
    const mismatches: Mismatch[] = []
    let cells = 0
    const seen = new Map<string, number>()
    for (const [who, actor] of Object.entries(recused)) {
      const found = await compare(who, actor)
      mismatches.push(...found.mismatches)
      cells += found.cells
      seen.set(
        who,
        [...found.read.values()].reduce((sum, table) => sum + table.size, 0),
      )
    }
    expect(mismatches).toEqual([])
    expect(cells).toBeGreaterThan(100_000)
    // The matrix would be as equal if nobody saw anything.
    for (const who of ['MI 370000 handler', 'MI 370811 handler', 'PS 370800', 'CT 370811', 'DI city', 'hospital A'])
      expect(seen.get(who), who).toBeGreaterThan(50)
  }, 240_000)

  it('is the same for people of any department, place, clearance and roles', async () => {
    const anyone = fc.record({
      department: fc.constantFrom(...departments),
      place: fc.constantFrom(...places, 371000),
      held: fc.subarray([...roles]),
      clearance: fc.integer({ min: 0, max: 3 }),
      userId: fc.constantFrom(...people),
      kind: fc.constantFrom('agency', 'agency', 'institution', 'nowhere'),
    })
    await fc.assert(
      fc.asyncProperty(anyone, async ({ department, place, held, clearance, userId, kind }) => {
        const agency = { ...of(department, place, held, clearance), userId }
        const actor = withRecusals(
          kind === 'agency'
            ? agency
            : { ...agency, ...nowhere, ...(kind === 'institution' ? { institutionId: institutions.hospitalA, regionNo: place } : {}) },
        )
        expect((await compare('anyone', actor)).mismatches).toEqual([])
      }),
      { numRuns: 25, seed },
    )
  }, 240_000)

  it('is nothing of the business for administrators, and nothing at all for nobody', async () => {
    for (const who of ['system administrator', 'security administrator', 'audit administrator', 'nobody']) {
      const actor = recused[who]
      if (!actor) throw new Error(who)
      const read = await readUnderPolicies(actor)
      const own = new Set<ReachedTable>([
        'commandReceipt',
        'draft',
        'savedView',
        'notification',
        'unmasking',
        'recusal',
        'storedFile',
        ...(who === 'audit administrator' ? (['auditEntry'] as const) : []),
      ])
      for (const [table, keysRead] of read) if (!own.has(table)) expect(keysRead.size, `${who}: ${table}`).toBe(0)
      const files = (rows.get('storedFile') ?? []).filter((row) => row.uploadedById === actor.userId)
      expect(read.get('storedFile')?.size).toBe(files.length)
    }
    expect((await readUnderPolicies(recused['audit administrator'] ?? of('MI', 370800, []))).get('auditEntry')?.size).toBe(
      rows.get('auditEntry')?.length,
    )
  })

  it('is no row without a context, for any number of queries among those that have one', async () => {
    const everyone = Object.values(recused)
    const results = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const actor = everyone[n % everyone.length]
        if (n % 4 === 0 || !actor) return (await prisma.lead.findMany()).length
        const table = n % 4 === 1 ? 'lead' : 'case'
        const failing = n % 8 === 2
        const read = asActor(rowContext(actor), async (tx) => {
          const found = await modelOf(tx, table).findMany()
          if (failing) throw new Error('on purpose')
          return differ(keys(found), readInHand(actor, table))
        })
        return read.catch(() => 0)
      }),
    )
    expect(results.filter((count) => count !== 0)).toEqual([])
  })
})

type Steps = Record<string, { by: readonly Grant[]; from: readonly string[] }>

const isSteps = (value: unknown): value is Steps =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).length > 0 &&
  Object.values(value).every((step) => typeof step === 'object' && step !== null && 'by' in step && 'from' in step)

/** Where an export is not called after its table. */
const tableOfSteps: Record<string, ReachedTable> = { report: 'summaryReport', duty: 'dutyAssignment' }

const modules = import.meta.glob<Record<string, unknown>>('/src/domain/*/steps.ts', { eager: true })
const stepTables = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, value]) =>
    isSteps(value) ? [{ file, name, steps: value, table: tableOfSteps[name.replace(/Steps$/, '')] ?? name.replace(/Steps$/, '') }] : [],
  ),
)

describe('who may take which step', () => {
  it('is asked of every table of steps', () => {
    expect(stepTables.length).toBeGreaterThan(0)
    expect(stepTables.filter(({ table }) => !(table in reach)).map(({ name }) => `${name}: which table?`)).toEqual([])
  })

  it.each(stepTables)(
    '$name: the same of a row in hand as of a query, and nobody acts on what they do not see',
    async ({ steps, table, name }) => {
      const entry = entryOf(table as ReachedTable)
      const all = rows.get(table as ReachedTable) ?? []
      const rooted = table as Rooted
      let allowed = 0
      for (const [step, { by }] of Object.entries(steps)) {
        // A row of a table with a parent is acted on through the parent's relations.
        if ('parent' in entry) continue
        for (const grant of by) expect(Object.keys(entry.relations), `${name}.${step}`).toContain(grant.as)
        for (const [who, actor] of Object.entries(recused)) {
          const grants = by as readonly Grant<never>[]
          const inHand = keys(all.filter((row) => may(actor, grants, rooted, row)))
          const found = keys(await modelOf(owner, table as ReachedTable).findMany({ where: whereMay(actor, grants, rooted) }))
          expect(differ(inHand, found), `${who} ${name}.${step}`).toBe(0)
          const readable = readInHand(actor, table as ReachedTable)
          expect(
            [...inHand].filter((key) => !readable.has(key)),
            `${who} acts unseen: ${name}.${step}`,
          ).toEqual([])
          if (by.every((grant) => !actor.roles.includes(grant.role))) expect(inHand.size, `${who} ${name}.${step}`).toBe(0)
          allowed += inHand.size
        }
      }
      expect(allowed).toBeGreaterThan(0)
    },
    120_000,
  )
})
