import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { RefusalWords } from '#components/refusal-words'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { formatYuan } from '#domain/kernel/money'
import { isLeadField, leadFields } from '#domain/lead/list/fields'
import { importText, listWorkText } from '#messages/zh/lead-import'
import { getImport } from '#server/lead/import-queries'
import { requireActor } from '#server/session'
import { cancel, importNow, remap, stop } from '../actions'
import { ListPreview } from './list-preview'
import { ListProgress } from './list-progress'

type Import = NonNullable<Awaited<ReturnType<typeof getImport>>>

export default async function ImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const { importId } = await params
  const found = await getImport(await requireActor(), importId)
  if (!found) notFound()

  const { summary } = found
  return (
    <>
      <PageHead
        title={found.sourceName}
        trail={`${importText.title} · ${found.campaign.name}`}
        lead={<Standing found={found} />}
        actions={
          <>
            {summary.refusedRowCount > 0 && found.mayWork && (
              <a className="link" href={`/leads/imports/${found.id}/refused`}>
                {importText.download}
              </a>
            )}
            {found.batch && (
              <ButtonLink href={`/leads?batch=${found.batch.number}`} prefetch={false} variant="primary">
                {importText.toLeads}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Work found={found} />
          {summary.preview.length > 0 && <ListPreview summary={summary} />}
          <Reasons summary={summary} />
        </div>
        {found.mayImport && (
          <div className="space-y-4">
            <ImportForm found={found} />
            <MappingForm found={found} />
          </div>
        )}
      </div>
    </>
  )
}

/** What is known of the list by now, in a sentence; of what was imported, that every row of it is accounted for. */
function Standing({ found }: { found: Import }) {
  const { batch, state, summary, readingId } = found
  if (batch) {
    const counts = { issued: batch.issuedCount, known: batch.knownCount, refused: batch.refusedCount }
    return (
      <>
        <span className="block">{importText.imported(batch.number, counts)}</span>
        {batch.listedCount !== null && <span className="block">{importText.adds(batch.listedCount, counts)}</span>}
        {batch.mends && <span className="block">{importText.mended(batch.mends.number)}</span>}
      </>
    )
  }
  if (state === 'unreadable') return importText.unread
  const hasBeenRead = readingId !== null || summary.headings.length > 0
  return hasBeenRead ? importText.found(summary.acceptedCount, summary.refusedRowCount, summary.correctedCount) : null
}

/** The work under way on the list; else why the last work did not come to its end. */
function Work({ found }: { found: Import }) {
  const { id, version, state, rowsDone, rowsTotal, trouble } = found
  if (state === 'reading' || state === 'importing') {
    const begunAt = found.begunAt?.toISOString() ?? null
    return (
      <>
        <ListProgress key={`${state}:${version}`} importId={id} state={state} initial={{ state, rowsDone, rowsTotal, begunAt, trouble }} />
        {found.mayWork && (
          <StepButton label={listWorkText.stop[state]} shut={null} fields={{ importId: id, version }} action={stop} confirm={{}} />
        )}
      </>
    )
  }
  if (!trouble) return null
  return (
    <Card title={importText.reasonTitle}>
      <p className="text-danger font-semibold">
        <RefusalWords refusal={trouble} />
      </p>
      {state === 'unreadable' && (
        <ButtonLink href="/leads/imports" className="mt-2">
          {importText.uploadAgain}
        </ButtonLink>
      )}
    </Card>
  )
}

function ImportForm({ found }: { found: Import }) {
  const { summary } = found
  const differing = summary.controlTotals.filter((total) => !total.holds)
  return (
    <Card title={importText.import}>
      {summary.acceptedCount === 0 ? (
        <p>{importText.nothing}</p>
      ) : (
        <CommandForm action={importNow} submitLabel={importText.import} version={found.version} fields={{ importId: found.id }}>
          <Field name="dueOn" label={importText.dueOn} required>
            <Input type="date" />
          </Field>
          {found.mends?.batch && (
            <Checkbox
              name="mends"
              defaultChecked
              label={importText.mendsTick(found.mends.batch.number)}
              hint={`${importText.mends(found.mends.sourceName, found.mends.batch.number)}${importText.mendsHint}`}
            />
          )}
          {summary.duplicateCount > 0 && (
            <Checkbox name="keepDuplicates" label={importText.keepDuplicates} hint={importText.duplicates(summary.duplicateCount)} />
          )}
          {summary.controlTotals.map((total) => (
            <p key={`${total.sheet}:${total.row}:${total.column}`} className={total.holds ? undefined : 'text-danger font-semibold'}>
              {total.holds
                ? importText.totalHolds(total.column)
                : importText.totalDiffers(total.column, formatYuan(BigInt(total.stated)), formatYuan(BigInt(total.computed)))}
            </p>
          ))}
          {differing.length > 0 && <Checkbox name="totalsSeen" label={importText.totalsSeen} />}
        </CommandForm>
      )}
      <div className="mt-3">
        <StepButton
          label={importText.cancel}
          shut={null}
          fields={{ importId: found.id, version: found.version }}
          action={cancel}
          confirm={{}}
        />
      </div>
    </Card>
  )
}

function MappingForm({ found }: { found: Import }) {
  const fields = [
    { value: 'extra', label: importText.extraField },
    ...leadFields.map((field) => ({ value: field, label: importText.fields[field] })),
  ]
  return (
    <Card title={importText.mapping}>
      <p className="text-hint mb-2">{importText.mappingHint}</p>
      <CommandForm
        action={remap}
        submitLabel={importText.remap}
        submitVariant="outline"
        version={found.version}
        fields={{ importId: found.id }}
      >
        {found.summary.headings.map((heading) => {
          const given = found.given[heading]
          return (
            <Field key={heading} name={`column:${heading}`} label={heading}>
              <Select options={fields} defaultValue={given && isLeadField(given) ? given : 'extra'} />
            </Field>
          )
        })}
      </CommandForm>
    </Card>
  )
}

const shownReasons = 50

function Reasons({ summary }: { summary: Import['summary'] }) {
  return (
    <>
      {summary.warnings.length > 0 && (
        <Card title={importText.warnings}>
          <ul className="list-disc space-y-1 ps-5">
            {summary.warnings.map((warning) => (
              <li key={`${warning.code}:${warning.sheet ?? ''}:${warning.message}`}>{warning.message}</li>
            ))}
          </ul>
        </Card>
      )}
      {summary.refused.length > 0 && (
        <Card title={importText.reasons}>
          <ul className="list-disc space-y-1 ps-5">
            {summary.refused.slice(0, shownReasons).map(({ sheet, column, reason }) => (
              <li key={`${sheet}:${column}:${reason}`}>{importText.reasonAt(summary.sheets.length > 1 ? sheet : '', reason)}</li>
            ))}
          </ul>
          {summary.refused.length > shownReasons && <p className="mt-2">{importText.moreReasons(summary.refused.length - shownReasons)}</p>}
        </Card>
      )}
    </>
  )
}
