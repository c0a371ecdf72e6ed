import { beforeAll, describe, expect, it } from 'vitest'
import { Refused } from '#server/refused'
import { askedQueries } from '../../fixtures/asked/all'
import type { Asked } from '../../fixtures/asked/asked'
import { asOwner } from '../../support/as-owner'
import { marksIn } from '../../support/canary-marks'
import { chooserOf, type Share, sharesOf } from '../../support/canary-shares'
import { aCanaryWorld, type CanaryWorld, type Reader, readerOf, strayMarks } from '../../support/canary-world'
import { blanked, rawText } from '../../support/raw-text'
import { entryOf, tables } from '../../support/reach-rows'
import { rows } from '../../support/reach-world'

/**
 * Everybody asks everything, shared out among those who are alike. Each cell of words of every row carries a mark of its own, and what was
 * typed into the forms of secret matters another: no answer may hold the mark of a row that is out of reach, and no row in reach may be
 * refused.
 */
let world: CanaryWorld
let walkers: { share: Share; reads: Reader }[] = []
beforeAll(async () => {
  world = await aCanaryWorld()
  walkers = sharesOf(world.personas).map((share) => ({ share, reads: readerOf(share.actor) }))
}, 240_000)

const queries = (Object.entries(askedQueries) as [string, Asked][]).map(([name, asked], place) => ({ name, asked, place }))
const sharedWith = ({ asks }: Share) => queries.filter(({ place }) => asks(place))

const isRefused = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && 'ok' in value && value.ok === false)
const isEmpty = (value: unknown): boolean =>
  isRefused(value) || (Array.isArray(value) && value.length === 0) || (value instanceof Map && value.size === 0)

/** What is answered, or how it is refused. */
const answerOf = async (question: () => unknown): Promise<unknown> => {
  try {
    return await question()
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

type Found = { stray: Set<string>; refused: Set<string>; opened: Set<string>; faults: Set<string>; answers: number }
const nothing = (): Found => ({ stray: new Set(), refused: new Set(), opened: new Set(), faults: new Set(), answers: 0 })

/** One question. What is thrown is searched as an answer is: an error may say as much as a row. */
async function put(name: string, { share, reads }: (typeof walkers)[number], question: () => unknown, found: Found) {
  found.answers += 1
  const note = (text: string) => {
    for (const mark of strayMarks(text, share.actor, reads, world)) found.stray.add(`${share.who} | ${name} | ${mark}`)
  }
  try {
    const answer = await answerOf(question)
    const text = await rawText(answer)
    note(text)
    return { answer, text }
  } catch (error) {
    const said = error instanceof Error ? `${error.message}\n${error.stack}` : String(error)
    note(said)
    found.faults.add(`${name}: ${said.split('\n').slice(0, 3).join(' ').slice(0, 200)}`)
    return { answer: undefined, text: said }
  }
}

/** What each was answered by the queries that ask for no row, to be held against what they are answered later. */
const before = new Map<string, string>()

/** Lists, counts and searches. */
async function list(walker: (typeof walkers)[number], found: Found): Promise<void> {
  const { actor, who } = walker.share
  for (const { name, asked } of sharedWith(walker.share))
    if ('ask' in asked) before.set(`${who} | ${name}`, blanked((await put(name, walker, () => asked.ask(actor), found)).text))
}

/** Rows, one by one. */
async function open(walker: (typeof walkers)[number], turn: number, found: Found): Promise<void> {
  const { actor, who } = walker.share
  const choose = chooserOf(world, walker.reads)
  for (const { name, asked, place } of sharedWith(walker.share)) {
    if (!('open' in asked)) continue
    const { inReach, outOfReach } = choose(asked.of, place + turn)
    for (const id of asked.dear && (place + turn) % 8 > 0 ? [] : inReach) {
      const { answer } = await put(name, walker, () => asked.open(actor, id), found)
      const isAnswered = asked.to ? asked.to(actor) : !asked.narrower
      if (isAnswered && !asked.thin && isRefused(answer)) found.refused.add(`${who} | ${name} | ${id}`)
    }
    for (const id of outOfReach) {
      const { answer } = await put(name, walker, () => asked.open(actor, id), found)
      if (!asked.thin && !isEmpty(answer)) found.opened.add(`${who} | ${name} | ${id}`)
    }
  }
}

/** Does this for everybody, three at a time. */
async function everybody(work: (walker: (typeof walkers)[number], turn: number) => Promise<void>): Promise<void> {
  const waiting = [...walkers.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0])
  }
  await Promise.all([lane(), lane(), lane()])
}

