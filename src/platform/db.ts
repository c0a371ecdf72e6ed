import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { onePacketATurn } from './pg'
import { type Prisma, PrismaClient } from './prisma/client'

/** The role this process acts under, the only one that its login may become. It owns nothing, so row policies bind it. */
const role = process.env.QINGYUAN_DB_ROLE ?? 'qingyuan_app'

/** Without the time zone, the adapter would shift every instant by the server's offset. */
const options = `-c TimeZone=UTC -c role=${role}`
const connectionString = process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset'

type Clients = { prisma: PrismaClient; pool: pg.Pool }
const held = globalThis as unknown as { qingyuanClients?: Clients }

function connect(): Clients {
  // Pipelined: statements go out as they are asked for, and their answers come back in that order. One transaction of a
  // query may well have several under way (an `include` of Prisma asks for its relations all at once).
  const connection = { connectionString, options, pipeline: true }
  const pool = new pg.Pool({ ...connection, max: 8 })
  pool.on('connect', (client) => {
    client.on('error', () => undefined) // of one that is lent: whoever has it hears it from their statement
    onePacketATurn(client)
  })
  pool.on('error', () => undefined) // an idle connection that breaks is replaced when the next is asked for; unheard, it would end the process
  return { prisma: new PrismaClient({ adapter: new PrismaPg({ ...connection, max: 12 }) }), pool }
}

held.qingyuanClients ??= connect()
export const prisma = held.qingyuanClients.prisma

/** For hot reads as SQL; everywhere else Prisma. Same role, same policies. */
export const pool = held.qingyuanClients.pool

/** How long a transaction may take: one that a person waits for, and one of a job, which writes hundreds of thousands of rows at one moment. */
export const transactionMs = { person: 120_000, job: 30 * 60_000 } as const

/** A transaction in progress. Whatever writes takes one, so nothing is written outside of one. */
export type Tx = Prisma.TransactionClient

/** What the row policies know of the person acting. `null` reaches nothing. */
export type RowContext = {
  userId: string
  /** The post acted in; `null` before one is chosen, and for what a person does with their own account alone. */
  postId: string | null
  agencyId: string | null
  agencyKind: string | null
  institutionId: string | null
  department: string | null
  regionNo: number
  regionLo: number | null
  regionHi: number | null
  clearance: number
  roles: readonly string[]
  /** Reads past an unsigned commitment. */
  pastCommitment: boolean
}

const settings = (context: RowContext): [string, string][] => [
  ['app.user_id', context.userId],
  ['app.post_id', context.postId ?? ''],
  ['app.agency_id', context.agencyId ?? ''],
  ['app.agency_kind', context.agencyKind ?? ''],
  ['app.institution_id', context.institutionId ?? ''],
  ['app.department', context.department ?? ''],
  ['app.region_no', String(context.regionNo)],
  ['app.region_lo', context.regionLo === null ? '' : String(context.regionLo)],
  ['app.region_hi', context.regionHi === null ? '' : String(context.regionHi)],
  ['app.clearance', String(context.clearance)],
  ['app.roles', context.roles.join(',')],
  ['app.commitment', context.pastCommitment ? 'any' : ''],
]

/** The settings as one statement, with what the database's clock says. */
const setting =
  'SELECT clock_timestamp() AS at, count(set_config(s.key, s.value, true)) FROM unnest($1::text[], $2::text[]) AS s(key, value)'
const settingOf = (pairs: readonly [string, string][]): [string[], string[]] => [pairs.map(([key]) => key), pairs.map(([, value]) => value)]

/** Puts the transaction under a person's row policies. Returns what the database's clock says. */
async function actAs(tx: Tx, context: RowContext): Promise<Date> {
  const [row] = await tx.$queryRawUnsafe<{ at: Date }[]>(setting, ...settingOf(settings(context)))
  if (!row) throw new Error('the database did not say what time it is')
  return row.at
}

/**
 * A transaction under the person's row policies. The settings end with it, so no pooled connection keeps them. `at` is the database's
 * clock at its beginning, the same for every process that serves. With `oneMoment`, every statement sees the rows of that moment, and a
 * row that somebody else has changed since cannot be changed: the transaction fails, and may be tried again. `waits` is who waits for it.
 */
export function asActor<T>(
  context: RowContext,
  run: (tx: Tx, at: Date) => Promise<T>,
  { oneMoment = false, waits = 'person' }: { oneMoment?: boolean; waits?: keyof typeof transactionMs } = {},
): Promise<T> {
  const isolationLevel = oneMoment ? ('RepeatableRead' as const) : undefined
  const timeout = transactionMs[waits]
  return prisma.$transaction(async (tx) => run(tx, await actAs(tx, context)), { timeout, maxWait: 10_000, isolationLevel })
}

