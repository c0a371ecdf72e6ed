import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { fateText as text } from '#messages/zh/hit-fates'
import type { Aside } from '#server/screening/aside-queries'
import { restore } from '../../actions'

/** What was set aside of a run, by whom and why; whoever issues brings it back. */
export function Asides({ asides, mayIssue }: { asides: readonly Aside[]; mayIssue: boolean }) {
  if (asides.length === 0) return null
  return (
    <Card title={text.asides}>
      <ul className="space-y-4">
        {asides.map((aside) => (
          <li key={aside.id}>
            <p className="font-semibold">
              {text.act({ ...aside, by: aside.setAsideByName, on: beijingDay(aside.setAsideAt) })}
              <span className="ms-2 font-normal">{text.still(aside.still)}</span>
            </p>
            <p>{aside.reason}</p>
            {aside.restoredAt && (
              <p className="text-ink-2">{text.restored(aside.restoredByName ?? '', beijingDay(aside.restoredAt), aside.restoreReason)}</p>
            )}
            {mayIssue && aside.still > 0 && (
              <CommandForm
                action={restore}
                submitLabel={text.restore}
                submitVariant="outline"
                fields={{ asideId: aside.id }}
                version={aside.version}
                scope={aside.id}
                inline
              >
                <Field name="reason" label={text.restoreReason} required>
                  <Input />
                </Field>
              </CommandForm>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
