import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { clearances } from '#domain/identity/grant-policy'
import { roles } from '#domain/kernel/access'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { propose } from '../actions'
import { UnitFields } from '../unit-fields'

/** Proposes a post for this person: where, as what, how far, how long, and on what paper it rests. */
export const ProposeForm = ({
  userId,
  version,
  units,
}: {
  userId: string
  version: number
  units: readonly { id: string; name: string }[]
}) => (
  <Card title={accountsText.propose}>
    <p className="text-ink-2 mb-3">{accountsText.proposeLead}</p>
    <CommandForm
      action={propose}
      submitLabel={accountsText.submitPropose}
      fields={{ userId }}
      version={version}
      draftKey={`grant:${userId}`}
      scope="grant"
    >
      <UnitFields units={units} />
      <Field name="title" label={accountsText.title} required>
        <Input maxLength={40} className="w-72" />
      </Field>
      <fieldset>
        <legend className="font-semibold">{accountsText.roles}</legend>
        <p className="text-hint mb-1">{accountsText.rolesHint}</p>
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          {roles.map((role) => (
            <Checkbox key={role} name="roles" value={role} label={settingsText.roles[role]} />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="clearance" label={accountsText.clearance} required>
          <Select options={clearances.map((value) => ({ value: String(value), label: accountsText.clearances[value] }))} defaultValue="2" />
        </Field>
        <Field name="validUntil" label={accountsText.validUntil} hint={accountsText.validUntilHint}>
          <Input type="date" />
        </Field>
      </div>
      <Field name="reason" label={accountsText.grantReason} hint={accountsText.grantReasonHint} required>
        <Input maxLength={200} />
      </Field>
    </CommandForm>
  </Card>
)
