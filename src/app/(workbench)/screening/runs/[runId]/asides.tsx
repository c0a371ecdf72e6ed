import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { fateText as text } from '#messages/zh/hit-fates'
import { screeningText } from '#messages/zh/screening'
import type { Aside } from '#server/screening/aside-queries'
import { restore } from '../../actions'

/** What was set aside of a run, in it or in another that found the same clues, by whom and why; whoever issues brings back what this run finds of it. */
export function Asides({ runId, asides, mayIssue }: { runId: string; asides: readonly Aside[]; mayIssue: boolean }) {
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
            {aside.elsewhere && (
              <p>
                {text.alsoFound(aside.here)}{' '}
                <Link className="link" prefetch={false} href={`/screening/runs/${aside.runId}`}>
                  {text.madeIn(screeningText.monthsOf(aside.elsewhere))}
                </Link>
              </p>
            )}
            <p>{aside.reason}</p>
            {aside.restoredAt && (
              <p className="text-ink-2">{text.restored(aside.restoredByName ?? '', beijingDay(aside.restoredAt), aside.restoreReason)}</p>
            )}
            {mayIssue && aside.here > 0 && (
              <CommandForm
                action={restore}
                submitLabel={aside.elsewhere ? text.restoreHere(aside.here) : text.restore}
                submitVariant="outline"
                fields={{ asideId: aside.id, runId }}
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
