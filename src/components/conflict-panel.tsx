'use client'

import { formText } from '#messages/zh/form'
import { Button } from './ui/button'
import type { Theirs } from './use-command'

/** Two people changed one record: the fields that differ, side by side, and the two honest ways on. */
export function ConflictPanel({
  theirs,
  mine,
  form,
  labels,
  keepMine,
  takeTheirs,
}: {
  theirs: Theirs
  mine: Readonly<Record<string, readonly string[]>>
  form: HTMLFormElement
  labels: Readonly<Record<string, string>>
  keepMine: () => void
  takeTheirs: () => void
}) {
  const differing = Object.keys(theirs.values).filter((name) => name in mine && mine[name]?.join() !== theirs.values[name])
  return (
    <section aria-label={formText.conflictTitle} className="border-warning bg-warning-soft rounded-control mt-3 border px-4 py-3">
      <h3 className="text-warning font-semibold">
        {formText.conflictTitle}
        {theirs.by && theirs.at && <span className="font-normal">（{formText.conflictBy(theirs.by, theirs.at)}）</span>}
      </h3>
      <table className="bg-panel mt-2 w-full border-collapse">
        <thead>
          <tr>
            {[formText.conflictField, formText.conflictMine, formText.conflictTheirs].map((heading) => (
              <th key={heading} scope="col" className="border-divider border px-3 py-1 text-start font-semibold">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((name) => (
            <tr key={name}>
              <th scope="row" className="border-divider border px-3 py-1 text-start font-normal">
                {labels[name] ?? name}
              </th>
              <td className="border-divider border px-3 py-1 break-words">{wordsFor(form, name, mine[name]?.join('、') ?? '')}</td>
              <td className="border-divider border px-3 py-1 break-words">{wordsFor(form, name, theirs.values[name] ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={keepMine}>{formText.conflictKeepMine}</Button>
        <Button onClick={takeTheirs}>{formText.conflictTakeTheirs}</Button>
      </div>
    </section>
  )
}

/** What a value reads like on the form: the option's words for a select, the value itself elsewhere. */
function wordsFor(form: HTMLFormElement, name: string, value: string): string {
  const control = form.elements.namedItem(name)
  if (!(control instanceof HTMLSelectElement)) return value
  return [...control.options].find((option) => option.value === value)?.text ?? value
}
