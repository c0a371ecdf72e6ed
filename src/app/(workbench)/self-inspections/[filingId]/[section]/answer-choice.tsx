'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useEffect, useId, useRef, useState } from 'react'
import { useDraftOwner } from '#components/draft-owner'
import { keptAnswer } from '#components/kept-answer'
import { Button } from '#components/ui/button'
import type { AnswerKind } from '#domain/self-inspection/answers'
import { refusalText } from '#messages/zh/refusals'
import { itemText } from '#messages/zh/self-inspection'
import { answer as saveAnswer } from '../../actions'

/** `answer`: null where the item has changed since it was answered, so that nothing is chosen until somebody chooses. */
type Held = { answer: AnswerKind | null; reason: string; version: number }

/** In the order in which people need them: most items are none. */
const shownKinds = ['noneFound', 'found', 'notApplicable'] as const satisfies readonly AnswerKind[]

const tryAgainMs = 5_000

/**
 * The answer to one item, saved as it is chosen; one that does not apply is saved with its reason. Quick changes are saved one
 * after the other, so the last one stands. What the server has not taken yet is kept on this machine and sent again, also after the page
 * was closed; what it refuses says so, beside the item.
 */
export function AnswerChoice({ filingId, itemId, code, held }: { filingId: string; itemId: string; code: string; held: Held | null }) {
  const id = useId()
  const [chosen, setChosen] = useState<AnswerKind | null>(held?.answer ?? null)
  const [reason, setReason] = useState(held?.reason ?? '')
  const [word, setWord] = useState<{ text: string; failed: boolean } | null>(null)
  const version = useRef(held?.version ?? 0)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const underWay = useRef(0)
  const again = useRef<ReturnType<typeof setTimeout>>(undefined)
  const owner = useDraftOwner()
  const kept = keptAnswer(owner, filingId, itemId)

  // The page has been made anew: by this save, by a colleague's, or by a finding that was recorded.
  useEffect(() => {
    if (underWay.current > 0) return
    version.current = held?.version ?? 0
    setChosen(held?.answer ?? null)
    setReason(held?.reason ?? '')
  }, [held?.version, held?.answer, held?.reason])

  async function send(answer: AnswerKind, said: string) {
    setWord({ text: itemText.saving, failed: false })
    try {
      const outcome = await saveAnswer({ filingId, itemId, answer, reason: said, version: version.current })
      if ('version' in outcome) version.current = outcome.version
      if ('code' in outcome && outcome.code === 'notSignedIn') later(itemText.signInToSave)
      else {
        if (underWay.current === 1) kept.drop() // else a newer one waits under the same name
        const refused = 'code' in outcome
        setWord({ text: refused ? itemText.notSaved(refusalText(outcome)) : itemText.saved, failed: refused })
      }
    } catch (error) {
      if (unstable_isUnrecognizedActionError(error)) setWord({ text: itemText.outdated, failed: true })
      else later(itemText.lineDown)
    }
    underWay.current -= 1
  }

  /** It is kept on this machine; it is sent again, by itself, until the server has taken it. */
  function later(text: string) {
    setWord({ text, failed: true })
    clearTimeout(again.current)
    again.current = setTimeout(resume, tryAgainMs)
  }

  function resume() {
    const waiting = kept.read()
    if (!waiting || underWay.current > 0) return
    version.current = waiting.version
    setChosen(waiting.answer)
    setReason(waiting.reason)
    save(waiting.answer, waiting.reason)
  }

  const onMount = useRef(resume)
  useEffect(() => {
    const resumeAtOnce = () => onMount.current()
    resumeAtOnce()
    window.addEventListener('online', resumeAtOnce)
    return () => {
      window.removeEventListener('online', resumeAtOnce)
      clearTimeout(again.current)
    }
  }, [])

  function save(answer: AnswerKind, said: string) {
    underWay.current += 1
    kept.write({ answer, reason: said, version: version.current })
    queue.current = queue.current.then(() => send(answer, said))
  }

  function choose(answer: AnswerKind) {
    setChosen(answer)
    if (answer !== 'notApplicable') save(answer, '')
    else if (reason.trim() !== '') save(answer, reason)
  }

  return (
    <div>
      <fieldset className="min-w-0">
        <legend className="sr-only">{itemText.answerOf(code)}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {shownKinds.map((kind) => (
            <label key={kind} className="inline-flex min-h-6 items-center gap-1.5">
              <input
                type="radio"
                name={`${id}-answer`}
                value={kind}
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
            if (reason.trim() !== '') save('notApplicable', reason.trim())
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
              onBlur={() => {
                if (reason.trim() !== '' && reason.trim() !== held?.reason) save('notApplicable', reason.trim())
              }}
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
