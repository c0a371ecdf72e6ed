import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { toServeLater } from '#domain/case/tracks/served-later'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { serveOther } from '../actions'
import { ProcedureField } from './procedure-field'
import { PublishForm } from './publish-form'

const { acts, served } = procedureText

/** What is served beside the steps: by publication, and papers that no step waits for. */
export const ServeBesides = ({ file }: { file: CaseView }) => (
  <>
    <ServeLater file={file} />
    <PublishForm file={file} />
  </>
)

/** What was issued besides the papers of the steps, and whom it is still to be served on. */
function ServeLater({ file }: { file: CaseView }) {
  if (!file.records.includes('serveLater')) return null
  return toServeLater(file.parties, file.services, file.documents).map(({ paper, parties }) => (
    <Disclosure key={paper} summary={acts.serveLater(served[paper])} quiet>
      <CommandForm
        scope={`serve-${paper}`}
        action={serveOther}
        submitLabel={acts.serveLater(served[paper])}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, paper }}
        className="max-w-3xl"
      >
        <Field name="partyId" label={procedureText.fields.partyId} required>
          <Select options={parties.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        {(['servedOn', 'method', 'receiver', 'note'] as const).map((name) => (
          <ProcedureField key={name} name={name} file={file} />
        ))}
        <ProcedureField name="receiptFileIds" file={file} required={false} />
      </CommandForm>
    </Disclosure>
  ))
}
