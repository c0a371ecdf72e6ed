'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useRef } from 'react'
import { CommandForm } from '#components/command-form'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import type { LetterKind } from '#domain/letter/kinds'
import { letterNames } from '#domain/letter/names'
import { letterText } from '#messages/zh/letter'
import { draft } from '../actions'

type Receiver = { id: string; name: string }

/** What the letter begins with: a matter, or the letter that was not heeded. */
export function DraftForm(props: {
  kind: LetterKind
  kinds: readonly LetterKind[]
  receivers: readonly Receiver[]
  chosen: readonly string[]
  search: string
  searchable: boolean
  fields: Readonly<Record<string, string>>
  begins: { title: string; subjectName: string; problems: string; suggestions: string }
}) {
  const { kind, kinds, receivers, chosen, search: asked, searchable, fields, begins } = props
  const router = useRouter()
  const search = useSearchParams()
  const to = (value: string) => {
    const next = new URLSearchParams(search)
    next.set('kind', value)
    router.replace(`/letters/new?${next}`)
  }
  return (
    <Card>
      <CommandForm action={draft} submitLabel={letterText.save} fields={fields}>
        <Field name="kind" label={letterText.kind} required>
          <Select
            defaultValue={kind}
            options={kinds.map((value) => ({ value, label: letterNames[value] }))}
            onChange={({ target }) => to(target.value)}
          />
        </Field>
        <fieldset>
          <legend className="font-semibold">{letterText.receivers}</legend>
          <p className="text-hint">{receivers.length === 0 ? letterText.noReceivers : letterText.receiversHint}</p>
          {searchable && <ReceiverSearch asked={asked} />}
          <div className="mt-1 flex flex-wrap gap-x-5">
            {receivers.map(({ id, name }) => (
              <Checkbox
                key={id}
                name="receiverAgencyIds"
                value={id}
                label={name}
                defaultChecked={receivers.length === 1 || chosen.includes(id)}
              />
            ))}
          </div>
        </fieldset>
        <Field name="title" label={letterText.subject} required>
          <Input minLength={4} maxLength={120} defaultValue={begins.title} />
        </Field>
        <Field name="subjectName" label={letterText.subjectName}>
          <Input maxLength={120} defaultValue={begins.subjectName} />
        </Field>
        <Field name="problems" label={letterText.problems} required>
          <Textarea rows={5} minLength={10} maxLength={6000} defaultValue={begins.problems} />
        </Field>
        <Field name="suggestions" label={letterText.suggestions} hint={letterText.suggestionsHint}>
          <Textarea rows={4} maxLength={6000} defaultValue={begins.suggestions} />
        </Field>
        <Field name="answerBy" label={letterText.answerBy} hint={letterText.answerByHint(kind)}>
          <Input type="date" />
        </Field>
      </CommandForm>
    </Card>
  )
}

/** Finds receivers by name; what was ticked before stays on the list. It is no field of the letter. */
function ReceiverSearch({ asked }: { asked: string }) {
  const router = useRouter()
  const search = useSearchParams()
  const box = useRef<HTMLInputElement>(null)
  const find = () => {
    const form = box.current?.form
    const next = new URLSearchParams(search)
    next.delete('to')
    for (const id of form ? new FormData(form).getAll('receiverAgencyIds') : []) next.append('to', String(id))
    next.set('find', box.current?.value ?? '')
    router.replace(`/letters/new?${next}`, { scroll: false })
  }
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <input
        ref={box}
        type="search"
        aria-label={letterText.findReceiver}
        placeholder={letterText.findReceiver}
        className="control w-64"
        maxLength={60}
        defaultValue={asked}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          find()
        }}
      />
      <Button variant="outline" onClick={find}>
        {letterText.find}
      </Button>
    </div>
  )
}