describe('whoever asks whatever there is to ask', () => {
  it('asks of rows that are all marked, and every sort of people asks every query', async () => {
    const marked = new Set([...world.ownerOf.keys()].map((key) => key.split('.')[0]))
    for (const table of tables) expect(rows.get(table)?.length, table).toBeGreaterThan(0)
    // Of keys, numbers and codes alone, or sealed: no words are in them.
    expect([...new Set(tables.map((table) => entryOf(table).table))].filter((table) => !marked.has(table)).sort()).toEqual([
      ...['case_instalment', 'case_stoppage_change', 'checklist_mapping', 'command_receipt', 'file_check', 'filing_tally', 'lead_move'],
      ...['notification_read', 'paper_batch', 'paper_batch_item', 'paper_seal', 'whistle_identity'],
    ])
    expect(world.typed.length).toBeGreaterThan(15)
    const [notices] = await asOwner<{ n: number }>(`SELECT count(*)::int AS n FROM notification WHERE text ~ '旗'`)
    expect(notices?.n).toBeGreaterThan(0)

    const sorts = new Set(walkers.map(({ share }) => share.sort))
    expect(sorts.size).toBeGreaterThan(15)
    for (const { place, name } of queries)
      expect(new Set(walkers.flatMap(({ share }) => (share.asks(place) ? [share.sort] : []))), name).toEqual(sorts)
  })

  it('comes upon nothing out of reach, and is refused nothing in reach', async () => {
    const found = nothing()
    const entries = await asOwner<{ id: string }>('SELECT id FROM audit_entry')
    await everybody((walker) => list(walker, found))
    await everybody((walker, turn) => open(walker, turn, found))
    // Who opened what is written down: the lists that are asked once more have not got that in them.
    await asOwner('DELETE FROM audit_entry WHERE id <> ALL ($1::uuid[])', [entries.map(({ id }) => id)])
    expect([...found.faults], 'faults').toEqual([])
    expect([...found.stray], 'marks of rows out of reach').toEqual([])
    expect([...found.opened], 'rows out of reach that open').toEqual([])
    expect([...found.refused], 'rows in reach that do not open').toEqual([])
    expect(walkers.length).toBeGreaterThan(40)
    expect(found.answers).toBeGreaterThan(3_000)
  }, 300_000)

  it('would come upon something, were it there to see', async () => {
    // The walk would be as clean if nobody were answered, or no answer carried a mark.
    const handler = world.personas.get('assigned handler')
    const other = world.personas.get('handler elsewhere')
    const [caseId] = world.caseIds
    if (!handler || !other || !caseId) throw new Error('the scene is wrong')
    const text = await rawText(await askedQueries['case/queries#getCase'].open(handler, caseId))
    expect(marksIn(text).length).toBeGreaterThan(5)
    expect(strayMarks(text, handler, readerOf(handler), world)).toEqual([])
    expect(strayMarks(text, other, readerOf(other), world).length).toBeGreaterThan(5)
  })

  // The last: what it takes out does not come back.
  it('is answered the same whether a matter that they must not know of is there or not', async () => {
    const unknowing = walkers.filter(({ reads }) => !reads('referral').has(world.secretId))
    expect(unknowing.length).toBeGreaterThan(30)
    for (const table of new Set(tables.map((one) => entryOf(one).table)))
      await asOwner(`DELETE FROM ${table} t WHERE position($1 IN t::text) > 0`, [world.secretId])
    const unlike: string[] = []
    for (const { share } of unknowing)
      for (const { name, asked } of sharedWith(share)) {
        if (!('ask' in asked)) continue
        const after = blanked(await rawText(await answerOf(() => asked.ask(share.actor))))
        if (before.get(`${share.who} | ${name}`) !== after) unlike.push(`${share.who} | ${name}`)
      }
    expect(before.size).toBeGreaterThan(1_000)
    expect(unlike).toEqual([])
  }, 300_000)
})
