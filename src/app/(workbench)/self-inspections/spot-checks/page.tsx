import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card, PageHead } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { sampleMethods } from '#domain/self-inspection/sample'
import { drawGrants } from '#domain/self-inspection/steps'
import { spotCheckText } from '#messages/zh/spot-check'
import { goesTo } from '#server/desk/navigation'
import { listDrawable, listSpotChecks } from '#server/self-inspection/spot-check-queries'
import { requireActor } from '#server/session'
import { draw } from '../actions'

export const metadata = { title: spotCheckText.title }

type Shown = {
  id: string
  number: string
  method: string
  drawnAt: string
  drawnByName: string
  agency: string
  size: number
  agrees: number
  discrepancies: number
  pending: number
}

const columns: readonly Column<Shown>[] = [
  { id: 'number', header: spotCheckText.number, kind: 'code', href: '/self-inspections/spot-checks/{id}' },
  { id: 'agency', header: spotCheckText.agency },
  { id: 'drawnAt', header: spotCheckText.drawnAt, kind: 'date' },
  { id: 'drawnByName', header: spotCheckText.drawnBy, secondary: true },
  { id: 'method', header: spotCheckText.method, labels: spotCheckText.methods },
  { id: 'size', header: spotCheckText.size, kind: 'number' },
  { id: 'agrees', header: spotCheckText.agrees, kind: 'number' },
  { id: 'discrepancies', header: spotCheckText.discrepancies, kind: 'number' },
  { id: 'pending', header: spotCheckText.pending, kind: 'number' },
]

/** The draws in reach, and drawing a new one. */
export default async function SpotChecksPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const [draws, drawable] = await Promise.all([listSpotChecks(actor), listDrawable(actor)])
  const mayDraw =
    actor.department === 'MI' &&
    actor.agencyKind === 'bureau' &&
    drawGrants.some(({ role }) => actor.roles.includes(role)) &&
    drawable.length > 0
  const rows: Shown[] = draws.map(({ agency, campaign: _campaign, drawnAt, seed: _seed, ...rest }) => ({
    ...rest,
    agency: agency.shortName,
    drawnAt: beijingMinute(drawnAt),
  }))
  return (
    <>
      <PageHead title={spotCheckText.title} />
      <div className="space-y-4">
        {mayDraw && <DrawForm drawable={drawable} />}
        {rows.length === 0 ? (
          <EmptyState title={spotCheckText.empty} next={spotCheckText.emptyNext} />
        ) : (
          <DataTable
            name="spot-checks"
            caption={spotCheckText.caption}
            columns={columns}
            rows={packRows(rows)}
            rowName="number"
            total={{ count: rows.length, exact: true }}
            fill={false}
          />
        )}
      </div>
    </>
  )
}

function DrawForm({ drawable }: { drawable: Awaited<ReturnType<typeof listDrawable>> }) {
  return (
    <Card title={spotCheckText.drawTitle}>
      <p className="text-ink-2 mb-3">{spotCheckText.drawLead}</p>
      <CommandForm action={draw} submitLabel={spotCheckText.draw}>
        <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
          <Field name="campaignId" label={spotCheckText.campaign} required>
            <Select
              options={drawable.map(({ id, name, population }) => ({ value: id, label: spotCheckText.campaignOption(name, population) }))}
            />
          </Field>
          <Field name="size" label={spotCheckText.size} required>
            <Input inputMode="numeric" className="w-32" />
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
          <Field name="seed" label={spotCheckText.seed} hint={spotCheckText.seedHint}>
            <Input maxLength={100} autoComplete="off" />
          </Field>
        </div>
      </CommandForm>
    </Card>
  )
}
