import { expect, it } from 'vitest'
import { type ClusterKind, clusterOf, layOut, mostNodes, type Named } from './cluster'

const named = (kind: ClusterKind, key: string): Named => ({ kind, key, label: `${kind}${key.slice(0, 2)}`, href: null })
const row = (person: string, ...shared: [ClusterKind, string][]) => ({
  who: [named('person', person)],
  with: shared.map(([kind, key]) => named(kind, key)),
})

it('ties who came to what they share, counts the rows, and gives nobody’s key away', () => {
  const cluster = clusterOf([
    row('secret-a', ['phone', 'p'], ['institution', 'i']),
    row('secret-a', ['phone', 'p']),
    row('secret-b', ['phone', 'p'], ['address', 'q']),
  ])
  expect(cluster?.nodes.map(({ kind, ties }) => [kind, ties])).toEqual([
    ['phone', 2],
    ['person', 2],
    ['person', 2],
    ['address', 1],
    ['institution', 1],
  ])
  expect(cluster?.ties.map(({ rows }) => rows)).toEqual([2, 1, 1, 1])
  expect(cluster?.left).toEqual([])
  expect(JSON.stringify(cluster)).not.toContain('secret-')
})

it('draws a person whom two leads name inside, once tied to each', () => {
  const lead = (key: string) => ({ who: [named('lead', key)], with: [named('person', 'shared')] })
  const cluster = clusterOf([lead('a'), lead('b')])
  expect(cluster?.nodes.map(({ kind, comes, ties }) => [kind, comes, ties])).toEqual([
    ['person', false, 2],
    ['lead', true, 1],
    ['lead', true, 1],
  ])
  expect(cluster?.ties).toHaveLength(2)
})

it('is none where nobody shares anything, or one came alone', () => {
  expect(clusterOf([row('a', ['phone', 'p']), row('b', ['phone', 'q'])])).toBeNull()
  expect(clusterOf([row('a', ['phone', 'p']), row('a', ['phone', 'p'])])).toBeNull()
})

it('keeps to so many, what is shared first, and says how many of each kind it left out', () => {
  const rows = Array.from({ length: 90 }, (_, at) => row(`p${at}`, ['phone', 'one'], ['address', `a${at}`]))
  const cluster = clusterOf(rows)
  expect(cluster?.nodes).toHaveLength(mostNodes)
  expect(cluster?.nodes[0]).toMatchObject({ kind: 'phone', ties: 90 })
  expect(cluster?.left).toEqual(
    expect.arrayContaining([
      { kind: 'person', count: 31 },
      { kind: 'address', count: 90 },
    ]),
  )
  expect(clusterOf(rows.toReversed())).toEqual(cluster)
})

it('lays each in its own place, inside the picture', () => {
  const cluster = clusterOf(Array.from({ length: 20 }, (_, at) => row(`p${at}`, ['phone', `t${at % 4}`], ['doctorCode', `d${at % 3}`])))
  if (!cluster) throw new Error('they share')
  const places = [...layOut(cluster).values()]
  expect(places).toHaveLength(cluster.nodes.length)
  expect(places.every(({ x, y }) => Math.hypot(x, y) <= 1.0001)).toBe(true)
  expect(new Set(places.map(({ x, y }) => `${x.toFixed(3)},${y.toFixed(3)}`)).size).toBe(places.length)
})
