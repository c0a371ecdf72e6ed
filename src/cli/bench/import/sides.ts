// The same leads into the same table in two other ways, and the same workbook through another reader. What it writes is rolled back.
import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { copyIn } from '#platform/columnar/copy-in'
import { type Prisma, PrismaClient } from '#platform/prisma/client'
import { readTableFile } from '#platform/reading/table-file'

const order = JSON.parse(process.argv[2] ?? '{}') as { workbook: string; copy: string } // written by import.ts
const connectionString = process.env.BENCH_DATABASE_URL ?? ''
/** Prisma sends a parameter for each field, at most 32,767 in one statement. */
const [rowsByPrisma, rowsAStatement] = [20_000, 500]
const newest = '(SELECT id FROM lead_batch ORDER BY imported_at DESC LIMIT 1)'

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

type CopyData = { chunk: Buffer }
/** A COPY … TO STDOUT into a file, by the driver's own connection. */
class CopyOut implements pg.Submittable {
  readonly #sql: string
  readonly #file: ReturnType<typeof createWriteStream>
  readonly #settled: (error: Error | null) => void
  #error: Error | null = null
  constructor(sql: string, path: string, settled: (error: Error | null) => void) {
    this.#sql = sql
    this.#file = createWriteStream(path)
    this.#settled = settled
  }
  submit(connection: pg.Connection): void {
    connection.query(this.#sql)
  }
  handleCopyData({ chunk }: CopyData): void {
    this.#file.write(Buffer.from(chunk))
  }
  handleCommandComplete(): void {}
  handleError(error: Error): void {
    this.#error = error
  }
  handleReadyForQuery(): void {
    void finished(this.#file.end()).then(() => this.#settled(this.#error))
  }
}

async function byCopy(owner: pg.Client): Promise<{ rows: number; seconds: number }> {
  const { rows: named } = await owner.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = 'lead' AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  )
  const columns = named.map(({ name }) => name)
  const anew: Record<string, string> = { id: 'gen_random_uuid()', number: `number || '-'`, source_row: 'source_row + 1000000' }
  const taken = columns.map((name) => anew[name] ?? name).join(', ')
  await new Promise<void>((done, reject) => {
    const sql = `COPY (SELECT ${taken} FROM lead WHERE batch_id = ${newest} ORDER BY source_row) TO STDOUT (FORMAT csv)`
    owner.query(new CopyOut(sql, order.copy, (error) => (error ? reject(error) : done())))
  })
  await owner.query('BEGIN')
  const count = async () => (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM lead')).rows[0]?.n ?? 0
  const before = await count()
  const seconds = await secondsOf(() => copyIn(owner, `COPY lead (${columns.join(', ')}) FROM STDIN (FORMAT csv)`, order.copy))
  const rows = (await count()) - before
  await owner.query('ROLLBACK')
  return { rows, seconds }
}

class EnoughSeen extends Error {}

async function byPrisma(): Promise<{ rows: number; seconds: number }> {
  const adapter = new PrismaPg({ connectionString, options: '-c TimeZone=UTC -c session_replication_role=replica' })
  const prisma = new PrismaClient({ adapter })
  const [batch] = await prisma.$queryRawUnsafe<{ id: string }[]>(`SELECT ${newest}::text AS id`)
  const found = await prisma.lead.findMany({ where: { batchId: batch?.id }, orderBy: { sourceRow: 'asc' }, take: rowsByPrisma })
  const data = found.map(({ id: _id, stage: _stage, cityNo: _cityNo, ...lead }) => ({
    ...lead,
    ...{ number: `${lead.number}-`, sourceRow: lead.sourceRow + 1_000_000 },
  })) as Prisma.LeadCreateManyInput[] // read and written back as they are
  let seconds = 0
  const write = async ({ lead: leads }: Prisma.TransactionClient) => {
    seconds = await secondsOf(async () => {
      for (let start = 0; start < data.length; start += rowsAStatement)
        await leads.createMany({ data: data.slice(start, start + rowsAStatement) })
    })
    throw new EnoughSeen()
  }
  await prisma.$transaction(write, { timeout: 600_000, maxWait: 10_000 }).catch((error: unknown) => {
    if (!(error instanceof EnoughSeen)) throw error
  })
  await prisma.$disconnect()
  return { rows: data.length, seconds }
}

/** Every cell of the workbook, as the product reads it and as exceljs streams it. */
async function readers(): Promise<{ ours: number; theirs: number }> {
  const ours = await secondsOf(async () => {
    const found = await readTableFile(new Uint8Array(await readFile(order.workbook)), 'bench.xlsx')
    if (!found.ok) throw new Error(found.failure.code)
  })
  const theirs = await secondsOf(async () => {
    let cells = 0
    const book = new ExcelJS.stream.xlsx.WorkbookReader(order.workbook, { sharedStrings: 'cache', worksheets: 'emit', styles: 'cache' })
    for await (const sheet of book) for await (const row of sheet) row.eachCell(() => cells++)
    if (cells === 0) throw new Error('exceljs found nothing')
  })
  return { ours, theirs }
}

const owner = new pg.Client({ connectionString, options: '-c TimeZone=UTC -c session_replication_role=replica' })
await owner.connect()
const workbook = await readers()
const prisma = await byPrisma()
const copy = await byCopy(owner)
await owner.end()
console.log(JSON.stringify({ workbook, prisma, copy, copyBytes: (await stat(order.copy)).size }))
process.exit(0)
