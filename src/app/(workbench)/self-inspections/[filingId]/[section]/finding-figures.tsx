'use client'

import { type FocusEvent, useRef, useState } from 'react'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import type { CivilDate } from '#domain/kernel/civil-date'
import { type FigureFaults, type FigureName, type FigureTexts, figureFaults, figureNames } from '#domain/self-inspection/figures'
import { findingFormText } from '#messages/zh/finding-form'
import { filingText, itemText } from '#messages/zh/self-inspection'
import { FindingYears } from './finding-years'
import { useFilled } from './use-filled'

export type HeldFigures = FigureTexts & { years: string }
type Within = { lookBackFrom: CivilDate; today: CivilDate; recordedOn: CivilDate }

const noteId = 'figures-note'
const isFigure = (name: string): name is FigureName => figureNames.some((figure) => figure === name)

/** Period, people and amounts of a finding. What does not fit is said when a field is left; a period over several years can be split. */
export function FindingFigures({ held, ...within }: Within & { held: HeldFigures }) {
  const box = useRef<HTMLFieldSetElement>(null)
  const [texts, setTexts] = useState<HeldFigures>(held)
  const [shown, setShown] = useState<FigureFaults>({})
  const now = (): HeldFigures => (box.current ? textsIn(box.current) : texts)

  /** A fault goes as soon as it is mended, and comes only when the field is left. */
  const read = () => {
    const typed = now()
    setTexts(typed)
    const faults = figureFaults(typed, within)
    setShown((known) => Object.fromEntries(Object.entries(known).filter(([name]) => isFigure(name) && faults[name])))
  }
  const leave = ({ target }: FocusEvent) => {
    if (target instanceof HTMLInputElement && isFigure(target.name)) setShown(figureFaults(now(), within))
  }
  useFilled(box, read)

  const [first] = figureNames.flatMap((name) => shown[name] ?? [])
  const mark = (name: FigureName) => (shown[name] ? { 'aria-invalid': true, 'aria-describedby': noteId } : {})
  return (
    <fieldset ref={box} onInput={read} onBlur={leave} className="min-w-0 space-y-3">
      <legend className="sr-only">{findingFormText.figures}</legend>
      <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-3">
        <Field name="periodFrom" label={`${itemText.period}（${itemText.periodFrom}）`} required>
          <Input type="date" min={within.lookBackFrom} max={within.today} defaultValue={held.periodFrom} {...mark('periodFrom')} />
        </Field>
        <Field name="periodTo" label={`${itemText.period}（${itemText.periodTo}）`} required>
          <Input type="date" min={within.lookBackFrom} max={within.today} defaultValue={held.periodTo} {...mark('periodTo')} />
        </Field>
        <Field name="peopleCount" label={filingText.people} unit={itemText.peopleUnit} required>
          <Input inputMode="numeric" defaultValue={held.peopleCount} {...mark('peopleCount')} />
        </Field>
        {(['billed', 'irregular', 'fundLoss'] as const).map((name) => (
          <Field key={name} name={name} label={filingText[name]} unit={itemText.yuan} required>
            <Input inputMode="decimal" defaultValue={held[name]} {...mark(name)} />
          </Field>
        ))}
      </div>
      <p id={noteId} role="status" className={first ? 'text-danger font-semibold' : 'text-hint'}>
        {first ? findingFormText.faults[first](within) : itemText.amountsHint}
      </p>
      <FindingYears texts={texts} {...within} rewritten={read} />
    </fieldset>
  )
}

/** What the fields say. */
function textsIn(box: HTMLElement): HeldFigures {
  const said = (name: string) => {
    const control = box.querySelector(`[name="${name}"]`)
    return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.value : ''
  }
  return {
    periodFrom: said('periodFrom'),
    periodTo: said('periodTo'),
    peopleCount: said('peopleCount'),
    billed: said('billed'),
    irregular: said('irregular'),
    fundLoss: said('fundLoss'),
    years: said('years'),
  }
}
