import 'server-only'
import type { z } from 'zod'
import type { WorkCalendar } from '#domain/clock/clock'
import type { Actor } from '#domain/kernel/access'
import { fieldMessage } from '#domain/kernel/field-message'
import { ok, type Refusal, type Result, refuse } from '#domain/kernel/result'
import { asActor, preparedOn, type SqlReader, sqlOf, type Tx, writeAsActor } from '#platform/db'
import type { PoolClient } from '#platform/pg'
import { currentTime, movedAhead } from '#platform/time'
import { rowContext } from './access'
import { loadCalendar } from './clock/calendar'
import { claim, isAnswered, settle, splitRequestKey } from './command-receipt'
import { logRefusal } from './log'
import { must, Refused } from './refused'

type Moment = { actor: Actor; now: Date; calendar: WorkCalendar; requestId: string }
export type Context = Moment & { tx: Tx }
/** What a command in SQL has in its transaction. */
export type SqlContext = Moment & { sql: PoolClient }

export type Command<Output> = (actor: Actor, raw: unknown, now?: Date) => Promise<Result<Output>>

/**
 * A command: the only way anything changes. Parses the input, runs `run` in one transaction under the actor's row
 * policies, and turns a refusal into a value. Anything else that is thrown is a fault, rolls back, and stays thrown.
 *
 * It does not check access: the query that finds the row does (`whereMay`).
 *
 * `raw` may carry a `requestKey` (uuid): the same key from the same person has one effect and one answer, however often
 * it arrives. Schemas are strict: a field that the form does not have is refused. An answer that is `secret` is given once
 * and kept nowhere: its repeat is refused.
 *
 * The instant is the database's, unless it is given.
 */
export function command<Input, Output>(
  name: `${string}.${string}`,
  input: z.ZodType<Input>,
  run: (context: Context, input: Input) => Promise<Output>,
  manner: Manner = 'ordinary',
): Command<Output> {
  return pipeline({ name, input, manner, prepare: nothing, transact: modelled(manner) }, run)
}

/** `secret`: the answer is kept nowhere. `oneMoment`: every statement sees the rows of one moment. `ofJob`: a job runs it, and it may take long. */
type Manner = 'ordinary' | 'secret' | 'oneMoment' | 'ofJob'

/** A command that only a job runs: the same way through, with a job's time for its transaction. */
export const jobCommand = <Input, Output>(
  name: `${string}.${string}`,
  input: z.ZodType<Input>,
  run: (context: Context, input: Input) => Promise<Output>,
): Command<Output> => command(name, input, run, 'ofJob')

/** What is known before the transaction: who acts, and about when. */
export type Before = { actor: Actor; now: Date }

/**
 * A command that has slow work to do first: reading a large file, proving a password. `prepare` does it before the transaction, so that
 * no row and no connection waits for it. What it found may be out of date by then: `run` still finds the row and asks again.
 */
export function preparedCommand<Input, Prepared, Output>(
  name: `${string}.${string}`,
  input: z.ZodType<Input>,
  prepare: (before: Before, input: Input) => Promise<Prepared>,
  run: (context: Context, input: Input, prepared: Prepared) => Promise<Output>,
  manner: Manner = 'ordinary',
): Command<Output> {
  const unlessAnswered: Prepare<Input, Prepared> = async (before, key, fields) =>
    key !== null && (await isAnswered(before.actor, key)) ? null : { value: await prepare(before, fields) }
  return pipeline({ name, input, manner, prepare: unlessAnswered, transact: modelled(manner) }, run)
}

/**
 * A command for what thousands send at the same hour: the same way through, with its statements as SQL on one connection. `run` finds the
 * row under the row policies and asks `may` of it.
 */
export function hotCommand<Input, Output>(
  name: `${string}.${string}`,
  input: z.ZodType<Input>,
  run: (context: SqlContext, input: Input) => Promise<Output>,
): Command<Output> {
  return pipeline({ name, input, manner: 'ordinary', prepare: nothing, transact: inSql }, run)
}

type Prepare<Input, Prepared> = (before: Before, key: string | null, input: Input) => Promise<{ value: Prepared } | null>
const nothing = async () => ({ value: undefined })

/**
 * A transaction as the command's own code has it (`own`), and as the pipeline claims its key and writes its receipt in it (`sql`). Where
 * statements travel together, the receipt is not waited for: it goes with the end of the transaction, which fails if it failed.
 */
type Transact<Own> = <Claimed, T>(
  actor: Actor,
  claimIn: (sql: SqlReader) => Promise<Claimed>,
  within: (own: Own, claimed: Claimed, at: Date, written: (receipt: (sql: SqlReader) => Promise<void>) => Promise<void>) => Promise<T>,
) => Promise<T>

