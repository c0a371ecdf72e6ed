import { beforeAll, describe, expect, it } from 'vitest'
import type { ReachedTable, TableReach } from '#domain/access/reach'
import { type Actor, holds } from '#domain/kernel/access'
import { asActor, prisma } from '#platform/db'
import { rowContext } from '#server/access'
import { entryOf, keys, type Row, tables } from '../../support/reach-rows'
import { drawWorld, readInHand, recused, rows } from '../../support/reach-world'

beforeAll(drawWorld)

type Rooted = TableReach & { relations: object }
const isRooted = (entry: TableReach): entry is Rooted & Extract<TableReach, { read: readonly string[] }> => 'relations' in entry

const fieldOf = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Whether one of these ways to stand to the row holds, of the row in hand. */
const stands = (actor: Actor, entry: TableReach, names: readonly string[] | undefined, row: Row) =>
  isRooted(entry) && (names ?? entry.write ?? entry.read).some((name) => holds(entry.relations[name] ?? [], actor, row))

/** The rows that the data says this person may write: theirs to write, and theirs to read. */
function writableInHand(actor: Actor, table: ReachedTable, ways?: readonly string[]): Set<string> {
  const entry = entryOf(table)
  const read = readInHand(actor, table)
  const all = rows.get(table) ?? []
  const isRead = (row: Row) => read.has([...keys([row])][0] ?? '')
  if (isRooted(entry)) return keys(all.filter((row) => stands(actor, entry, ways, row) && isRead(row)))
  if (!('parent' in entry)) return new Set()
  const parentName = entry.parent as ReachedTable
  const parents = readInHand(actor, parentName)
  const writable = new Set(
    (rows.get(parentName) ?? [])
      .filter((row) => parents.has(String(row.id)) && stands(actor, entryOf(parentName), entry.write, row))
      .map((row) => String(row.id)),
  )
  return keys(all.filter((row) => writable.has(String(row[fieldOf(entry.column)])) && isRead(row)))
}

const untouched = new Error('nothing of it is kept')

/** What the row policies let this person write, table by table, in statements that name no row. Nothing of it is kept. */
async function writtenUnderPolicies(actor: Actor, verb: 'UPDATE' | 'DELETE', granted: ReadonlySet<string>) {
  const written = new Map<ReachedTable, Set<string>>()
  await asActor(rowContext(actor), async (tx) => {
    for (const table of tables) {
      const entry = entryOf(table)
      if (!granted.has(entry.table)) continue
      await tx.$executeRawUnsafe('SAVEPOINT before')
      const column = table === 'draft' || table === 'commandReceipt' ? 'user_id' : 'id'
      const statement = verb === 'UPDATE' ? `UPDATE ${entry.table} SET ${column} = ${column}` : `DELETE FROM ${entry.table}`
      const found = await tx.$queryRawUnsafe<Record<string, unknown>[]>(`${statement} RETURNING *`)
      written.set(table, keys(found.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldOf(name), value])))))
      await tx.$executeRawUnsafe('ROLLBACK TO SAVEPOINT before')
    }
    throw untouched
  }).catch((error: unknown) => {
    if (error !== untouched) throw error
  })
  return written
}

async function tablesWith(privilege: 'UPDATE' | 'DELETE'): Promise<Set<string>> {
  const found = await prisma.$queryRawUnsafe<{ name: string }[]>(
    `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND has_table_privilege(oid, '${privilege}')`,
  )
  return new Set(found.map(({ name }) => name))
}

/** Raw statements under the application's role against the data: who changes and who takes away which row. */
describe('who writes which row', () => {
  it('is for a change what the reach says, for every persona and table', async () => {
    const granted = await tablesWith('UPDATE')
    const mismatches: { who: string; table: string; policies: number; data: number }[] = []
    let written = 0
    for (const [who, actor] of Object.entries(recused)) {
      const found = await writtenUnderPolicies(actor, 'UPDATE', granted)
      for (const [table, policies] of found) {
        const data = writableInHand(actor, table)
        written += policies.size
        if (policies.size !== data.size || [...policies].some((key) => !data.has(key)))
          mismatches.push({ who, table, policies: policies.size, data: data.size })
      }
    }
    expect(mismatches).toEqual([])
    expect(written).toBeGreaterThan(2_000)
  }, 240_000)

  it('is for taking away those rows alone that the reach calls deletable', async () => {
    const granted = await tablesWith('DELETE')
    for (const [who, actor] of Object.entries(recused)) {
      for (const [table, policies] of await writtenUnderPolicies(actor, 'DELETE', granted)) {
        const { deletable } = entryOf(table)
        const data = deletable ? writableInHand(actor, table, deletable === true ? undefined : deletable) : new Set<string>()
        expect([...policies].sort(), `${who}: ${table}`).toEqual([...data].sort())
      }
    }
  }, 240_000)

  it('is less than who reads it, wherever somebody only looks on', () => {
    const actor = recused['MI 370811 handler']
    if (!actor) throw new Error('no such person')
    const onlyRead = (table: ReachedTable) => readInHand(actor, table).size - writableInHand(actor, table).size
    for (const table of ['campaign', 'stage', 'duty', 'checklist', 'checklistItem'] as const)
      expect(onlyRead(table), table).toBeGreaterThan(0)
    const everybody = Object.values(recused)
    const carried = (of: (actor: Actor, table: ReachedTable) => Set<string>) =>
      everybody.reduce((sum, one) => sum + of(one, 'referralMaterial').size, 0)
    expect(carried(readInHand)).toBeGreaterThan(carried(writableInHand))
  })
})
