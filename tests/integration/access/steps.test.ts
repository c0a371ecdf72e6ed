import { beforeAll, describe, expect, it } from 'vitest'
import { type ReachedTable, reach } from '#domain/access/reach'
import type { Grant } from '#domain/kernel/access'
import { may, whereMay } from '#server/access'
import { entryOf, isAtHome, keys, modelOf, type Rooted } from '../../support/reach-rows'
import { differ, drawWorld, owner, readInHand, recused, rows } from '../../support/reach-world'

beforeAll(drawWorld)

type Steps = Record<string, { by: readonly Grant[]; from: readonly string[] }>

const isSteps = (value: unknown): value is Steps =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).length > 0 &&
  Object.values(value).every((step) => typeof step === 'object' && step !== null && 'by' in step && 'from' in step)

/** Where an export is not called after its table. */
const tableOfSteps: Record<string, ReachedTable> = {
  report: 'summaryReport',
  duty: 'dutyAssignment',
  issuing: 'filing',
  procedure: 'case',
  share: 'consultationShare',
  whistleReward: 'whistleReport',
  creditRecord: 'case',
}

const modules = import.meta.glob<Record<string, unknown>>(
  ['/src/domain/*/steps.ts', '/src/domain/*/*-steps.ts', '/src/domain/*/tracks/*-steps.ts'],
  { eager: true },
)
const tableOf = (name: string) => tableOfSteps[name.replace(/(Steps|Records)$/, '')] ?? name.replace(/(Steps|Records)$/, '')

/** Tables of steps, also those that stand in a table by kind. */
const stepTables = Object.values(modules)
  .flatMap((module) => Object.entries(module))
  .flatMap(([name, value]) => {
    if (isSteps(value)) return [{ name, table: tableOf(name), steps: value }]
    const kinds = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (kinds.length === 0 || !kinds.every(([, steps]) => isSteps(steps))) return []
    return kinds.map(([kind, steps]) => ({ name: `${name}.${kind}`, table: tableOf(name), steps: steps as Steps }))
  })

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
      const home = keys(all.filter(isAtHome))
      let allowed = 0
      const asked = new Map(Object.entries(steps).map(([step, { by }]) => [JSON.stringify(by), { step, by }]))
      for (const { step, by } of asked.values()) {
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
            [...inHand].filter((key) => home.has(key) && !readable.has(key)),
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
