import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Button, ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { localText as text } from '#messages/zh/local-models'
import { modelText } from '#messages/zh/screening-models'
import { currentTime } from '#server/clock/now'
import type { ViewShown } from '#server/screening/documentation'
import { modelToCompose, type ToCompose } from '#server/screening/local-views'
import { requireActor } from '#server/session'
import { draft, redraft } from './actions'
import { FilterRows, MeasureRows, WhatCard } from './parts'

export const metadata = { title: text.composeTitle }

type Asked = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** A model of the bureau's own, put together from documented columns. */
export default async function ComposePage({ searchParams }: Asked) {
  const asked = await searchParams
  const from = typeof asked.from === 'string' ? asked.from : undefined
  const found = await modelToCompose(await requireActor(), from)
  if (!found) notFound()
  const wanted = typeof asked.view === 'string' ? asked.view : (found.form?.view ?? 'fee')
  const view = found.views.find(({ name }) => name === wanted)
  if (!view) notFound()
  // Columns of another table say nothing here.
  const form = found.form && found.form.view === view.name ? found.form : null
  return (
    <>
      <PageHead
        title={found.draft ? text.redraftTitle(found.code) : found.code ? text.nextTitle(found.code) : text.composeTitle}
        lead={text.composeLead}
        trail={
          <Link href="/screening/models" prefetch={false} className="link">
            {modelText.title}
          </Link>
        }
        actions={<ButtonLink href="/screening/models/views">{text.views}</ButtonLink>}
      />
      <div className="space-y-4">
        <ViewCard views={found.views} view={view.name} from={from} />
        <CommandForm
          key={view.name}
          action={found.draft ? redraft : draft}
          submitLabel={text.save}
          version={found.draft?.version}
          fields={{
            'form.view': view.name,
            ...(found.draft ? { versionId: found.draft.versionId } : { code: found.code, seen: found.seen }),
          }}
        >
          <WhatCard view={view} form={form} named={found.form} clauses={found.clauses} />
          <Card title={text.step3}>
            <p className="text-hint mb-2">{text.filterHint}</p>
            <FilterRows view={view} form={form} />
          </Card>
          <Card title={text.step4}>
            <MeasureRows view={view} form={form} />
          </Card>
          <LastCard found={found} today={beijingDay(currentTime())} />
        </CommandForm>
      </div>
    </>
  )
}

function ViewCard({ views, view, from }: { views: readonly ViewShown[]; view: string; from: string | undefined }) {
  return (
    <Card title={text.step1}>
      <form method="get" className="flex flex-wrap items-end gap-3">
        {from && <input type="hidden" name="from" value={from} />}
        <Field name="view" label={text.viewField} hint={text.viewHint}>
          <Select options={views.map(({ name, title }) => ({ value: name, label: `${title} ${name}` }))} defaultValue={view} />
        </Field>
        <Button type="submit">{text.viewChange}</Button>
      </form>
    </Card>
  )
}

function LastCard({ found, today }: { found: ToCompose; today: string }) {
  return (
    <Card title={text.step5}>
      <div className="space-y-3">
        <Field name="form.falseAlarms" label={text.falseAlarms} hint={text.falseAlarmsHint} required>
          <Textarea rows={3} defaultValue={found.form?.falseAlarms.join('\n')} />
        </Field>
        <Field name="reason" label={text.reason} required>
          <Textarea rows={2} defaultValue={found.reason} />
        </Field>
        <div className="tablet:grid-cols-2 grid gap-3">
          <Field name="beginsOn" label={text.beginsOn} required>
            <Input type="date" defaultValue={found.beginsOn || today} />
          </Field>
          <Field name="endsOn" label={text.endsOn} hint={text.endsHint}>
            <Input type="date" defaultValue={found.endsOn} />
          </Field>
        </div>
      </div>
    </Card>
  )
}
