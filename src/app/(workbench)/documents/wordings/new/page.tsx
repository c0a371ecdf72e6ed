import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { isWordedKind } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { citation } from '#domain/law/law'
import { wordingText as text } from '#messages/zh/paper-wordings'
import { currentTime } from '#server/clock/now'
import { mayProposeWordings } from '#server/document/wording/propose-wording'
import { wordsToday } from '#server/document/wording/queries'
import { requireActor } from '#server/session'
import { propose } from '../actions'

export const metadata = { title: text.propose }

/** A new version of the words of one paper, begun from those in force. */
export default async function NewWordingPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, { kind }] = [await requireActor(), await searchParams]
  if (typeof kind !== 'string' || !isWordedKind(kind) || !mayProposeWordings(actor)) notFound()
  const today = await wordsToday(actor, kind, currentTime())
  return (
    <>
      <PageHead
        title={text.proposeTitle(documentKinds[kind].name)}
        lead={text.from(today.of ? `${today.of.agencyName}${text.seq(today.of.seq)}` : text.house)}
        trail={
          <Link href="/documents/wordings" prefetch={false} className="link">
            {text.back}
          </Link>
        }
      />
      <Card>
        <CommandForm action={propose} submitLabel={text.submit} fields={{ kind }} draftKey={`wording:${kind}`} className="max-w-4xl">
          {today.clauses.map(({ name, label, text: words, fields, optional = [], cites, says }) => (
            <Field
              key={name}
              name={name}
              label={label}
              hint={[
                ...text.fieldsOf(fields, optional),
                cites.length > 0 ? text.mustCite(cites.map(citation)) : '',
                says.length > 0 ? text.mustSay(says) : '',
              ]
                .filter(Boolean)
                .join('；')}
              required
            >
              <Textarea rows={4} defaultValue={words} maxLength={2000} />
            </Field>
          ))}
          <div className="grid gap-4 tablet:grid-cols-[12rem_1fr]">
            <Field name="validFrom" label={text.validFrom} required>
              <Input type="date" />
            </Field>
            <Field name="note" label={text.note} hint={text.noteHint} required>
              <Input maxLength={500} />
            </Field>
          </div>
        </CommandForm>
      </Card>
    </>
  )
}
