'use client'

import { columnVisibilityFeature, createColumnHelper, rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table'
import clsx from 'clsx'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useMemo, useRef } from 'react'
import { tableText } from '#messages/zh/table'
import { type PackedRows, unpackRows } from './packed-rows'
import { type Column, cellLook, headingOf, isNumeric, TableCell } from './table-column'
import { SelectionBar, useSelectionState } from './table-selection'
import { type TableView, useTableView, ViewMenu } from './table-view'
import { EmptyState } from './ui/empty-state'
import { Icon } from './ui/icon'
import { Pagination } from './ui/pagination'
import { ScrollRegion } from './ui/scroll-region'
import { useHydrated } from './ui/use-hydrated'
import { useTableKeys } from './use-table-keys'

export type TableProps<Row extends { id: string }> = {
  /** The name under which the person's view of this list is remembered. */
  name: string
  caption: string
  columns: readonly Column<Row>[]
  rows: PackedRows<Row>
  /** The order the server has used: `dueOn`, or `-dueOn` for descending. The page reads `?sort=` for the next one. */
  sort?: string
  total?: { count: number; exact: boolean }
  /** The page reads `?after=` and `?before=`. Without `previous` the pager leads back to the first page. */
  cursors?: { previous?: string | null; next: string | null }
  selectable?: boolean
  /** As many rows as one act takes, where more may match. */
  selectMost?: number
  /** The property that names a row to a screen reader; the first column when absent. */
  rowName?: keyof Row & string
  /** What can be done with the chosen rows: forms that hold `<SelectionFields />`. */
  bulk?: ReactNode
  /** The `FilterBar` of the list. */
  filters?: ReactNode
  /** Import, export: left of the list's own tools. */
  tools?: ReactNode
  view?: TableView
  remember?: (view: TableView) => Promise<void>
  empty?: ReactNode
  /** `2024-11-21 10:30` */
  asOf?: string
  /**
   * A list that is a page scrolls within the window, and its rows are drawn in the browser only: the server's time goes
   * into the query. A table inside a card (`false`) shows all its rows at once, in the first HTML.
   */
  fill?: boolean
}

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })

/** How many can be chosen beyond the page: where nobody has counted them, as many as one act takes. */
function beyondPage<Row extends { id: string }>({ total, cursors, selectMost }: TableProps<Row>, shown: number): number | null {
  if (total) return total.count > shown ? total.count : null
  return selectMost && cursors?.next ? Number.POSITIVE_INFINITY : null
}

