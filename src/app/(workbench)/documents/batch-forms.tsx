'use client'

import { CommandForm } from '#components/command-form'
import { SelectionFields } from '#components/table-selection'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { batchText } from '#messages/zh/paper-batches'
import { chooseForDrafts, chooseForIssue } from './actions'

/** The chosen drafts, to be looked over together before they are issued. */
export const IssueForm = () => (
  <CommandForm inline action={chooseForIssue} submitLabel={batchText.issueChosen}>
    <SelectionFields />
  </CommandForm>
)

/** The chosen cases, for which one kind of paper is drafted. */
export const DraftForm = ({ kinds }: { kinds: readonly { value: string; label: string }[] }) => (
  <CommandForm inline action={chooseForDrafts} submitLabel={batchText.draftChosen}>
    <SelectionFields />
    <Field name="kind" label={batchText.kind} required>
      <Select options={kinds} />
    </Field>
  </CommandForm>
)
