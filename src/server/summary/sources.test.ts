import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { metricIds, metrics } from '#domain/summary/metrics'
import { rowSources } from './metric-rows'
import type { RowSource } from './row-source'
import locked from './sources.lock.json'

/** Of what a row is, whether and when it counts, where, and how much. How it is named and where it is opened may change. */
const hashOf = ({ from, id, region, value, where, on = '' }: RowSource) =>
  createHash('sha256')
    .update(JSON.stringify([from, id, region, value, where, on]))
    .digest('hex')

it('counts nothing else under a version than when the version was made', () => {
  const now = Object.fromEntries(metricIds.map((id) => [`${id}@${metrics[id].version}`, hashOf(rowSources[id])]))
  expect(now).toEqual(locked)
})

it('knows the day of each row of a flow, and of nothing that merely stands', () => {
  expect(metricIds.filter((id) => (rowSources[id].on !== undefined) !== (metrics[id].nature === 'flow'))).toEqual([])
})
