import type { TrailEntry } from '#components/audit-trail'
import { beijingMinute } from '#domain/kernel/civil-date'
import { auditStepName } from '#messages/zh/audit-trail'

type StoredEntry = { id: string; at: Date; actorName: string; action: string; change: unknown }
type Words = {
  actions: Readonly<Record<string, string>>
  /** Fields without a word of their own are left out. */
  fields: Readonly<Record<string, string>>
  /** Codes that stand for something: states, kinds. */
  values: Readonly<Record<string, string>>
}

/** Lines of the trail as the page shows them. Ids and hashes are of no use to a reader and are shortened. */
export const trailEntries = (trail: readonly StoredEntry[], { actions, fields, values }: Words): TrailEntry[] =>
  trail.map((entry) => ({
    id: entry.id,
    at: beijingMinute(entry.at),
    who: entry.actorName,
    action: actions[entry.action] ?? auditStepName(entry.action),
    changes: changesOf(entry.change).flatMap(([name, from, to]) => {
      const field = fields[name]
      return field ? [{ field, from: wordOf(from, values), to: wordOf(to, values) }] : []
    }),
  }))

/** Written by `audit`: each field with its value before and after. */
const changesOf = (change: unknown): [name: string, from: unknown, to: unknown][] =>
  typeof change === 'object' && change !== null
    ? Object.entries(change).flatMap(([name, pair]) =>
        Array.isArray(pair) ? [[name, pair[0], pair[1]] as [string, unknown, unknown]] : [],
      )
    : []

function wordOf(value: unknown, values: Words['values']): string | null {
  if (value === null || value === undefined || value === '') return null
  const word = String(value)
  return values[word] ?? (/^[0-9a-f]{32,}/.test(word) ? `${word.slice(0, 12)}…` : word)
}
