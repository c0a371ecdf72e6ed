import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { accountsText } from '#messages/zh/accounts'

/** Names a unit: an agency of the list, or an institution by its code. */
export const UnitFields = ({ units }: { units: readonly { id: string; name: string }[] }) => (
  <div className="grid gap-4 tablet:grid-cols-2">
    <Field name="agencyId" label={accountsText.unit} hint={accountsText.unitHint}>
      <Select options={units.map(({ id, name }) => ({ value: id, label: name }))} blank={accountsText.unitBlank} />
    </Field>
    <Field name="institutionCode" label={accountsText.institutionCode} hint={accountsText.institutionCodeHint} className="self-end">
      <Input maxLength={40} className="font-mono" />
    </Field>
  </div>
)
