'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import { tableText } from '#messages/zh/table'
import { Button } from './ui/button'

/** Which rows are chosen: these, or all that match the filter (which the server evaluates again). */
export type Selection = { ids: readonly string[]; allMatching: boolean; filter: string; count: number }

/** Says what was done with the chosen rows, which are chosen no longer: they may have gone elsewhere by it. `undo` stands beside it. */
type Settle = (said: string, undo?: ReactNode) => void

const Selected = createContext<Selection & { settle: Settle }>({
  ...{ ids: [], allMatching: false, filter: '', count: 0 },
  settle: () => undefined,
})

/** The selection of the table around: for forms in its `bulk` slot. */
export const useSelection = () => useContext(Selected)

/**
 * The selection as hidden fields, for any form in a table's `bulk` slot: `id` once a row, or `allMatching=1` with
 * `filter` (a query string) and `expected` (how many the person was told: all, or the first as many as one act takes).
 */
export function SelectionFields() {
  const { ids, allMatching, filter, count } = useSelection()
  if (!allMatching) return ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)
  return (
    <>
      <input type="hidden" name="allMatching" value="1" />
      <input type="hidden" name="filter" value={filter} />
      <input type="hidden" name="expected" value={count} />
    </>
  )
}

type RowSelection = Record<string, true>
type State = { filter: string; rows: RowSelection; allMatching: boolean; said?: string; undo?: ReactNode }

/** The selection as state. It outlives a turn of the page and falls when the filter changes. `most`: as many as one act takes. */
export function useSelectionState(filter: string, total: number | undefined, most = Number.POSITIVE_INFINITY) {
  const [state, setState] = useState<State>({ filter, rows: {}, allMatching: false })
  const current: State = state.filter === filter ? state : { filter, rows: {}, allMatching: false }
  const ids = Object.keys(current.rows)
  const count = current.allMatching ? Math.min(total ?? ids.length, most) : ids.length

  return {
    rows: current.rows,
    selection: { ids, allMatching: current.allMatching, filter, count } satisfies Selection,
    setRows: (change: RowSelection | ((rows: RowSelection) => RowSelection)) =>
      setState({ filter, rows: typeof change === 'function' ? change(current.rows) : change, allMatching: false }),
    selectAllMatching: () => setState({ ...current, allMatching: true }),
    clear: () => setState({ filter, rows: {}, allMatching: false }),
    said: current.said,
    undo: current.undo,
    settle: ((said, undo) => setState({ filter, rows: {}, allMatching: false, said, undo })) satisfies Settle,
  }
}

/**
 * What can be done with the chosen rows. Always in the page, so that its appearing is announced. When something was done
 * the choice falls, and the answer stands in its place.
 */
export function SelectionBar({
  state,
  totalText,
  total,
  most = Number.POSITIVE_INFINITY,
  children,
}: {
  state: ReturnType<typeof useSelectionState>
  totalText: string
  /** How many match, where there are more than stand on the page. */
  total: number | null
  most?: number
  children?: ReactNode
}) {
  const { selection } = state
  const words = total !== null && total > most ? tableText.firstMatching(most) : tableText.allMatching(totalText)
  return (
    <Selected value={{ ...selection, settle: state.settle }}>
      <div role="status" className="no-print">
        {state.said && selection.count === 0 && (
          <div className="bg-brand-soft border-brand flex flex-wrap items-center gap-x-4 gap-y-2 border px-3 py-1.5">
            <p>{state.said}</p>
            {state.undo && <div className="ms-auto">{state.undo}</div>}
          </div>
        )}
        {(selection.count > 0 || selection.allMatching) && (
          <div className="bg-brand-soft border-brand flex flex-wrap items-center gap-x-3 gap-y-2 border px-3 py-1.5">
            <span className="font-semibold">{selection.allMatching ? words.selected : tableText.selectedHere(selection.count)}</span>
            {total !== null && !selection.allMatching && (
              <Button variant="text" size="sm" onClick={state.selectAllMatching}>
                {words.select}
              </Button>
            )}
            {children}
            <Button variant="text" size="sm" onClick={state.clear} className="ms-auto">
              {tableText.clearSelection}
            </Button>
          </div>
        )}
      </div>
    </Selected>
  )
}
