import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { listText } from '#messages/zh/problem-lists'
import type { ChecklistView } from '#server/self-inspection/list/list-queries'
import { assign } from '../actions'

/** The items of a draft whose field nobody knows, in the groups of the list itself; each group goes to a field in one act. */
export function AssignForms({ list }: { list: ChecklistView }) {
  const loose = list.items.filter(({ fieldId }) => fieldId === null)
  const names = [...new Set(loose.map(({ fieldName }) => fieldName))].sort((one, other) => Number(one === '') - Number(other === ''))
  const unassigned = loose.filter(({ fieldName }) => fieldName !== '').length
  if (loose.length === 0) return null
  return (
    <Card title={listText.unassignedCount(unassigned)}>
      <p className="text-hint mb-2">{listText.unassignedHint}</p>
      {names.map((name, place) => (
        <Group key={name} list={list} name={name} scope={`group${place}`} items={loose.filter(({ fieldName }) => fieldName === name)} />
      ))}
    </Card>
  )
}

function Group({ list, name, items, scope }: { list: ChecklistView; name: string; items: ChecklistView['items']; scope: string }) {
  return (
    <Disclosure summary={listText.fieldItems(name || listText.general, items.length)} open={name !== ''}>
      <CommandForm action={assign} submitLabel={listText.assign} submitVariant="outline" fields={{ checklistId: list.id }} scope={scope}>
        <div className="border-divider max-h-64 space-y-1 overflow-y-auto border p-2">
          {items.map((item) => (
            <Checkbox key={item.id} name="itemIds" value={item.id} label={`${item.code} ${item.text}`} defaultChecked={name !== ''} />
          ))}
        </div>
        <div className="grid gap-3 tablet:grid-cols-2">
          <Field name="fieldId" label={listText.existing}>
            <Select options={list.fields.map((field) => ({ value: field.id, label: field.name }))} blank={listText.existingBlank} />
          </Field>
          <Field name="newField" label={listText.newField}>
            <Input maxLength={20} defaultValue={name} />
          </Field>
        </div>
      </CommandForm>
    </Disclosure>
  )
}
