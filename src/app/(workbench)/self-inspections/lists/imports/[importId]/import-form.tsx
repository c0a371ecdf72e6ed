import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Checkbox, RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { institutionKinds } from '#domain/institution/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import { importKinds } from '#domain/self-inspection/list/inputs'
import { listText } from '#messages/zh/problem-lists'
import { filingText } from '#messages/zh/self-inspection'
import { currentTime } from '#server/clock/now'
import { cancel, importNow } from '../../actions'
import type { ChecklistImportView } from './import-view'

/** What the file becomes, and what is to be done with fields nobody knows yet. */
export function ImportForm({ found }: { found: ChecklistImportView }) {
  const stands = (lists: ChecklistImportView['own'], whose: string) =>
    lists.map(({ id, name, year, versionNo }) => ({ value: id, label: `${whose}：${listText.named(name, year, versionNo)}` }))
  const others = [...stands(found.own, listText.ownLists), ...stands(found.standable, listText.fromAbove)]
  return (
    <Card title={listText.import}>
      {found.summary.itemCount === 0 ? (
        <p>{listText.noItems}</p>
      ) : (
        <CommandForm action={importNow} submitLabel={listText.import} version={found.version} fields={{ importId: found.id }}>
          <RadioGroup
            name="as"
            legend={listText.as}
            choices={importKinds.map((kind) => ({ value: kind, ...listText.kindsOfImport[kind] }))}
            defaultValue="new"
          />
          <Field name="ofId" label={listText.of} hint={listText.ofHint}>
            <Select options={others} blank={listText.ofBlank} />
          </Field>
          <Field name="name" label={listText.listName} hint={listText.listNameHint}>
            <Input maxLength={80} defaultValue={found.file.displayName.replace(/\.[^.]*$/, '').slice(0, 80)} />
          </Field>
          <Field name="year" label={listText.year} required>
            <Input inputMode="numeric" className="w-28" defaultValue={Number(beijingDay(currentTime()).slice(0, 4))} />
          </Field>
          <Field name="source" label={listText.source}>
            <Input maxLength={200} />
          </Field>
          {found.unknownFields.length > 0 && <UnknownFields found={found} />}
          <fieldset>
            <legend className="font-semibold">{listText.kindsLabel}</legend>
            <p className="text-hint">{listText.kindsHint}</p>
            <div className="flex flex-wrap gap-x-4">
              {institutionKinds.map((kind) => (
                <Checkbox key={kind} name="kinds" value={kind} label={filingText.kinds[kind]} defaultChecked />
              ))}
            </div>
          </fieldset>
        </CommandForm>
      )}
      <div className="mt-3">
        <StepButton
          label={listText.cancel}
          shut={null}
          fields={{ importId: found.id, version: found.version }}
          action={cancel}
          confirm={{}}
        />
      </div>
    </Card>
  )
}

function UnknownFields({ found }: { found: ChecklistImportView }) {
  return (
    <fieldset className="space-y-2">
      <legend className="font-semibold">{listText.unknownFields(found.unknownFields.length)}</legend>
      <p className="text-hint">{listText.unknownHint}</p>
      {found.unknownFields.map(({ name, count }) => (
        <Field key={name} name={`field:${name}`} label={listText.fieldOf(name, count)}>
          <Select
            blank={listText.leaveUnassigned}
            options={[
              { value: 'new', label: listText.makeField(name) },
              ...found.fields.map((field) => ({ value: field.id, label: field.name })),
            ]}
            defaultValue="new"
          />
        </Field>
      ))}
    </fieldset>
  )
}
