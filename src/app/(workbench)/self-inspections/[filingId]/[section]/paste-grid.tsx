'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { ScrollRegion } from '#components/ui/scroll-region'
import { isComposing } from '#components/use-hotkey'
import type { CivilDate } from '#domain/kernel/civil-date'
import {
  columnOf,
  filledDown,
  gridOf,
  type PasteFault,
  pastedColumns,
  readPastedFindings,
  writeGrid,
} from '#domain/self-inspection/pasted-findings'
import { itemText } from '#messages/zh/self-inspection'
import { gridText, pasteProblemText } from '#messages/zh/self-inspection-paste'
import { useFilled } from './use-filled'

type Within = { codes: readonly string[]; lookBackFrom: CivilDate; today: CivilDate }
type Row = ReturnType<typeof gridOf>[number]

const shownRows = 100
const columnNames = pastedColumns.map((column) => itemText.columns[column])

/** The pasted block, and under it its cells, to be mended where they stand. What the block says is what is recorded. */
export function PasteGrid({ codes, lookBackFrom, today }: Within) {
  const box = useRef<HTMLFieldSetElement>(null)
  const [text, setText] = useState('')
  const block = () => box.current?.querySelector('textarea') ?? null
  const read = () => setText(block()?.value ?? '')
  useFilled(box, read)

  const rows = gridOf(text)
  const { faults } = readPastedFindings(text, { codes: new Set(codes), lookBackFrom, today })
  const write = (next: readonly { line: number; cells: readonly string[] }[]) => {
    const area = block()
    if (!area) return
    area.value = writeGrid(area.value, next)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const change = (at: number, column: number, value: string) =>
    write(
      rows
        .filter((_, place) => place === at)
        .map(({ line, cells }) => ({ line, cells: cells.map((cell, one) => (one === column ? value : cell)) })),
    )
  return (
    <fieldset ref={box} onInput={read} className="min-w-0 space-y-3">
      <legend className="sr-only">{itemText.pasteTitle}</legend>
      <Field name="pasted" label={itemText.pasteField} hint={`${itemText.pasteHint}${columnNames.join('、')}`} required>
        <Textarea rows={rows.length > 0 ? 3 : 6} wrap="off" className="w-full font-mono" spellCheck={false} />
      </Field>
      {rows.length > 0 && (
        <>
          <p role="status" className={faults.length > 0 ? 'text-danger font-semibold' : 'text-success'}>
            {gridText.count(rows.length, faults.length)}
          </p>
          <p className="text-hint">{gridText.keys}</p>
          <Grid rows={rows.slice(0, shownRows)} faults={faults} change={change} fill={(column) => write(filledDown(rows, column))} />
          {rows.length > shownRows && <p className="text-hint">{gridText.more(shownRows)}</p>}
        </>
      )}
    </fieldset>
  )
}

type GridProps = {
  rows: readonly Row[]
  faults: readonly PasteFault[]
  change: (row: number, column: number, value: string) => void
  fill: (column: number) => void
}

function Grid({ rows, faults, change, fill }: GridProps) {
  const faultOf = new Map(faults.map((fault) => [fault.line, fault]))
  return (
    <ScrollRegion label={gridText.caption} className="max-h-96 overflow-auto">
      <table className="border-divider border">
        <thead className="bg-header-row sticky top-0 z-1">
          <tr>
            <th scope="col" className="px-2 py-1 text-start font-semibold whitespace-nowrap">
              {gridText.line}
            </th>
            {columnNames.map((name, column) => (
              <th key={name} scope="col" className="px-1 py-1 text-start font-semibold whitespace-nowrap">
                {name}
                <button
                  type="button"
                  title={gridText.fillColumn(name)}
                  aria-label={gridText.fillColumn(name)}
                  onClick={() => fill(column)}
                  className="link ms-1 min-h-6 font-normal"
                >
                  {gridText.fillDown}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <GridLine key={row.line} row={row} at={place} above={rows[place - 1]} fault={faultOf.get(row.line)} change={change} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type LineProps = { row: Row; at: number; above?: Row; fault?: PasteFault; change: GridProps['change'] }

function GridLine({ row, at, above, fault, change }: LineProps) {
  const keys = (column: number) => (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'd' && event.ctrlKey) {
      event.preventDefault()
      if (above) change(at, column, above.cells[column] ?? '')
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault() // the form goes off by its button, not out of a cell
      const next = event.currentTarget.closest('tbody')?.querySelectorAll('[data-line]')[at + 1]?.querySelectorAll('input')[column]
      next?.focus()
    }
  }
  return (
    <>
      <tr data-line className="border-divider border-t">
        <th scope="row" className="tabular px-2 text-start font-normal">
          {row.line}
        </th>
        {pastedColumns.map((column, place) => (
          <td key={column} className="p-0.5">
            <input
              aria-label={gridText.cell(row.line, itemText.columns[column])}
              aria-invalid={(fault && columnOf[fault.problem] === column) || undefined}
              value={row.cells[place]}
              onInput={(event) => {
                event.stopPropagation() // the block that is written says it to the form
                change(at, place, event.currentTarget.value)
              }}
              onKeyDown={keys(place)}
              className={`control ${column === 'behaviour' || column === 'cause' || column === 'remedy' ? 'w-48' : 'w-28'}`}
            />
          </td>
        ))}
      </tr>
      {fault && (
        <tr>
          <td />
          <td colSpan={pastedColumns.length} className="text-danger px-1 pb-1">
            <span className="sticky start-1 inline-block">{pasteProblemText(fault.problem, fault.text)}</span>
          </td>
        </tr>
      )}
    </>
  )
}