const modelled =
  (manner: Manner): Transact<{ tx: Tx }> =>
  (actor, claimIn, within) =>
    asActor(rowContext(actor), async (tx, at) => within({ tx }, await claimIn(sqlOf(tx)), at, (receipt) => receipt(sqlOf(tx))), {
      ...{ oneMoment: manner === 'oneMoment', waits: manner === 'ofJob' ? 'job' : 'person' },
    })

const inSql: Transact<{ sql: PoolClient }> = async (actor, claimIn, within) => {
  const faults: unknown[] = []
  const alone = (receipt: (sql: SqlReader) => Promise<void>, sql: PoolClient) => {
    receipt(preparedOn(sql)).catch((error: unknown) => faults.push(error))
  }
  const orFault = <T>(value: T): T => {
    if (faults.length > 0) throw faults[0]
    return value
  }
  try {
    return await writeAsActor(
      rowContext(actor),
      (sql) => claimIn(preparedOn(sql)),
      // A receipt that was never sent must not be left out: its fault is there before the end of the transaction is asked for.
      async (sql, at, claimed) => orFault(await within({ sql }, claimed, at, async (receipt) => alone(receipt, sql))),
    )
  } catch (error) {
    orFault(null)
    throw error
  }
}

type Way<Input, Prepared, Own> = {
  name: string
  input: z.ZodType<Input>
  manner: Manner
  prepare: Prepare<Input, Prepared>
  transact: Transact<Own>
}

function pipeline<Input, Prepared, Output, Own>(
  { name, input, manner, prepare, transact }: Way<Input, Prepared, Own>,
  run: (context: Moment & Own, input: Input, prepared: Prepared) => Promise<Output>,
): Command<Output> {
  return async (actor, raw, given) => {
    const { key, fields } = splitRequestKey(raw)
    const parsed = input.safeParse(fields, { error: fieldMessage })
    if (!parsed.success) return invalidInput(parsed.error)
    const unkept = unkeepable(parsed.data)
    if (unkept.length > 0) return refuse('invalidInput', { fields: unkept, messages: unkept.map(() => 'control characters') })

    const calendar = await loadCalendar()
    const requestId = key ?? crypto.randomUUID()
    const claimIn = async (sql: SqlReader) => (key === null ? null : claim({ sql, actor, at: given ?? null }, name, key, fields))
    try {
      const prepared = await prepare({ actor, now: given ?? currentTime() }, key, parsed.data)
      const attempt = () =>
        transact(actor, claimIn, async (own, repeated, at, written) => {
          if (repeated) return repeated.value as Output
          if (prepared === null) return must(refuse('requestKeyReused')) // its receipt was there a moment ago
          const value = await run({ actor, now: given ?? movedAhead(at), calendar, requestId, ...own }, parsed.data, prepared.value)
          const outcome = manner === 'secret' ? undefined : { value: value ?? null }
          if (key !== null) await written((sql) => settle({ sql, actor }, key, outcome))
          return value
        })
      return ok(await againWhenDeadlocked(attempt))
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      logRefusal({ command: name, code: refusal.code, userId: actor.userId, requestId })
      return { ok: false, refusal }
    }
  }
}

/** Paths of the texts that the database cannot hold as they are: with a null character, or with half of a surrogate pair. */
function unkeepable(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([name, part]) => {
    const whole = path === '' ? name : `${path}.${name}`
    return unkeepable(name, whole).concat(unkeepable(part, whole))
  })
}

/**
 * What a person is told of an error; `null` for a fault. Of two who make the same thing at the same moment, the database's own
 * uniqueness stops the second; which rule it was stays inside, since it may speak of a row out of that person's reach.
 */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal
  return error instanceof Error && 'code' in error && isTaken(error.code, error.message) ? { code: 'alreadyExists' } : null
}

/** As the model says it, the database, and the database through the model. */
const isTaken = (code: unknown, message: string) =>
  code === 'P2002' || code === '23505' || (code === 'P2010' && message.includes('Code: `23505`'))

/** The paths that do not fit, each with the parser's word for why; `unknown` names fields the form does not have. */
function invalidInput(error: z.ZodError): Result<never> {
  const unknown = error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  if (unknown.length > 0) return refuse('unknownField', { fields: unknown })
  return refuse('invalidInput', {
    fields: error.issues.map((issue) => issue.path.join('.')),
    messages: error.issues.map((issue) => issue.message),
  })
}

/** Two commands that met on the same rows in different order: one of them simply runs again, having left nothing behind. */
async function againWhenDeadlocked<T>(attempt: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (tries > 1 && isDeadlock(error)) return againWhenDeadlocked(attempt, tries - 1)
    throw error
  }
}

const isDeadlock = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && (error.code === 'P2034' || error.code === '40P01')) || /deadlock detected|40P01|40001/.test(error.message))

export type { Refusal }
