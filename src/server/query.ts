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

/** A hot read whose statements all see one moment: for figures that must agree with each other. */
export const momentQuery = <T>(actor: Actor, read: (client: PoolClient) => Promise<T>): Promise<T> =>
  readAsActor(rowContext(actor), read, { oneMoment: true })

/** A name under which a connection keeps a statement that is put together from parts: the same text has the same name. */
export const statementName = (text: string): string => createHash('md5').update(text).digest('hex')
