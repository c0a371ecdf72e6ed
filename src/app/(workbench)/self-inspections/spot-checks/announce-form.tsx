'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { announcedPurposes } from '#domain/self-inspection/draw'
import { sampleMethods } from '#domain/self-inspection/sample'
import { spotCheckText } from '#messages/zh/spot-check'
import { announce, type DrawPreview, previewAnnouncement } from '../actions'
import { SpreadLine } from './spread-line'
import { StrataTable } from './strata-table'

/** Announces a draw: first how many of each region it would take, then the act. What is changed is looked at anew. */
export function AnnounceForm({ drawable }: { drawable: readonly { id: string; name: string; population: number }[] }) {
  const [preview, setPreview] = useState<DrawPreview | null>(null)
  const act: FormAction = async (previous, form) => {
    if (preview !== null) return announce(previous, form)
    const would = await previewAnnouncement(previous, form)
    if ('code' in would) return would
    setPreview(would.preview)
    return null
  }
  return (
    <Card title={spotCheckText.announceTitle}>
      <p className="text-ink-2 mb-3">{spotCheckText.announceLead}</p>
      <div onChange={() => setPreview(null)}>
        <CommandForm action={act} submitLabel={preview === null ? spotCheckText.previewStrata : spotCheckText.announce}>
          <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
            <Field name="campaignId" label={spotCheckText.campaign} required>
              <Select
                options={drawable.map(({ id, name, population }) => ({
                  value: id,
                  label: spotCheckText.campaignOption(name, population),
                }))}
              />
            </Field>
            <Field name="purpose" label={spotCheckText.purpose} required>
              <Select options={announcedPurposes.map((value) => ({ value, label: spotCheckText.purposes[value] }))} />
            </Field>
            <RadioGroup
              name="method"
              legend={spotCheckText.method}
              required
              defaultValue="stratifiedByRegion"
              choices={sampleMethods.map((value) => ({
                value,
                label: spotCheckText.methods[value],
                hint: spotCheckText.methodHints[value],
              }))}
            />
            <Field name="size" label={spotCheckText.size} required>
              <Input inputMode="numeric" className="w-32" />
            </Field>
            <Field name="sourceName" label={spotCheckText.sourceName} hint={spotCheckText.sourceNameHint} required>
              <Input maxLength={80} autoComplete="off" />
            </Field>
            <Field name="sourceOn" label={spotCheckText.sourceOn} hint={spotCheckText.sourceOnHint} required>
              <Input type="date" className="w-44" />
            </Field>
            <Field name="reason" label={spotCheckText.reason} hint={spotCheckText.reasonHint}>
              <Input maxLength={500} autoComplete="off" />
            </Field>
          </div>
          <div role="status">
            {preview !== null && (
              <section aria-label={spotCheckText.previewTitle} className="border-divider rounded-control border p-3">
                <h3 className="mb-1 font-semibold">{spotCheckText.previewTitle}</h3>
                <p className="mb-2">{spotCheckText.previewOf(preview.population, preview.size)}</p>
                <StrataTable strata={preview.strata} />
                {preview.spread && <SpreadLine spread={preview.spread} />}
              </section>
            )}
          </div>
        </CommandForm>
      </div>
    </Card>
  )
}
