import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { asActor, readAsActor, type Tx } from '#platform/db'
import type { PoolClient } from '#platform/pg'
import { rowContext } from './access'

/**
 * A query: the only way anything is read. Runs under the actor's row policies; the query itself filters by
 * `whereReadable` besides, so that each wall stands without the other.
 */
export const query = <T>(actor: Actor, read: (tx: Tx) => Promise<T>): Promise<T> => asActor(rowContext(actor), read)

/** A hot read as SQL, under the same policies. */
export const hotQuery = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>): Promise<T> => readAsActor(rowContext(actor), read)

/** Figures over all rows within reach are given up after this time, so that the rest of a page is there. */
const figuresMs = 5_000

/** A hot read of one moment that may take long: `null` where one of its statements takes longer than this. */
export const patientQuery = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>, mostMs = figuresMs): Promise<T | null> =>
  momentQuery(actor, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${mostMs}`)
    return read(client)
  }).catch((error: { code?: string }) => {
    if (error.code === '57014') return null // given up, as `statement_timeout` says
    throw error
  })

/** A hot read of a long list by pages, which is read in the order that an index has. */
export const listQuery = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  readAsActor(rowContext(actor), read, { inIndexOrder: true })

/** The same of statements that are named, whose plan is right for everybody who asks: to plan them past the row policies each time would take longer than to run them. */
export const keptListQuery = <T>(actor: Actor, inIndexOrder: boolean, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  readAsActor(rowContext(actor), read, { inIndexOrder, planOnce: true })

/** A hot read whose statements all see one moment: for figures that must agree with each other. */
export const momentQuery = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  readAsActor(rowContext(actor), read, { oneMoment: true })

type Read = (client: PoolClient) => Promise<unknown>
const gathering = new WeakMap<Actor, { reads: Read[]; values: Promise<unknown[]> }>()

function gather(actor: Actor) {
  const reads: Read[] = []
  const values = new Promise((resolve) => setImmediate(resolve)).then(() => {
    gathering.delete(actor)
    return hotQuery(actor, (client) => Promise.all(reads.map((read) => read(client))))
  })
  const gathered = { reads, values }
  gathering.set(actor, gathered)
  return gathered
}

/**
 * A short hot read. Those that are asked for at one moment on behalf of one person, as the parts of a page do, share a
 * transaction, and their statements travel together. They are answered together and fail together.
 */
export async function shortQuery<T>(actor: Actor, read: (client: PoolClient) => Promise<T>): Promise<T> {
  const { reads, values } = gathering.get(actor) ?? gather(actor)
  const place = reads.push(read) - 1
  return (await values)[place] as T // what `read` gave, in its own place
}

/** A name under which a connection keeps a statement that is put together from parts: the same text has the same name. */
export const statementName = (text: string): string => createHash('md5').update(text).digest('hex')

/**
 * Statements that are asked by keys and borders alone, planned once a connection: to plan them past the row policies each time would take
 * longer than to run them. Others of the same transaction are planned as ever.
 */
export async function plannedOnce<T>(client: PoolClient, ask: () => Promise<T>): Promise<T> {
  const kept = client.query("SET LOCAL plan_cache_mode = 'force_generic_plan'")
  const asked = ask()
  const [value] = await Promise.all([asked, kept, client.query("SET LOCAL plan_cache_mode = 'auto'")])
  return value
}
