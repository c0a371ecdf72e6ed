/// <reference types="vite/client" />
import { expect, it } from 'vitest'
import { asOwner } from '../support/as-owner'

const modules = import.meta.glob<Record<string, unknown>>(['../../src/domain/**/*.ts', '!**/*.test.ts'], { eager: true })

/** Every list of words that the domain exports, by its name. */
const lists = new Map(
  Object.values(modules).flatMap((module) =>
    Object.entries(module).filter(
      (entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((word) => typeof word === 'string'),
    ),
  ),
)

/** The type `CampaignState` is the list `campaignStates`. */
const listName = (type: string) =>
  otherwiseCalled[type] ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}`.replace(/y$/, 'ie').concat('s')
const otherwiseCalled: Record<string, string> = { CampaignKind: 'planKinds' }

/** Words that only tell rows apart: no rule of the domain goes through them as a list. */
const onlyOfRows = ['DocumentState', 'NumberState', 'PackReturnState', 'RegionKind', 'RegionLevel']

it('has each list of the domain as the same list in the database', async () => {
  const types = await asOwner<{ type: string; labels: string[] }>(
    `SELECT t.typname AS type, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
     FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE n.nspname = 'public' GROUP BY t.typname ORDER BY t.typname`,
  )
  // A type that is neither is one whose list was renamed, or never written.
  expect(types.filter(({ type }) => !lists.has(listName(type))).map(({ type }) => type)).toEqual(onlyOfRows)
  const same = types.filter(({ type }) => lists.has(listName(type)))
  expect(same.length).toBeGreaterThan(25)
  expect(Object.fromEntries(same.map(({ type, labels }) => [type, labels]))).toEqual(
    Object.fromEntries(same.map(({ type }) => [type, lists.get(listName(type))])),
  )
  const sameWords = types.filter(
    ({ type, labels }) => onlyOfRows.includes(type) && [...lists.values()].some((list) => list.join() === labels.join()),
  )
  expect(sameWords).toEqual([])
})

it('has no timestamp without time zone', async () => {
  const columns = await asOwner(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'`,
  )
  expect(columns).toEqual([])
})

it('has an index that leads with each foreign key', async () => {
  const unindexed = await asOwner(
    `SELECT c.conrelid::regclass::text AS "table", c.conname FROM pg_constraint c
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = ANY (c.conkey))
     ORDER BY 1, 2`,
  )
  expect(unindexed).toEqual([])
})

it('keeps an instant as it was given, for every reader', async () => {
  const { prisma } = await import('#platform/db')
  const beatAt = new Date('2026-03-06T15:00:00+08:00')
  await prisma.workerHeartbeat.create({ data: { name: 'a test', beatAt } })

  const [row] = await asOwner<{ text: string }>(
    `SELECT (beat_at AT TIME ZONE 'UTC')::text AS text FROM worker_heartbeat WHERE name = 'a test'`,
  )
  expect(row?.text).toBe('2026-03-06 07:00:00')
  expect(await prisma.workerHeartbeat.findUnique({ where: { name: 'a test' } })).toEqual({ name: 'a test', beatAt })
})
