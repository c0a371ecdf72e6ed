import type { ReachedTable } from '#domain/access/reach'
import type { Actor } from '#domain/kernel/access'
import type { CanaryWorld, Reader } from './canary-world'
import { keys } from './reach-rows'
import { rows } from './reach-world'

/**
 * Everybody over everything takes longer than anybody waits for. People of one sort share the queries out, each asking one in four (in three, where
 * they are three); whoever is alone of their sort asks all. Every sort asks every query, and rows are taken in turns, so that over all of them every table is come
 * to by every level and every place.
 */
export type Share = { who: string; actor: Actor; sort: string; asks: (query: number) => boolean }

const sorts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['handler', 'second', 'approver', 'legal', 'to the secret'].map((who) => [`assigned ${who}`, 'of the bureau'])),
  ...{ 'handler alone': 'of the bureau', 'sees secrets': 'of the bureau' },
  ...{ systemAdmin: 'administrator', securityAdmin: 'administrator', auditAdmin: 'administrator' },
}
const sortOf = (who: string, { department, agencyKind }: Actor) =>
  sorts[who] ?? (/ \d{6} |^assigned/.test(who) ? `${department} ${agencyKind}` : who)

export function sharesOf(personas: ReadonlyMap<string, Actor>): Share[] {
  const all = [...personas].map(([who, actor]) => ({ who, actor, sort: sortOf(who, actor) }))
  return all.map((one) => {
    const peers = all.filter(({ sort }) => sort === one.sort)
    const [place, parts] = [peers.indexOf(one), peers.length < 3 ? 1 : Math.min(peers.length, 4)]
    return { ...one, asks: (query: number) => query % parts === place % parts }
  })
}

/** Rows of a table in reach and out of it, those of the scenes first among them. */
export type Choice = { inReach: string[]; outOfReach: string[] }

/** Chooses rows for one person: one of the scenes and, every third turn or where there is none, one of the rest, another at each turn. */
export function chooserOf({ keysOfScenes }: CanaryWorld, reads: Reader): (table: ReachedTable, turn: number) => Choice {
  const known = new Map<string, string[]>()
  const sorted = (table: ReachedTable, isIn: boolean, ofScenes: boolean): string[] => {
    const name = `${table} ${isIn} ${ofScenes}`
    const own = new Set(keysOfScenes(table))
    const found =
      known.get(name) ?? [...keys(rows.get(table) ?? [])].filter((key) => own.has(key) === ofScenes && reads(table).has(key) === isIn)
    known.set(name, found)
    return found
  }
  return (table, turn) => {
    const choose = (isIn: boolean) => {
      const [first, second] = [true, false].map((ofScenes) => {
        const all = sorted(table, isIn, ofScenes)
        return all.slice(turn % Math.max(all.length, 1)).slice(0, 1)
      })
      return turn % 3 === 0 || first?.length === 0 ? [...(first ?? []), ...(second ?? [])] : (first ?? [])
    }
    return { inReach: choose(true), outOfReach: choose(false) }
  }
}
