'use client'

import { useContext, useEffect, useRef } from 'react'
import { Disclosure } from '#components/ui/disclosure'
import { FormFields } from '#components/ui/field-control'
import type { CivilDate } from '#domain/kernel/civil-date'
import type { FigureTexts } from '#domain/self-inspection/figures'
import { limitationEdge } from '#domain/self-inspection/ledger'
import { partsOf, readYearCells, writeYearCells, type YearCells, type YearPart } from '#domain/self-inspection/years'
import { findingFormText } from '#messages/zh/finding-form'
import { YearTable } from './year-table'

type Given = {
  texts: FigureTexts & { years: string }
  lookBackFrom: CivilDate
  today: CivilDate
  recordedOn: CivilDate
  /** The text has been written anew by something else than a key. */
  rewritten: () => void
}

const empty: YearCells = ['', '', '']
const keyOf = ({ from, to }: Pick<YearPart, 'from' | 'to'>) => `${from} ${to}`
const isSaid = (cells: YearCells) => cells.some((cell) => cell.trim() !== '')

/**
 * The amounts year by year, for a finding whose period reaches over several: shown where there is something to split, left empty by whoever
 * cannot tell the years apart. The form carries it as one text, so that drafts keep it like everything else.
 */
export function FindingYears({ texts, lookBackFrom, today, recordedOn, rewritten }: Given) {
  const { errors, announce } = useContext(FormFields)
  const text = useRef<HTMLTextAreaElement>(null)
  const known = useRef(new Map<string, YearCells>())
  useEffect(() => announce('years', findingFormText.years), [announce])

  const within = lookBackFrom <= texts.periodFrom && texts.periodTo <= today
  const parts = within ? partsOf(texts, recordedOn) : []
  const said = (readYearCells(texts.years) ?? []).map(({ from, to, cells }) => [keyOf({ from, to }), cells] as const)
  const rows = parts.map((part) => ({ ...part, cells: new Map(said).get(keyOf(part)) ?? empty }))

  const write = (next: typeof rows) => {
    const split = next.length > 1 && next.some(({ cells }) => isSaid(cells))
    if (text.current) text.current.value = split ? writeYearCells(next) : ''
  }
  const change = (at: number, column: number, value: string) =>
    write(
      rows.map((row, place) => {
        if (place !== at) return row
        const cells: YearCells = [...row.cells]
        cells[column] = value.replaceAll('/', '')
        return { ...row, cells }
      }),
    )

  // What was typed for a part stays known while its dates are being changed, and comes back with them.
  const shape = parts.map(keyOf).join()
  const shown = useRef(shape)
  useEffect(() => {
    for (const [key, cells] of said) known.current.set(key, cells)
    if (shown.current === shape) return
    shown.current = shape
    write(rows.map((row) => ({ ...row, cells: isSaid(row.cells) ? row.cells : (known.current.get(keyOf(row)) ?? empty) })))
    rewritten()
  })
  return (
    <>
      <textarea ref={text} name="years" hidden readOnly defaultValue={texts.years} aria-label={findingFormText.years} />
      {rows.length > 1 && (
        <Disclosure open={rows.some(({ cells }) => isSaid(cells)) || undefined} summary={findingFormText.yearsWhen(rows.length)}>
          <section id="years" tabIndex={-1} aria-label={findingFormText.years} className="space-y-2">
            <p className="text-hint">{findingFormText.yearsHint(limitationEdge(recordedOn))}</p>
            {errors.years && <p className="text-danger font-semibold">{errors.years}</p>}
            <YearTable rows={rows} texts={texts} change={change} />
          </section>
        </Disclosure>
      )}
    </>
  )
}
