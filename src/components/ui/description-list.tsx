import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Names and values. A value that is missing says so in words, given by the caller. */
export function DescriptionList({
  items,
  columns = 1,
}: {
  items: readonly { term: ReactNode; value: ReactNode; note?: ReactNode }[]
  columns?: 1 | 2 | 3
}) {
  const shape = { 1: '', 2: 'tablet:grid-cols-2', 3: 'tablet:grid-cols-2 desktop:grid-cols-3' }[columns]
  return (
    <dl className={clsx('grid grid-cols-1 gap-x-6 gap-y-2', shape)}>
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written in one piece and does not move
        <div key={place} className="flex min-w-0 gap-3">
          <dt className="text-ink-2 w-28 shrink-0">{item.term}</dt>
          <dd className="min-w-0 break-words">
            {item.value}
            {item.note && <div className="text-hint">{item.note}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** One number and its name. `value` is usually a link to the rows it counts. */
export function StatTile({
  label,
  value,
  unit,
  note,
  tone,
}: {
  label: ReactNode
  value: ReactNode
  unit?: ReactNode
  note?: ReactNode
  tone?: 'danger'
}) {
  return (
    <div
      className={clsx('bg-panel rounded-control min-w-36 flex-1 border px-4 py-3', tone === 'danger' ? 'border-danger' : 'border-divider')}
    >
      <div className="text-ink-2">{label}</div>
      <div className={clsx('mt-0.5 text-xl font-semibold', tone === 'danger' && 'text-danger')}>
        {value}
        {unit && <span className="text-ink-2 ms-1 text-sm font-normal">{unit}</span>}
      </div>
      {note && <div className="text-hint mt-0.5">{note}</div>}
    </div>
  )
}