/**
 * The same for a hot write in SQL: named statements, one connection, one transaction. What begins the transaction travels in one go with
 * what `open` asks, and what `run` has asked for and not waited for travels with its end: had any of it failed, nothing is written.
 */
export async function writeAsActor<Opened, T>(
  context: RowContext,
  open: (client: pg.PoolClient) => Promise<Opened>,
  run: (client: pg.PoolClient, at: Date, opened: Opened) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // By keys alone, whose plan is the same for everybody: planning them anew would cost more than running them.
  const values = settingOf([...settings(context), ['plan_cache_mode', 'force_generic_plan']])
  try {
    const [, begun, opened] = await Promise.all([
      client.query('BEGIN'),
      client.query<{ at: Date }>({ name: 'row-context', text: setting, values }),
      open(client),
    ])
    if (!begun.rows[0]) throw new Error('the database did not say what time it is')
    const value = await run(client, begun.rows[0].at, opened)
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed, and nothing of it was written')
    client.release()
    return value
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    )
    throw error
  }
}

/** What a statement in SQL needs of a connection. */
export type SqlReader = { query: <Row>(text: string, values: unknown[]) => Promise<{ rows: Row[] }> }

const names = new Map<string, string>()

/** A connection whose statements are prepared once each; for a handful of texts that are always the same. */
export const preparedOn = (client: pg.PoolClient): SqlReader => ({
  query: <Row>(text: string, values: unknown[]) => {
    const name = names.get(text) ?? `statement-${names.size + 1}`
    names.set(text, name)
    return client.query<Row & pg.QueryResultRow>({ name, text, values })
  },
})

/** A transaction of Prisma's, for a statement in SQL. */
export const sqlOf = (tx: Tx): SqlReader => ({
  query: async <Row>(text: string, values: unknown[]) => ({ rows: await tx.$queryRawUnsafe<Row[]>(text, ...values) }),
})

/** Reads within a transaction as somebody else, and goes on in it as before. */
export async function readWithin<T>(
  tx: Tx,
  { reader, before }: { reader: RowContext; before: RowContext },
  read: (client: SqlReader) => Promise<T>,
): Promise<T> {
  await actAs(tx, reader)
  const value = await read(sqlOf(tx))
  await actAs(tx, before)
  return value
}

/** What the database's clock says now. */
export async function databaseTime(): Promise<Date> {
  const { rows } = await pool.query<{ at: Date }>('SELECT clock_timestamp() AS at')
  if (!rows[0]) throw new Error('the database did not say what time it is')
  return rows[0].at
}

/**
 * The same for a hot read in SQL: named statements, one connection, one transaction. With `oneMoment`, every statement of it sees the
 * same moment. With `inIndexOrder`, a list is read in the order of an index wherever one has it: past the row policies the planner takes
 * every list for a handful of rows, and would read all of it to sort it. With `planOnce`, a named statement is planned once a connection,
 * whatever it is asked with. What begins and what ends the transaction travels with the statements between, so it costs no waiting. Were
 * the settings not to hold, the statements after them would fail, or reach nothing.
 */
export async function readAsActor<T>(
  context: RowContext,
  run: (client: pg.PoolClient) => Promise<T>,
  { oneMoment = false, inIndexOrder = false, planOnce = false }: { oneMoment?: boolean; inIndexOrder?: boolean; planOnce?: boolean } = {},
): Promise<T> {
  const client = await pool.connect()
  const wanted = settings(context)
  if (inIndexOrder) wanted.push(['enable_sort', 'off'])
  if (planOnce) wanted.push(['plan_cache_mode', 'force_generic_plan'])
  const begun = Promise.all([
    client.query(oneMoment ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN READ ONLY'),
    client.query({ name: 'row-context', text: setting, values: settingOf(wanted) }),
  ])
  const reading = run(client)
  // Each is waited for, so that nothing of this reader is left on the connection when the next one gets it.
  const [ready, value] = await Promise.allSettled([begun, reading])
  // Nothing was written: whoever reads need not wait for the end.
  client.query(ready.status === 'fulfilled' && value.status === 'fulfilled' ? 'COMMIT' : 'ROLLBACK').then(
    () => client.release(),
    (lost: Error) => client.release(lost),
  )
  if (ready.status === 'rejected') throw ready.reason
  if (value.status === 'rejected') throw value.reason
  return value.value
}
