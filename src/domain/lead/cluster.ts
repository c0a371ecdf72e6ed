import type { LeadSubjectKind } from './subjects'

/** What hangs together in a cluster: who came, or the leads, and what they share. */
export type ClusterKind = LeadSubjectKind | 'person' | 'institution' | 'lead'

/** Something named by a row: told apart by `key`, which no page is given. */
export type Named = { kind: ClusterKind; key: string; label: string; href: string | null }
/** Those who came on a row (people, or a lead), and what the row names besides. */
export type ClusterRow = { who: readonly Named[]; with: readonly Named[] }

/** `ties`: with how many it hangs together. `comes`: one of those whose cluster it is. */
export type ClusterNode = Omit<Named, 'key'> & { id: string; ties: number; comes: boolean }
export type ClusterTie = { from: string; to: string; rows: number }
export type Cluster = {
  nodes: ClusterNode[]
  ties: ClusterTie[]
  /** How many did not find room, by kind. */
  left: { kind: ClusterKind; count: number }[]
}

/** More than this is a thicket that nobody reads. */
export const mostNodes = 60

type Gathered = { named: Named; comes: boolean; others: Map<string, number> }

function gather(rows: readonly ClusterRow[]): Map<string, Gathered> {
  const found = new Map<string, Gathered>()
  const place = (named: Named, comes: boolean): [string, Gathered] => {
    const name = `${named.kind}|${named.key}`
    const before = found.get(name) ?? { named, comes, others: new Map<string, number>() }
    found.set(name, before)
    return [name, before]
  }
  for (const row of rows) {
    const shared = row.with.map((named) => place(named, false))
    for (const [name, who] of row.who.map((named) => place(named, true))) {
      for (const [other, thing] of shared) {
        who.others.set(other, (who.others.get(other) ?? 0) + 1)
        thing.others.set(name, (thing.others.get(name) ?? 0) + 1)
      }
    }
  }
  return found
}

/**
 * Who hangs together by what, the most tied first: what two share comes before what one has alone. `null` where fewer than two hang
 * together: that is no cluster.
 */
export function clusterOf(rows: readonly ClusterRow[]): Cluster | null {
  const all = [...gather(rows)].sort(
    ([a, one], [b, other]) => other.others.size - one.others.size || (a < b ? -1 : 1), // the same picture each time
  )
  const shared = all.filter(([, { comes, others }]) => !comes && others.size > 1)
  const who = all.filter(([, { comes }]) => comes)
  if (who.length < 2 || shared.length === 0) return null
  const alone = all.filter(([, { comes, others }]) => !comes && others.size <= 1)
  const room = shared.slice(0, mostNodes / 3)
  const taken = [...room, ...who, ...shared.slice(room.length), ...alone].slice(0, mostNodes)
  const ids = new Map(taken.map(([name], at) => [name, `n${at}`]))
  const nodes = taken.map(
    ([
      name,
      {
        named: { kind, label, href },
        comes,
        others,
      },
    ]) => ({
      ...{ id: ids.get(name) ?? '', kind, label, href, ties: others.size, comes },
    }),
  )
  const ties = taken.flatMap(([name, { comes, others }]) => {
    const from = comes ? ids.get(name) : undefined
    return [...others].flatMap(([other, count]) => {
      const to = ids.get(other)
      return from && to ? [{ from, to, rows: count }] : []
    })
  })
  const left = new Map<ClusterKind, number>()
  for (const [name, { named }] of all) if (!ids.has(name)) left.set(named.kind, (left.get(named.kind) ?? 0) + 1)
  return { nodes, ties, left: [...left].map(([kind, count]) => ({ kind, count })) }
}

export type Point = { x: number; y: number }

/**
 * Where each stands: who came around the outside, beside those who share the same; what they share inside, near them. Coordinates between
 * -1 and 1; the same cluster always lies the same way.
 */
export function layOut({ nodes, ties }: Cluster): Map<string, Point> {
  const outer = nodes.filter(({ comes }) => comes)
  const inner = nodes.filter((node) => !outer.includes(node))
  const strongest = (id: string) => {
    const own = ties.filter(({ from }) => from === id).map(({ to }) => inner.findIndex((node) => node.id === to))
    return own
      .toSorted((a, b) => a - b)
      .map((place) => String(place).padStart(3, '0'))
      .join()
  }
  const around = outer
    .map((node) => ({ node, beside: strongest(node.id) }))
    .sort((a, b) => (a.beside < b.beside ? -1 : a.beside > b.beside ? 1 : 0))
  const places = new Map<string, Point>()
  const on = (id: string, place: number, count: number, radius: number) => {
    const angle = (place / Math.max(1, count)) * 2 * Math.PI - Math.PI / 2
    places.set(id, { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius })
  }
  for (const [place, { node }] of around.entries()) on(node.id, place, around.length, 1)
  const middle = (id: string) => {
    const own = ties.flatMap(({ from, to }) => (to === id ? [places.get(from) ?? { x: 0, y: 0 }] : []))
    const sum = own.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 })
    return (Math.atan2(sum.y, sum.x) + 2.5 * Math.PI) % (2 * Math.PI)
  }
  const within = inner.map((node) => ({ node, at: middle(node.id) })).sort((a, b) => a.at - b.at)
  for (const [place, { node }] of within.entries()) on(node.id, place, within.length, within.length === 1 ? 0 : 0.45)
  return places
}
