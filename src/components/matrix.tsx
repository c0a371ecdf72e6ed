import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { partText } from '#messages/zh/display-parts'
import { ScrollRegion } from './ui/scroll-region'

export type MatrixCell = { role: 'lead' | 'support'; href?: string; count?: number }
export type MatrixRow = {
  id: string
  title: ReactNode
  due?: ReactNode
  state?: ReactNode
  cells: Readonly<Record<string, MatrixCell>>
  /** Every proof is in: the row stands back. */
  done?: boolean
}

/** Duties down, departments across: who leads, who helps, and the way to the rows behind each. */
export function Matrix({
  caption,
  columns,
  rows,
}: {
  caption: string
  columns: readonly { id: string; label: string; full?: string }[]
  rows: readonly MatrixRow[]
}) {
  const head = 'bg-header-row border-divider text-ink-2 sticky top-0 z-10 h-(--head) border-b px-2 font-semibold whitespace-nowrap'
  return (
    <ScrollRegion label={caption} className="bg-panel border-divider print-flat print-wide max-h-[calc(100vh-12rem)] overflow-auto border">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={clsx(head, 'start-0 z-20 min-w-64 text-start')}>
              {partText.duty}
            </th>
            <th scope="col" className={clsx(head, 'text-start')}>
              {partText.dutyDue}
            </th>
            {columns.map((column) => (
              <th key={column.id} scope="col" abbr={column.full} title={column.full} className={clsx(head, 'text-center')}>
                {column.label}
              </th>
            ))}
            <th scope="col" className={clsx(head, 'text-start')}>
              {partText.dutyState}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={clsx('hover:bg-page', row.done && 'text-ink-2')}>
              <th scope="row" className="bg-panel border-divider sticky start-0 min-h-(--row) border-b px-2 py-1.5 text-start font-normal">
                {row.title}
              </th>
              <td className="border-divider border-b px-2 py-1.5 whitespace-nowrap">{row.due ?? partText.none}</td>
              {columns.map((column) => (
                <td key={column.id} className="border-divider border-b px-2 py-1.5 text-center whitespace-nowrap">
                  <Cell cell={row.cells[column.id]} />
                </td>
              ))}
              <td className="border-divider border-b px-2 py-1.5 whitespace-nowrap">{row.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cell({ cell }: { cell: MatrixCell | undefined }) {
  if (!cell) return null
  const content = (
    <>
      <svg viewBox="0 0 12 12" className="inline size-3.5" role="img" aria-label={partText[cell.role]}>
        <circle cx="6" cy="6" r="4.5" fill={cell.role === 'lead' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
      </svg>
      {cell.count !== undefined && <span className="ms-1 tabular-nums">{cell.count}</span>}
    </>
  )
  if (!cell.href) return content
  return (
    <Link href={cell.href} prefetch={false} className="link inline-flex min-h-6 min-w-6 items-center justify-center no-underline">
      {content}
    </Link>
  )
}
