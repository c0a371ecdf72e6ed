'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Refusal } from '#domain/kernel/result'
import { formText } from '#messages/zh/form'
import { ConflictPanel } from './conflict-panel'
import { RefusalWords } from './refusal-words'
import { Button } from './ui/button'
import { ErrorSummary } from './ui/error-summary'
import { FormFields, fieldId } from './ui/field-control'
import { CommandFields, type FormAction, isRefusal, isUnanswered, type Theirs, useCommand } from './use-command'
import { fill, type KeptDraft, useDraft, valuesOf } from './use-draft'
import { useFormVersion } from './use-form-version'
import { useHotkey } from './use-hotkey'

export type CommandFormProps = {
  action: FormAction
  submitLabel: string
  /** The version of the row that this page shows. */
  version?: number
  fields?: Readonly<Record<string, string | number>>
  /** Names this form on this machine, with the row's id in it; without one, no draft is kept. */
  draftKey?: string
  /** The server's copy of the draft, for long forms: saved every few seconds, found again at any machine. */
  keptDraft?: KeptDraft
  /** The record as it is now, for comparison after a conflict; the action may answer with it instead. */
  theirs?: Theirs
  /** Beside the submit button. */
  secondary?: ReactNode
  submitVariant?: 'primary' | 'outline' | 'danger'
  signInHref?: string
  /** In one line: for the selection bar of a list. */
  inline?: boolean
  className?: string
  /** A word that keeps this form's field ids apart, where a page has several forms with fields of one name. */
  scope?: string
  children: ReactNode
}

/**
 * The one pattern of a form: `Field`s inside, a command behind. Whatever the answer, what was typed stays; a conflict
 * shows both versions; Ctrl+Enter submits.
 */
export function CommandForm(props: CommandFormProps) {
  const { action, submitLabel, draftKey, submitVariant = 'primary', signInHref = '/login' } = props
  const own = useRef<HTMLFormElement>(null)
  const draft = useDraft(draftKey, own, props.keptDraft)
  const [labels, setLabels] = useState<Record<string, string>>({})
  const row = useFormVersion(props.version)
  const router = useRouter()
  const command = useCommand(action, {
    submitted: () => row.sent(draft.sent),
    settled: (outcome) => {
      if (isUnanswered(outcome) || isRefusal(outcome)) draft.save()
      else row.follow()
    },
  })
  const { refusal, fault, outdated } = command

  const announce = useCallback(
    (name: string, label: string) => setLabels((known) => (known[name] === label ? known : { ...known, [name]: label })),
    [],
  )
  const errors = useMemo(() => fieldErrors(refusal), [refusal])
  const formFields = useMemo(() => ({ errors, announce, scope: props.scope }), [errors, announce, props.scope])
  useHotkey({
    'Ctrl+Enter': () => {
      if (own.current?.contains(document.activeElement)) own.current.requestSubmit()
    },
  })

  const { version } = row
  const overtaken = refusal?.code === 'changedMeanwhile'
  const theirs = overtaken ? row.newer(refusal.theirs ?? props.theirs) : undefined
  const blind = overtaken && !theirs
  useEffect(() => {
    if (blind) router.refresh() // what is there now, beside what was typed
  }, [blind, router])
  return (
    <div className={props.className}>
      {draft.found && <DraftFound savedAt={draft.found.savedAt} restore={draft.restore} discard={draft.discard} />}
      {(refusal || fault || outdated) && (
        <div className="mb-4">
          <ErrorSummary
            key={command.attempts}
            title={refusal ? <RefusalWords refusal={refusal} /> : outdated ? formText.outdated : formText.fault}
            lines={Object.entries(errors).map(([field, text]) => ({
              field: labels[field] ? fieldId(field, props.scope) : undefined,
              text: labels[field] ? (text === formText.checkThis ? formText.checkField(labels[field]) : `${labels[field]}：${text}`) : text,
            }))}
          />
          {refusal?.code === 'notSignedIn' && <SignInAgain href={signInHref} />}
          {outdated && (
            <Button className="mt-2" onClick={draft.reload}>
              {formText.reload}
            </Button>
          )}
          {theirs && own.current && (
            <ConflictPanel
              theirs={theirs}
              mine={valuesOf(own.current)}
              form={own.current}
              labels={labels}
              keepMine={() => {
                flushSync(() => row.take(theirs.version)) // the hidden field must carry it before the form goes off
                own.current?.requestSubmit()
              }}
              takeTheirs={() => {
                if (own.current)
                  fill(own.current, Object.fromEntries(Object.entries(theirs.values).map(([name, value]) => [name, [value]])))
                row.take(theirs.version)
                command.dismiss()
              }}
            />
          )}
          {blind && row.overtaken && (
            <Button
              className="mt-2"
              onClick={() => {
                flushSync(row.follow)
                own.current?.requestSubmit()
              }}
            >
              {formText.submitOnNewest}
            </Button>
          )}
        </div>
      )}
      <form
        {...command.form}
        ref={own}
        onInput={() => {
          row.touched()
          draft.typed()
        }}
        className={props.inline ? 'flex flex-wrap items-end gap-3' : 'space-y-4'}
      >
        <CommandFields requestKey={command.requestKey} fields={version === undefined ? props.fields : { ...props.fields, version }} />
        <FormFields value={formFields}>{props.children}</FormFields>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant={submitVariant} disabled={command.pending} aria-keyshortcuts="Control+Enter">
            {command.pending ? formText.working : submitLabel}
          </Button>
          {props.secondary}
          <p role="status" className="text-hint">
            {command.done ?? (draft.savedAt !== null && formText.draftSaved(clock(draft.savedAt)))}
          </p>
        </div>
      </form>
    </div>
  )
}

/** In a window of its own: this page keeps what was typed, and sends it after that. */
const SignInAgain = ({ href }: { href: string }) => (
  <p className="mt-2">
    <a href={href} target="_blank" rel="noreferrer" className="link">
      {formText.signIn}
    </a>
    {` ${formText.notSignedInNext}`}
  </p>
)

const clock = (at: number) => new Date(at).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })

/** The wrong fields and what the parser said of each; a sentence that is not Chinese is the parser's own and is not shown. */
function fieldErrors(refusal: Refusal | null): Record<string, string> {
  const fields = refusal?.code === 'invalidInput' ? refusal.detail?.fields : undefined
  const messages = refusal?.detail?.messages
  if (!Array.isArray(fields)) return {}
  const sentence = (place: number) => {
    const said: unknown = Array.isArray(messages) ? messages[place] : undefined
    return typeof said === 'string' && /[\u4e00-\u9fff]/.test(said) ? said : formText.checkThis
  }
  return Object.fromEntries(fields.map((field, place) => [String(field), sentence(place)]))
}

function DraftFound({ savedAt, restore, discard }: { savedAt: number; restore: () => void; discard: () => void }) {
  const at = new Date(savedAt).toLocaleString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' })
  return (
    <div role="status" className="border-brand bg-brand-soft rounded-control mb-4 flex flex-wrap items-center gap-3 border px-3 py-2">
      <span>{formText.draftFound(at)}</span>
      <Button size="sm" onClick={restore}>
        {formText.draftRestore}
      </Button>
      <Button size="sm" variant="text" onClick={discard}>
        {formText.draftDiscard}
      </Button>
    </div>
  )
}
