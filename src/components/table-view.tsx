'use client'

import { useEffect, useState } from 'react'
import { tableText } from '#messages/zh/table'
import { type Column, headingOf } from './table-column'
import { Button } from './ui/button'
import { Checkbox } from './ui/choice'
import { Icon } from './ui/icon'
import { Menu } from './ui/menu'

export type Density = 'compact' | 'standard' | 'loose'

/** How a person wants to see one table: remembered on this machine, and on the server where `remember` is given. */
export type TableView = { hidden: readonly string[]; density: Density; allColumns: boolean }

const densities: readonly Density[] = ['compact', 'standard', 'loose']
const storageKey = (table: string) => `qy-table:${table}`

function readStored(table: string): TableView | null {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey(table)) ?? 'null')
    return stored && Array.isArray(stored.hidden) && densities.includes(stored.density) ? stored : null
  } catch {
    return null // storage may be shut or hold something else; the default view serves
  }
}

export function useTableView(
  table: string,
  standard: TableView,
  kept: TableView | undefined,
  remember?: (view: TableView) => Promise<void>,
) {
  const [view, setView] = useState(kept ?? standard)

  useEffect(() => {
    if (kept) return
    const stored = readStored(table)
    if (stored) setView(stored)
  }, [table, kept])

  const change = (part: Partial<TableView>) => {
    const next = { ...view, ...part }
    setView(next)
    try {
      localStorage.setItem(storageKey(table), JSON.stringify(next))
    } catch {
      // nothing is lost but the habit
    }
    void remember?.(next)
  }
  return { view, change }
}

/** Which columns, how dense. */
export function ViewMenu<Row>({
  columns,
  view,
  change,
  standard,
}: {
  columns: readonly Column<Row>[]
  view: TableView
  change: (part: Partial<TableView>) => void
  standard: TableView
}) {
  const shown = columns.length - view.hidden.length
  const toggle = (id: string, show: boolean) =>
    change({ hidden: show ? view.hidden.filter((hidden) => hidden !== id) : [...view.hidden, id] })
  return (
    <>
      {columns.some((column) => column.secondary) && (
        <span className="large:inline hidden">
          <Button aria-pressed={view.allColumns} onClick={() => change({ allColumns: !view.allColumns })}>
            {view.allColumns ? tableText.keyColumns : tableText.allColumns}
          </Button>
        </span>
      )}
      <Menu
        byScript
        className="border-control bg-panel hover:border-brand hover:text-brand border px-2"
        button={
          <>
            <Icon name="columns-3" />
            {tableText.columns}
          </>
        }
      >
        <fieldset className="max-h-[50vh] overflow-auto">
          <legend className="text-ink-2">{tableText.columns}</legend>
          {columns.map((column) => {
            const isShown = !view.hidden.includes(column.id)
            return (
              <Checkbox
                key={column.id}
                label={headingOf(column)}
                checked={isShown}
                disabled={isShown && shown === 1}
                onChange={(event) => toggle(column.id, event.target.checked)}
              />
            )
          })}
        </fieldset>
        <fieldset className="mt-3">
          <legend className="text-ink-2">{tableText.density}</legend>
          <div className="flex gap-3">
            {densities.map((density) => (
              <label key={density} className="inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap">
                <input
                  type="radio"
                  name="density"
                  checked={view.density === density}
                  onChange={() => change({ density })}
                  className="accent-brand size-4"
                />
                {tableText.densities[density]}
              </label>
            ))}
          </div>
        </fieldset>
        <Button size="sm" variant="text" className="mt-2" onClick={() => change(standard)}>
          {tableText.restoreColumns}
        </Button>
      </Menu>
    </>
  )
}
