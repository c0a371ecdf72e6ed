'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { SelectionFields, useSelection } from '#components/table-selection'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { leadText } from '#messages/zh/lead'
import type { LeftGroup } from '#messages/zh/lead-assignment'
import { assign, previewAssign, takeBack, type Undo, undoAssign } from './actions'
import { LeftLeads } from './left-leads'

type Settle = ReturnType<typeof useSelection>['settle']
type Agencies = readonly { id: string; name: string }[]

const choices = (agencies: Agencies) => [
  { value: 'territory', label: leadText.byTerritory },
  ...agencies.map(({ id, name }) => ({ value: id, label: name })),
]

/** Assigns the chosen leads: first how many each agency would get, then the act. A changed choice is looked at anew. */
export function AssignForm({ agencies }: { agencies: Agencies }) {
  const { ids, allMatching, filter, count, settle } = useSelection()
  return <AssignChosen key={`${ids.join()} ${allMatching} ${filter} ${count}`} agencies={agencies} settle={settle} />
}

function AssignChosen({ agencies, settle }: { agencies: Agencies; settle: Settle }) {
  const [preview, setPreview] = useState<{ done: string; left: readonly LeftGroup[] } | null>(null)
  const act: FormAction = async (previous, form) => {
    if (preview === null) {
      const would = await previewAssign(previous, form)
      if ('code' in would) return would
      setPreview(would)
      return null
    }
    const outcome = await assign(previous, form)
    if ('code' in outcome) return outcome
    const undo = outcome.undo && <UndoForm undo={outcome.undo} settle={settle} />
    settle(
      outcome.done,
      <>
        <LeftLeads left={outcome.left} />
        {undo}
      </>,
    )
    return null
  }
  return (
    <div onChange={() => setPreview(null)}>
      {preview !== null && (
        <div className="mb-1">
          <p>{preview.done}</p>
          <LeftLeads left={preview.left} />
        </div>
      )}
      <CommandForm inline action={act} submitLabel={preview === null ? leadText.assignChosen : leadText.assignConfirm}>
        <SelectionFields />
        <Field name="agencyId" label={leadText.assignTo}>
          <Select options={choices(agencies)} />
        </Field>
      </CommandForm>
    </div>
  )
}

/** Undoes the assignment just made: exactly its rows, as far as nobody works on them yet. */
function UndoForm({ undo, settle }: { undo: Undo; settle: Settle }) {
  const act: FormAction = async (previous, form) => {
    const outcome = await undoAssign(previous, form)
    if ('code' in outcome) return outcome
    settle(outcome.done, <LeftLeads left={outcome.left} />)
    return null
  }
  return (
    <CommandForm
      inline
      action={act}
      submitLabel={leadText.undoAssign(undo.leadIds.length)}
      submitVariant="outline"
      fields={{ leadIds: undo.leadIds.join(','), assignedAt: undo.assignedAt }}
    >
      <p className="text-ink-2">{leadText.undoAssignHint}</p>
    </CommandForm>
  )
}

/** Takes the chosen assignments back. */
export function TakeBackForm() {
  const { settle } = useSelection()
  const act: FormAction = async (previous, form) => {
    const outcome = await takeBack(previous, form)
    if ('code' in outcome) return outcome
    settle(outcome.done, <LeftLeads left={outcome.left} />)
    return null
  }
  return (
    <CommandForm inline action={act} submitLabel={leadText.takeBackChosen} submitVariant="outline">
      <SelectionFields />
    </CommandForm>
  )
}
