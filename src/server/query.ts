import 'server-only'
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
