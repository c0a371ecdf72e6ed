import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { evidenceKinds } from '#domain/evidence/kinds'
import { largeFileBytesAtMost } from '#domain/file/parts'
import { evidenceText } from '#messages/zh/evidence'
import type { CaseView } from '#server/case/queries'
import { enterEvidence } from '../actions'

type Person = { id: string; name: string }

/** What was collected at one time and place: chosen files, and what is said of all of them once. */
export function EvidenceForm({ file, people }: { file: CaseView; people: readonly Person[] }) {
  const facts = file.facts.map(({ id, seq, behaviour }) => ({ value: id, label: `${evidenceText.factOf(seq)} ${behaviour}` }))
  return (
    <CommandForm
      scope="evidence"
      action={enterEvidence}
      submitLabel={evidenceText.add}
      version={file.version}
      fields={{ caseId: file.id }}
      draftKey={`evidence:${file.id}`}
    >
      <UploadField
        name="fileIds"
        label={evidenceText.files}
        hint={evidenceText.filesHint}
        maxBytes={largeFileBytesAtMost}
        multiple
        required
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="kind" label={evidenceText.kind} required>
          <Select options={evidenceKinds.map((value) => ({ value, label: evidenceText.kinds[value] }))} />
        </Field>
        <Field name="factId" label={evidenceText.fact}>
          <Select options={[...facts, { value: '', label: evidenceText.wholeCase }]} />
        </Field>
      </div>
      <Field name="proves" label={evidenceText.proves} hint={evidenceText.provesHint} required>
        <Input maxLength={1000} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field name="collectedOn" label={evidenceText.collectedOn} required>
          <Input type="date" />
        </Field>
        <Field name="collectedAt" label={evidenceText.collectedAt}>
          <Input type="time" />
        </Field>
        <Field name="place" label={evidenceText.place} required>
          <Input maxLength={200} />
        </Field>
      </div>
      <Field name="extraction" label={evidenceText.extraction} hint={evidenceText.extractionHint}>
        <Textarea rows={2} maxLength={1000} />
      </Field>
      <Disclosure summary={evidenceText.more}>
        <MoreFields file={file} people={people} />
      </Disclosure>
    </CommandForm>
  )
}

function MoreFields({ file, people }: { file: CaseView; people: readonly Person[] }) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="mt-2 grid gap-4 tablet:grid-cols-2">
      <Field name="sourceSystem" label={evidenceText.sourceSystem} hint={evidenceText.sourceSystemHint}>
        <Input maxLength={200} />
      </Field>
      <Field name="provider" label={evidenceText.provider}>
        <Input maxLength={120} />
      </Field>
      <Field name="form" label={evidenceText.form}>
        <Select
          options={[
            { value: 'original', label: evidenceText.forms.original },
            { value: 'copy', label: evidenceText.forms.copy },
          ]}
        />
      </Field>
      <Field name="pages" label={evidenceText.pages}>
        <Input inputMode="numeric" />
      </Field>
      <Field name="collectorAId" label={evidenceText.collectorA}>
        <Select options={options} defaultValue={file.officerAId} />
      </Field>
      <Field name="collectorBId" label={evidenceText.collectorB}>
        <Select options={options} defaultValue={file.officerBId} />
      </Field>
      <Field name="collectorACertificate" label={evidenceText.collectorACertificate} hint={evidenceText.certificateHint}>
        <Input maxLength={40} />
      </Field>
      <Field name="collectorBCertificate" label={evidenceText.collectorBCertificate} hint={evidenceText.certificateHint}>
        <Input maxLength={40} />
      </Field>
    </div>
  )
}
