import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { checklistFields } from '#domain/self-inspection/list/fields'
import { listText } from '#messages/zh/problem-lists'
import { remap } from '../../actions'
import type { ChecklistImportView } from './import-view'

const options = [
  { value: 'none', label: listText.leftOut },
  ...checklistFields.map((field) => ({ value: field, label: listText.columns[field] })),
]
const isOption = (field: string | undefined) => options.some(({ value }) => value === field)

/** Which column is what. What a person says here is remembered for the layout. */
export function MappingForm({ found }: { found: ChecklistImportView }) {
  return (
    <Card title={listText.mapping}>
      <p className="text-hint mb-2">{listText.mappingHint}</p>
      <CommandForm
        action={remap}
        submitLabel={listText.remap}
        submitVariant="outline"
        version={found.version}
        fields={{ importId: found.id }}
        scope="mapping"
      >
        {found.summary.headings.map((heading) => {
          const given = found.given[heading]
          return (
            <Field key={heading} name={`column:${heading}`} label={heading}>
              <Select options={options} defaultValue={isOption(given) ? given : 'none'} />
            </Field>
          )
        })}
      </CommandForm>
    </Card>
  )
}
