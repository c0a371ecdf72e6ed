import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ReachedTable } from '#domain/access/reach'
import { departments } from '#domain/department/department'
import { type Actor, pastCommitment, roles } from '#domain/kernel/access'
import { asActor, prisma } from '#platform/db'
import { rowContext } from '#server/access'
import { institutions, nowhere, of, places } from '../../fixtures/personas'
import { keys, modelOf, people, seed } from '../../support/reach-rows'
import {
  asTheyAre,
  compare,
  differ,
  drawWorld,
  type Mismatch,
  readInHand,
  readUnderPolicies,
  recused,
  rows,
} from '../../support/reach-world'

beforeAll(drawWorld)

/**
 * Who sees which row, asked three ways of the same data: of the row in hand (`mayRead`), as a filter through Prisma under
 * the owner, whom no policy binds (`whereReadable`), and without any filter under the application's role (row policies).
 * Persona × table × row; the three must agree on every row.
 */
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

  it('is less for an unsigned commitment and for a recusal, in every table that they are about', async () => {
    const hidden = async (actor: Actor, other: Actor) => {
      const [narrow, wide] = [await readUnderPolicies(actor), await readUnderPolicies(other)]
      return new Map([...wide].map(([table, keysRead]) => [table, [...keysRead].filter((key) => !narrow.get(table)?.has(key)).length]))
    }
    const actor = recused['MI 370800 handler']
    const away = recused['MI recused']
    if (!actor || !away) throw new Error('no such person')
    const unsigned = await hidden(actor, pastCommitment(actor))
    for (const table of [
      'case',
      'caseFact',
      'referral',
      'referralMaterial',
      'officialDocument',
      'attachment',
      'statutoryClock',
      'auditEntry',
      'storedFile',
    ] as const)
      expect(unsigned.get(table), table).toBeGreaterThan(0)
    for (const table of ['lead', 'filing', 'campaign', 'notification'] as const) expect(unsigned.get(table), table).toBe(0)
    const recusal = await hidden(pastCommitment(away), pastCommitment({ ...away, userId: randomUUID() }))
    for (const table of ['lead', 'case', 'referral', 'filing', 'officialDocument', 'attachment', 'statutoryClock', 'auditEntry'] as const)
      expect(recusal.get(table), table).toBeGreaterThan(0)
  })

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
        const actor = asTheyAre(
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
        'fileUpload',
        'savedView',
        'notification',
        'notificationRead',
        'unmasking',
        'recusal',
        'storedFile',
        'fileCheck', // read with the file
        ...(who === 'audit administrator' ? (['auditEntry'] as const) : []),
      ])
      for (const [table, keysRead] of read) if (!own.has(table)) expect(keysRead.size, `${who}: ${table}`).toBe(0)
      const files = (rows.get('storedFile') ?? []).filter(
        (row) => row.uploadedById === actor.userId && (row.campaignIds as string[]).length === 0,
      )
      expect(read.get('storedFile')?.size).toBe(files.length)
    }
    expect((await readUnderPolicies(recused['audit administrator'] ?? of('MI', 370800, []))).get('auditEntry')?.size).toBe(
      rows.get('auditEntry')?.filter((row) => Number(row.secrecy) <= 2).length,
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
        if (!failing) return read
        await expect(read).rejects.toThrow('on purpose') // any other fault is one
        return 0
      }),
    )
    expect(results.filter((count) => count !== 0)).toEqual([])
  })
})
