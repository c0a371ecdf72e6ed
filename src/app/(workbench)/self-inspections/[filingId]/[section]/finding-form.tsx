import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { formatYuan } from '#domain/kernel/money'
import { filingText, itemText } from '#messages/zh/self-inspection'
import type { KeptDraft } from '#server/draft/drafts'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { FilingFinding, FilingItem } from '#server/self-inspection/load-items'
import { addFinding, changeFinding, keepDraft, letDraftGo } from '../../actions'

/** A finding under an item: new, or one that is changed. Kept as a draft on this machine and by the server while it is typed. */
export function FindingForm({
  filing,
  section,
  item,
  finding,
  draft,
}: {
  filing: FilingView
  section: string
  item: FilingItem
  finding?: FilingFinding
  draft: KeptDraft | null
}) {
  const formKey = finding ? `edit:${finding.id}` : `add:${item.id}`
  const place = { filingId: filing.id, section, anchor: item.code, formKey }
  return (
    <div className="border-brand mt-2 border-t-2 pt-3">
      <CommandForm
        action={finding ? changeFinding : addFinding}
        submitLabel={itemText.save}
        version={finding?.version}
        fields={finding ? { ...place, findingId: finding.id } : { ...place, itemId: item.id }}
        draftKey={formKey}
        keptDraft={{ found: draft, save: keepDraft.bind(null, formKey), drop: letDraftGo.bind(null, formKey) }}
        theirs={finding && { version: finding.version, values: valuesOf(finding) }}
        secondary={<ButtonLink href={`/self-inspections/${filing.id}/${section}#${item.code}`}>{itemText.cancel}</ButtonLink>}
      >
        <Fields item={item} finding={finding} lookBackFrom={filing.lookBackFrom.toISOString().slice(0, 10)} />
        {finding && finding.evidence.length > 0 && (
          <fieldset>
            <legend className="font-semibold">{itemText.dropEvidence}</legend>
            {finding.evidence.map(({ id, title }) => (
              <Checkbox key={id} name="dropEvidence" value={id} label={title} />
            ))}
          </fieldset>
        )}
        <UploadField name="evidenceFileIds" label={itemText.evidenceFiles} hint={itemText.evidenceHint} multiple />
      </CommandForm>
    </div>
  )
}

/** The fields as text, the way the form holds them. */
const valuesOf = (finding: FilingFinding) => ({
  behaviour: finding.behaviour,
  peopleCount: String(finding.peopleCount),
  periodFrom: finding.periodFrom,
  periodTo: finding.periodTo,
  billed: formatYuan(finding.billedFen),
  irregular: formatYuan(finding.irregularFen),
  fundLoss: formatYuan(finding.fundLossFen),
  cause: finding.cause,
  remedy: finding.remedy,
  remedyDueOn: finding.remedyDueOn ?? '',
})

function Fields({ item, finding, lookBackFrom }: { item: FilingItem; finding?: FilingFinding; lookBackFrom: string }) {
  const held = finding ? valuesOf(finding) : null
  const amounts = [
    ['billed', filingText.billed],
    ['irregular', filingText.irregular],
    ['fundLoss', filingText.fundLoss],
  ] as const
  return (
    <>
      <Field name="behaviour" label={itemText.behaviour} hint={itemText.behaviourHint} required>
        <Textarea rows={2} maxLength={500} defaultValue={held?.behaviour ?? item.text} />
      </Field>
      <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-3">
        <Field name="periodFrom" label={`${itemText.period}（${itemText.periodFrom}）`} required>
          <Input type="date" min={lookBackFrom} defaultValue={held?.periodFrom} />
        </Field>
        <Field name="periodTo" label={`${itemText.period}（${itemText.periodTo}）`} required>
          <Input type="date" min={lookBackFrom} defaultValue={held?.periodTo} />
        </Field>
        <Field name="peopleCount" label={filingText.people} unit={itemText.peopleUnit} required>
          <Input inputMode="numeric" defaultValue={held?.peopleCount} />
        </Field>
        {amounts.map(([name, label]) => (
          <Field key={name} name={name} label={label} unit={itemText.yuan} required>
            <Input inputMode="decimal" defaultValue={held?.[name]} />
          </Field>
        ))}
      </div>
      <p className="text-hint">{itemText.amountsHint}</p>
      <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-2">
        <Field name="cause" label={itemText.cause} required>
          <Textarea rows={2} maxLength={1000} defaultValue={held?.cause} />
        </Field>
        <Field name="remedy" label={itemText.remedy} required>
          <Textarea rows={2} maxLength={1000} defaultValue={held?.remedy} />
        </Field>
        <Field name="remedyDueOn" label={itemText.remedyDueOn}>
          <Input type="date" defaultValue={held?.remedyDueOn} />
        </Field>
        <Checkbox name="remedied" label={itemText.remedied} defaultChecked={Boolean(finding?.remediedAt)} className="self-end pb-1" />
      </div>
    </>
  )
}
