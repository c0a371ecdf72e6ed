'use client'

import { partText } from '#messages/zh/display-parts'
import { formText } from '#messages/zh/form'
import { RefusalWords } from './refusal-words'
import { Button } from './ui/button'
import { Dialog } from './ui/dialog'
import { Field } from './ui/field'
import { Input, type Option, Select } from './ui/input'
import { CommandFields, type FormAction, isUnanswered, useCommand } from './use-command'

/** How the plain text is asked for. The action writes the log, and answers `{ done: <plain text> }`. */
export type Reveal = { action: FormAction; fields: Readonly<Record<string, string | number>>; reasons: readonly Option[] }

/** Asks why the plain text is needed. Sends `reason` (a code) and `note` beside the given fields. */
export function RevealDialog({ reveal, close, show }: { reveal: Reveal; close: () => void; show: (plain: string) => void }) {
  const command = useCommand(reveal.action, {
    settled: (outcome) => {
      if (!isUnanswered(outcome) && outcome !== null && 'done' in outcome) show(outcome.done)
    },
  })
  const refused = command.fault ? formText.fault : command.refusal && <RefusalWords refusal={command.refusal} />
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={partText.revealTitle}
      description={partText.revealBody}
      closeLabel={formText.close}
    >
      <form {...command.form} className="space-y-3">
        <CommandFields requestKey={command.requestKey} fields={reveal.fields} />
        <Field name="reason" label={partText.revealReason} required>
          <Select options={reveal.reasons} blank={partText.revealChoose} />
        </Field>
        <Field name="note" label={partText.revealNote} mark={formText.optional}>
          <Input maxLength={200} />
        </Field>
        <Button type="submit" variant="primary" disabled={command.pending}>
          {command.pending ? formText.working : partText.revealTitle}
        </Button>
        <p role="status" className="text-danger font-semibold">
          {refused}
        </p>
      </form>
    </Dialog>
  )
}
