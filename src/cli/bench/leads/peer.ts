import type { Scope } from '../pages/bare-sql'
import type { AskedCase } from './asked'
import type { Ground } from './ground'

/** A product of others that serves the same leads. */
export type Peer = {
  name: string
  /** How many times as many answers the product is to give: of the list, and of a search. */
  goals: { list: number; search: number }
  headers: Record<string, string>
  /** Where it answers, or null of what it cannot be asked. */
  urlOf: (one: AskedCase, scope: Scope) => string | null
  /** Its leads in its order, and how many it counts in all, from the body of its answer. */
  pageOf: (body: unknown) => { ids: string[]; count: number }
}

export type StartPeer = (ground: Ground, stops: (() => Promise<void>)[], say: (line: string) => void) => Promise<Peer>

/** How long one may take to start: an hour's bench does not wait for what never says that it serves. */
export const patienceMs = 300_000
