'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { askText as text } from '#messages/zh/ask-data'
import { PlainTable } from '../plain-table'
import { type Answer, ask } from './actions'

/** The question and, below it, its answer, which stands on this page alone. */
export function AskForm({ loads }: { loads: readonly { value: string; label: string }[] }) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const act: FormAction = async (previous, form) => {
    const given = await ask(previous, form)
    setAnswer('columns' in given ? given : null)
    return given
  }
  return (
    <div className="space-y-4">
      <CommandForm action={act} submitLabel={text.submit}>
        <Field name="loadId" label={text.load} required>
          <Select options={loads} defaultValue={loads[0]?.value} />
        </Field>
        <Field name="sql" label={text.sql} hint={`${text.hint}${text.limits}`} required>
          <Textarea rows={8} className="w-full font-mono" spellCheck={false} maxLength={4000} />
        </Field>
      </CommandForm>
      {answer && answer.rows.length > 0 && (
        <section aria-label={text.result}>
          <h2 className="font-semibold">{text.result}</h2>
          <PlainTable
            caption={text.result}
            heads={answer.columns.map((label) => ({ label }))}
            rows={answer.rows.map((cells, at) => ({ id: String(at), cells }))}
          />
        </section>
      )}
    </div>
  )
}
