import 'server-only'
import type { BookFilter, RegisterCheck } from '#domain/document/book'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import type { DocumentNumber } from '#platform/prisma/client'
import { whereReadable } from '../access'
import { query } from '../query'

const pageSize = 50
/** A year of a busy bureau. */
const printedAtMost = 20_000

/** The book of numbers (发文登记簿) as this person may see it, newest first, with the registers that it is made of, each held against its counter. */
export const readBook = (actor: Actor, filter: BookFilter) =>
  query(actor, async (tx) => {
    const where = await wanted(tx, actor, filter)
    const { after } = filter
    const found = await tx.documentNumber.findMany({
      where: after ? { AND: [where, { id: { lt: after } }] } : where,
      include: { agency: { select: { name: true } } },
      orderBy: { id: 'desc' },
      take: pageSize + 1,
    })
    const rows = await titled(tx, actor, found.slice(0, pageSize))
    const registers = await registersOf(tx, actor)
    const asked = registers.filter(
      ({ prefix, year }) => (!filter.year || year === filter.year) && (!filter.prefix || prefix === filter.prefix),
    )
    return {
      rows,
      count: await tx.documentNumber.count({ where }),
      next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null,
      years: [...new Set(registers.map(({ year }) => year))].sort((one, other) => other - one),
      prefixes: [...new Set(registers.map(({ prefix }) => prefix))].sort(),
      checks: await checked(tx, asked),
    }
  })
export type BookLine = Awaited<ReturnType<typeof readBook>>['rows'][number]

/** The same lines as the book is printed: in the order of the registers. `cut`: there are more than the sheet takes. */
export const printBook = (actor: Actor, filter: BookFilter, most = printedAtMost) =>
  query(actor, async (tx) => {
    const found = await tx.documentNumber.findMany({
      where: await wanted(tx, actor, filter),
      include: { agency: { select: { name: true } } },
      orderBy: [{ year: 'desc' }, { prefix: 'asc' }, { serial: 'asc' }],
      take: most + 1,
    })
    return { lines: await titled(tx, actor, found.slice(0, most)), cut: found.length > most }
  })

/** A word is looked for in the numbers, and in the titles of the papers that this person may read. */
async function wanted(tx: Tx, actor: Actor, { q, year, prefix, state }: BookFilter) {
  const readable = whereReadable(actor, 'documentNumber')
  const conditions = [...(year ? [{ year }] : []), ...(prefix ? [{ prefix }] : []), ...(state ? [{ state }] : [])]
  if (!q) return { AND: [readable, ...conditions] }
  const titled = await tx.officialDocument.findMany({
    where: { AND: [whereReadable(actor, 'officialDocument'), { title: { contains: q }, number: { not: null } }] },
    select: { number: true },
    orderBy: { id: 'desc' },
    take: printedAtMost,
  })
  const numbers = titled.flatMap(({ number }) => number ?? [])
  return { AND: [readable, ...conditions, { OR: [{ number: { contains: q } }, { number: { in: numbers } }] }] }
}

/** What each number was given to: only where this person may read it. */
async function titled<Line extends DocumentNumber>(tx: Tx, actor: Actor, lines: readonly Line[]) {
  const numbers = lines.map(({ number }) => number)
  const of = (types: string) => lines.flatMap(({ subjectType, subjectId }) => (subjectType === types && subjectId ? [subjectId] : []))
  const papers = await tx.officialDocument.findMany({
    where: { AND: [{ number: { in: numbers } }, whereReadable(actor, 'officialDocument')] },
    select: { id: true, number: true, title: true, subjectType: true, subjectId: true },
    orderBy: { revision: 'asc' },
  })
  const titles = new Map(papers.map((paper) => [paper.number ?? '', paper]))
  const others = { select: { id: true, title: true } } as const
  const named = [
    ...(await tx.summaryReport.findMany({
      where: { AND: [{ id: { in: of('summaryReport') } }, whereReadable(actor, 'summaryReport')] },
      ...others,
    })),
    ...(await tx.bulletin.findMany({ where: { AND: [{ id: { in: of('bulletin') } }, whereReadable(actor, 'bulletin')] }, ...others })),
    ...(await tx.letter.findMany({ where: { AND: [{ id: { in: of('letter') } }, whereReadable(actor, 'letter')] }, ...others })),
    ...(await tx.jointNotice.findMany({
      where: { AND: [{ id: { in: of('jointNotice') } }, whereReadable(actor, 'jointNotice')] },
      ...others,
    })),
  ]
  const byId = new Map(named.map(({ id, title }) => [id, title]))
  return lines.map((line) => {
    const title = titles.get(line.number)?.title.replace(/^[^：]*：/u, '') ?? byId.get(line.subjectId ?? '') ?? null
    return { ...line, title, documentId: titles.get(line.number)?.id ?? null }
  })
}

const registersOf = (tx: Tx, actor: Actor) =>
  tx.documentNumber.groupBy({
    by: ['prefix', 'year'],
    where: whereReadable(actor, 'documentNumber'),
    orderBy: [{ year: 'desc' }, { prefix: 'asc' }],
  })

async function checked(tx: Tx, registers: readonly { prefix: string; year: number }[]): Promise<RegisterCheck[]> {
  const prefixes = registers.map(({ prefix }) => prefix)
  const years = registers.map(({ year }) => year)
  return tx.$queryRaw<RegisterCheck[]>`
    SELECT r.prefix, r.year, c.last_number AS last, c.entered, c.voided, c.missing
    FROM unnest(${prefixes}::text[], ${years}::int[]) WITH ORDINALITY AS r (prefix, year, place)
    CROSS JOIN LATERAL number_register_check(r.prefix, r.year) AS c ORDER BY r.place`
}
