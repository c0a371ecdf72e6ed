'use client'

import { useId, useRef } from 'react'
import { Button } from '#components/ui/button'
import type { AnswerKind } from '#domain/self-inspection/answers'
import { itemText } from '#messages/zh/self-inspection'
import { type HeldAnswer, useAnswer } from './use-answer'

/** In the order in which people need them: most items are none. */
const shownKinds = ['noneFound', 'found', 'notApplicable'] as const satisfies readonly AnswerKind[]

type Given = { filingId: string; itemId: string; code: string; held: HeldAnswer | null }

/** The answer to one item, saved as it is chosen; one that does not apply is saved with its reason. */
export function AnswerChoice({ filingId, itemId, code, held }: Given) {
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  const { chosen, reason, word, choose, setReason, saveReason } = useAnswer({ filingId, itemId }, held, box)

  return (
    <div>
      <fieldset ref={box} className="min-w-0">
        <legend className="sr-only">{itemText.answerOf(code)}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {shownKinds.map((kind) => (
            <label key={kind} className="inline-flex min-h-6 items-center gap-1.5">
              <input
                type="radio"
                name={`${id}-answer`}
                value={kind}
                // What the browser puts back on a page that is opened again is nobody's new answer.
                autoComplete="off"
                checked={chosen === kind}
                onChange={() => choose(kind)}
                className="accent-brand size-4 shrink-0"
              />
              <span>{itemText.answers[kind]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {chosen === 'notApplicable' && (
        <form
          className="mt-1 flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            saveReason()
          }}
        >
          <div className="min-w-0 grow">
            <label htmlFor={`${id}-reason`} className="text-ink-2">
              {itemText.reason}
            </label>
            <input
              id={`${id}-reason`}
              value={reason}
              maxLength={500}
              required
              placeholder={itemText.reasonHint}
              onChange={(event) => setReason(event.target.value)}
              onBlur={saveReason}
              className="control w-full"
            />
          </div>
          <Button type="submit" size="sm" className="mb-0.5 shrink-0">
            {itemText.saveReason}
          </Button>
        </form>
      )}
      <p role="status" className={word?.failed ? 'text-danger font-semibold' : 'text-hint text-xs'}>
        {word?.text}
      </p>
    </div>
  )
}
