import { CommandForm } from '#components/command-form'
import { Button, ButtonLink } from '#components/ui/button'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingDay } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { writeYears } from '#domain/self-inspection/years'
import { itemText } from '#messages/zh/self-inspection'
import { currentTime } from '#server/clock/now'
import type { KeptDraft } from '#server/draft/drafts'
import type { FilingView } from '#server/self-inspection/filing-queries'
import type { FilingFinding, FilingItem } from '#server/self-inspection/load-items'
import { addFinding, changeFinding, keepDraft, letDraftGo } from '../../actions'
import { FindingFigures } from './finding-figures'
import { OpenedForm } from './opened-form'

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
    <OpenedForm>
      <CommandForm
        action={finding ? changeFinding : addFinding}
        submitLabel={itemText.save}
        version={finding?.version}
        fields={finding ? { ...place, findingId: finding.id } : { ...place, itemId: item.id }}
        draftKey={formKey}
        keptDraft={{ found: draft, save: keepDraft.bind(null, formKey), drop: letDraftGo.bind(null, formKey) }}
        theirs={finding && { version: finding.version, values: valuesOf(finding) }}
        secondary={
          <>
            {!finding && (
              <Button type="submit" name="then" value="refund">
                {itemText.saveAndRefund}
              </Button>
            )}
            <ButtonLink href={`/self-inspections/${filing.id}/${section}#${item.code}`}>{itemText.cancel}</ButtonLink>
          </>
        }
      >
        <Fields filing={filing} item={item} finding={finding} />
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
    </OpenedForm>
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
  years: writeYears(finding.years),
  cause: finding.cause,
  remedy: finding.remedy,
  remedyDueOn: finding.remedyDueOn ?? '',
})

/** A year of four digits, so that the keys go on to the month by themselves. */
const lastDay = '2999-12-31'
const blank = { periodFrom: '', periodTo: '', peopleCount: '', billed: '', irregular: '', fundLoss: '', years: '' }

function Fields({ filing, item, finding }: { filing: FilingView; item: FilingItem; finding?: FilingFinding }) {
  const held = finding ? valuesOf(finding) : null
  const today = beijingDay(currentTime())
  return (
    <>
      <Field name="behaviour" label={itemText.behaviour} hint={itemText.behaviourHint} required>
        <Textarea rows={2} maxLength={500} defaultValue={held?.behaviour ?? item.text} />
      </Field>
      <FindingFigures
        held={held ?? blank}
        lookBackFrom={filing.lookBackFrom.toISOString().slice(0, 10)}
        today={today}
        recordedOn={finding?.recordedOn ?? today}
      />
      <div className="grid gap-x-4 gap-y-3 tablet:grid-cols-2">
        <Field name="cause" label={itemText.cause} required>
          <Textarea rows={2} maxLength={1000} defaultValue={held?.cause} />
        </Field>
        <Field name="remedy" label={itemText.remedy} required>
          <Textarea rows={2} maxLength={1000} defaultValue={held?.remedy} />
        </Field>
        <Field name="remedyDueOn" label={itemText.remedyDueOn}>
          <Input type="date" max={lastDay} defaultValue={held?.remedyDueOn} />
        </Field>
        <Checkbox name="remedied" label={itemText.remedied} defaultChecked={Boolean(finding?.remediedAt)} className="self-end pb-1" />
      </div>
    </>
  )
}
