import clsx from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { unitText } from '#messages/zh/units'
import { type Due, DueTag } from './due-tag'
import { Money } from './money'
import { type StatusKind, StatusTag } from './status-tag'
import { Tag } from './ui/tag'

/**
 * How a column reads its value. `money` and `wanYuan` take 分 as a decimal string; `percent` a share of 1; `due` a
 * `Due`; `tags` a list of words; `status` a code with `labels` and `statuses`.
 */
export type ColumnKind = 'text' | 'code' | 'number' | 'percent' | 'money' | 'wanYuan' | 'date' | 'status' | 'due' | 'tags'

/**
 * One column of a list. Plain data, so that a server component can hand it to the client table; only a table that is
 * itself a client component may give `cell`.
 */
export type Column<Row> = {
  id: keyof Row & string
  header: string
  kind?: ColumnKind
  /** A link around the content: `/leads/{id}`, with any property of the row in braces. */
  href?: string
  /** The server's name for sorting by this column; `true` means the column's own id. */
  sort?: string | true
  /** The words for the values of a code. */
  labels?: Readonly<Record<string, string>>
  statuses?: Readonly<Record<string, StatusKind>>
  /** Left out in 大字 mode until the person asks for all columns. */
  secondary?: boolean
  /** Text that wants room: names, descriptions. */
  wide?: true
  /** Hidden until the person switches it on. */
  hidden?: boolean
  cell?: (row: Row) => ReactNode
}

const numeric = new Set<ColumnKind>(['number', 'percent', 'money', 'wanYuan'])
const unbroken = new Set<ColumnKind>(['code', 'date', 'status', 'due'])

export const isNumeric = <Row,>(column: Column<Row>) => numeric.has(column.kind ?? 'text')

export const cellLook = <Row,>(column: Column<Row>) =>
  clsx(
    isNumeric(column) ? 'tabular' : 'text-start',
    unbroken.has(column.kind ?? 'text') && 'whitespace-nowrap',
    column.kind === 'code' && 'font-mono',
    (column.kind ?? 'text') === 'text' && (column.wide ? 'max-w-112 min-w-44' : 'max-w-112 min-w-20'),
  )

/** The heading; a column of money names its unit once, here, and not in every cell. */
export const headingOf = <Row,>({ header, kind }: Column<Row>) =>
  kind === 'money' ? unitText.headingWith(header, 'yuan') : kind === 'wanYuan' ? unitText.headingWith(header, 'wanYuan') : header

/** `/leads/{id}` and a row → `/leads/42`; `{href}` alone stands for a whole path of ours that the row carries. */
export function fillHref<Row>(template: string, row: Row): string {
  const whole = /^\{(\w+)\}$/.exec(template)?.[1]
  const path = whole ? String((row as Record<string, unknown>)[whole] ?? '') : ''
  if (whole) return path.startsWith('/') && !path.startsWith('//') ? path : '#'
  return template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String((row as Record<string, unknown>)[key] ?? '')))
}

export function TableCell<Row>({ column, row, isRowLink }: { column: Column<Row>; row: Row; isRowLink: boolean }) {
  const content = column.cell ? column.cell(row) : plainContent(column, row[column.id])
  if (!column.href || content === null) return content ?? <span className="text-hint">{unitText.none}</span>
  return (
    <Link href={fillHref(column.href, row)} prefetch={false} className="link" data-row-link={isRowLink ? '' : undefined}>
      {content}
    </Link>
  )
}

/** A day, with its time or without: its hyphens are no place to break a line, whatever the column's kind. */
const day = /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$/

/** The value as the column's kind shows it; `null` when there is none. */
function plainContent<Row>(column: Column<Row>, value: unknown): ReactNode {
  if (value === null || value === undefined || value === '') return null
  switch (column.kind) {
    case 'money':
      return <Money amountFen={String(value)} showUnit={false} />
    case 'wanYuan':
      return <Money amountFen={String(value)} unit="wanYuan" showUnit={false} />
    case 'number':
      return Number(value).toLocaleString('zh-CN')
    case 'percent':
      return `${(Number(value) * 100).toFixed(1)}%`
    case 'due':
      return <DueTag due={value as Due} /> // rows are typed by the query that made them; a `due` column names a Due property
    case 'status':
      return <StatusTag kind={column.statuses?.[String(value)] ?? 'open'} label={column.labels?.[String(value)] ?? String(value)} />
    case 'tags':
      return (
        <span className="flex flex-wrap gap-1">
          {(value as readonly string[]).map((word) => (
            <Tag key={word}>{word}</Tag>
          ))}
        </span>
      )
    default: {
      const text = column.labels?.[String(value)] ?? String(value)
      return day.test(text) ? <span className="whitespace-nowrap">{text}</span> : text
    }
  }
}