/** The one table of the product. */
export function DataTable<Row extends { id: string }>(props: TableProps<Row>) {
  const { name, caption, columns, sort, total, selectable = false, fill = true } = props
  const root = useRef<HTMLDivElement>(null)
  const drawn = useHydrated() || !fill
  const rows = useMemo(() => (drawn ? unpackRows(props.rows) : []), [drawn, props.rows])
  const address = useAddress()
  const standard = useMemo<TableView>(
    () => ({ hidden: columns.filter((column) => column.hidden).map((column) => column.id), density: 'compact', allColumns: false }),
    [columns],
  )
  const { view, change } = useTableView(name, standard, props.view, props.remember)
  const chosen = useSelectionState(address.filter, total?.count ?? props.selectMost, props.selectMost)
  useTableKeys(root)

  const helper = useMemo(() => createColumnHelper<typeof features, Row>(), [])
  const definitions = useMemo(
    () => helper.columns(columns.map((column) => helper.display({ id: column.id, header: headingOf(column) }))),
    [helper, columns],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
    enableRowSelection: selectable,
    state: { columnVisibility: Object.fromEntries(view.hidden.map((id) => [id, false])), rowSelection: chosen.rows },
    onRowSelectionChange: chosen.setRows,
  })

  const byId = new Map(columns.map((column) => [column.id as string, column]))
  const rowLink = columns.find((column) => column.href)?.id
  const nameOf = (row: Row) => String(row[props.rowName ?? columns[0]?.id ?? 'id'] ?? row.id)
  const totalText = total
    ? total.exact
      ? total.count.toLocaleString('zh-CN')
      : tableText.atLeast(total.count.toLocaleString('zh-CN'))
    : ''

  return (
    <div ref={root} data-table="" className="min-w-0">
      <div className="no-print mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 grow">{props.filters}</div>
        <div className="flex flex-wrap items-center gap-2">
          {props.tools}
          <ViewMenu columns={columns} view={view} change={change} standard={standard} />
        </div>
      </div>
      {selectable && (
        <SelectionBar state={chosen} totalText={totalText} total={beyondPage(props, rows.length)} most={props.selectMost}>
          {props.bulk}
        </SelectionBar>
      )}
      <ScrollRegion
        label={caption}
        className={clsx(
          `density-${view.density}`,
          !view.allColumns && 'key-columns',
          'bg-panel border-divider print-flat overflow-auto border',
          fill && 'max-h-[calc(100vh-15.5rem)] min-h-48 large:max-h-none',
        )}
      >
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {selectable && (
                <th
                  scope="col"
                  className="bg-header-row border-divider no-print sticky top-0 z-10 h-(--head) w-10 border-b px-3 text-start"
                >
                  <input
                    type="checkbox"
                    aria-label={tableText.selectPage}
                    checked={rows.length > 0 && table.getIsAllPageRowsSelected()}
                    onChange={table.getToggleAllPageRowsSelectedHandler()}
                    className="accent-brand size-4 align-middle"
                  />
                </th>
              )}
              {table.getHeaderGroups()[0]?.headers.map((header) => {
                const column = byId.get(header.column.id)
                return column && <Heading key={header.id} column={column} sort={sort} hrefFor={address.sortedBy} />
              })}
            </tr>
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id} className={clsx('focus-within:bg-brand-soft hover:bg-page', row.getIsSelected() && 'bg-brand-soft')}>
                {selectable && (
                  <td className="border-divider no-print h-(--row) border-b px-3">
                    <input
                      type="checkbox"
                      data-row-check=""
                      aria-label={tableText.selectRow(nameOf(row.original))}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                      className="accent-brand size-4 align-middle"
                    />
                  </td>
                )}
                {row.getVisibleCells().map((cell) => {
                  const column = byId.get(cell.column.id)
                  return (
                    column && (
                      <td
                        key={cell.id}
                        data-secondary={column.secondary ? '' : undefined}
                        className={clsx('border-divider h-(--row) border-b px-3 py-0.5', cellLook(column))}
                      >
                        <TableCell column={column} row={row.original} isRowLink={column.id === rowLink} />
                      </td>
                    )
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {!drawn && <p className="text-hint px-3 py-2">{tableText.loading}</p>}
        {drawn && rows.length === 0 && (props.empty ?? <EmptyState heading="p" title={tableText.empty} next={tableText.emptyNext} />)}
      </ScrollRegion>
      <StatusBar {...props} shown={drawn ? rows.length : null} totalText={totalText} address={address} />
    </div>
  )
}

function Heading<Row>({ column, sort, hrefFor }: { column: Column<Row>; sort?: string; hrefFor: (key: string) => string }) {
  const key = column.sort === true ? column.id : column.sort
  const direction = key && sort === key ? 'ascending' : key && sort === `-${key}` ? 'descending' : undefined
  const arrow = direction === 'ascending' ? 'arrow-up' : direction === 'descending' ? 'arrow-down' : 'arrow-up-down'
  const next = direction === 'ascending' ? 'descending' : 'ascending'
  return (
    <th
      scope="col"
      aria-sort={direction}
      data-secondary={column.secondary ? '' : undefined}
      className={clsx(
        'bg-header-row border-divider text-ink-2 sticky top-0 z-10 h-(--head) border-b px-3 font-semibold whitespace-nowrap',
        isNumeric(column) ? 'text-end' : 'text-start',
      )}
    >
      {key ? (
        <Link
          href={hrefFor(next === 'descending' ? `-${key}` : key)}
          prefetch={false}
          scroll={false}
          title={tableText.sortBy(column.header, next)}
          className={clsx('hover:text-brand inline-flex min-h-6 items-center gap-1 no-underline', direction && 'text-brand')}
        >
          {headingOf(column)}
          <Icon name={arrow} className="no-print size-3.5" />
        </Link>
      ) : (
        headingOf(column)
      )}
    </th>
  )
}

type Address = ReturnType<typeof useAddress>

/** The list's own address: what it filters by, and the same with another order or another page. */
function useAddress() {
  const path = usePathname()
  const query = useSearchParams().toString()
  return useMemo(() => {
    const place = new URLSearchParams(query)
    const filter = new URLSearchParams([...place].filter(([name]) => !['sort', 'after', 'before'].includes(name))).toString()
    const linkTo = (change: Record<string, string | null>) => {
      const next = new URLSearchParams(query)
      for (const name of ['after', 'before']) next.delete(name)
      for (const [name, value] of Object.entries(change)) if (value !== null) next.set(name, value)
      const text = next.toString()
      return text ? `${path}?${text}` : path
    }
    return {
      filter,
      isFirstPage: !place.has('after') && !place.has('before'),
      sortedBy: (sort: string) => linkTo({ sort }),
      after: (after: string) => linkTo({ after }),
      before: (before: string) => linkTo({ before }),
      first: linkTo({}),
    }
  }, [path, query])
}

function StatusBar<Row extends { id: string }>({
  total,
  cursors,
  asOf,
  shown,
  totalText,
  address,
  selectable,
}: TableProps<Row> & { shown: number | null; totalText: string; address: Address }) {
  const back = cursors?.previous
    ? address.before(cursors.previous)
    : cursors?.previous === undefined && !address.isFirstPage
      ? address.first
      : null
  return (
    <div className="text-ink-2 mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>
        {total ? (total.exact ? tableText.total(totalText) : totalText) : shown !== null && tableText.shown(shown)}
        {total && shown !== null && total.count > shown && `，${tableText.shown(shown)}`}
      </span>
      {asOf && <span>{tableText.asOf(asOf)}</span>}
      {selectable && <span className="no-print large:hidden">{tableText.keysHint}</span>}
      {cursors && (
        <div className="ms-auto">
          <Pagination
            label={tableText.pager}
            previous={{ label: cursors.previous === undefined && back ? tableText.firstPage : tableText.previous, href: back }}
            next={{ label: tableText.next, href: cursors.next ? address.after(cursors.next) : null }}
          />
        </div>
      )}
    </div>
  )
}
