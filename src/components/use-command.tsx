'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { type FormEvent, useActionState, useState, useTransition } from 'react'
import type { Refusal } from '#domain/kernel/result'

/** The other version of a record, when someone was faster: its version number and what its fields now say. */
export type Theirs = { version: number; values: Readonly<Record<string, string>>; by?: string; at?: string }

/** What a server action answers: a refusal (with the other version, on a conflict), a word on what was done, or nothing. */
export type FormOutcome = (Refusal & { theirs?: Theirs }) | { done: string } | null

/** Why there is no answer: none came, or the page is older than the platform that it speaks to. */
export type Unanswered = 'fault' | 'outdated'
export const isUnanswered = (outcome: FormOutcome | Unanswered): outcome is Unanswered => typeof outcome === 'string'

/** A server action as a form takes it. An action that answers `Refusal | null` is one. */
export type FormAction = { act(previous: FormOutcome, form: FormData): Promise<FormOutcome> }['act']

/** A version-4 uuid. `crypto.randomUUID` is missing where a bureau serves plain http on its own network. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const isRefusal = (outcome: FormOutcome): outcome is Refusal & { theirs?: Theirs } => outcome !== null && 'code' in outcome

/**
 * Submits a form to a server action without React's clearing of the form afterwards, so that what a person typed
 * survives a refusal and a lost connection. Before the scripts have arrived, the form posts by itself.
 *
 * One `requestKey` goes with all attempts at one change; the server gives them one effect.
 */
export function useCommand(
  action: FormAction,
  on: { submitted?: (form: FormData) => void; settled?: (outcome: FormOutcome | Unanswered) => void } = {},
) {
  const [answered, post] = useActionState(action, null)
  const [outcome, setOutcome] = useState<FormOutcome | Unanswered | undefined>(undefined)
  const [attempts, setAttempts] = useState(0)
  const [requestKey, setRequestKey] = useState(newRequestKey)
  const [pending, startTransition] = useTransition()
  const current = outcome ?? answered

  const settle = (next: FormOutcome | Unanswered) => {
    setOutcome(next)
    setAttempts((count) => count + 1)
    if (!isUnanswered(next) && !isRefusal(next)) setRequestKey(newRequestKey())
    on.settled?.(next)
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = new FormData(event.currentTarget)
    const { submitter } = event.nativeEvent as SubmitEvent // React types the native event of a submit as a plain Event
    if (submitter instanceof HTMLButtonElement && submitter.name) form.set(submitter.name, submitter.value)

    on.submitted?.(form)
    startTransition(async () => {
      try {
        const answer = await action(isUnanswered(current) ? null : current, form)
        startTransition(() => settle(answer)) // shown once its sentence has come
      } catch (error) {
        unstable_rethrow(error)
        settle(unstable_isUnrecognizedActionError(error) ? 'outdated' : 'fault')
      }
    })
  }

  return {
    pending,
    requestKey,
    attempts,
    fault: isUnanswered(current),
    /** The platform was renewed since the page was loaded: only the page of now can send the form. */
    outdated: current === 'outdated',
    refusal: !isUnanswered(current) && isRefusal(current) ? current : null,
    done: !isUnanswered(current) && current !== null && 'done' in current ? current.done : null,
    /** Takes the last answer off the screen. */
    dismiss: () => setOutcome(null),
    form: { action: post, onSubmit: submit },
  }
}

/** The fields every command carries. The key of the server's first rendering is kept, whatever the browser would have made. */
export function CommandFields({ requestKey, fields = {} }: { requestKey: string; fields?: Readonly<Record<string, string | number>> }) {
  return (
    <>
      <input key={requestKey} type="hidden" name="requestKey" defaultValue={requestKey} suppressHydrationWarning />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}
