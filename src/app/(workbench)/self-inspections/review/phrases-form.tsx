import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { queueText } from '#messages/zh/review-queue'
import { keepPhrases } from './actions'

type Own = { phrases: string[]; version: number; updatedByName: string; updatedAt: Date } | null

/** The agency's own words for what is wrong with a filing, one a line. */
export function PhrasesForm({ phrases, defaults }: { phrases: Own; defaults: readonly string[] }) {
  const shown = phrases && phrases.phrases.length > 0 ? phrases.phrases : defaults
  return (
    <Disclosure summary={queueText.phrases} className="mt-4">
      {phrases && <p className="text-hint">{queueText.phrasesBy(phrases.updatedByName, beijingMinute(phrases.updatedAt))}</p>}
      <CommandForm action={keepPhrases} submitLabel={queueText.phrasesSave} fields={{ version: phrases?.version ?? 0 }} className="mt-1">
        <Field name="phrases" label={queueText.phrases} hint={queueText.phrasesHint}>
          <Textarea key={phrases?.version ?? 0} rows={6} maxLength={4000} defaultValue={shown.join('\n')} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
