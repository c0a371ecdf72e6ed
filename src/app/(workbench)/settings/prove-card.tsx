import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { accountsText } from '#messages/zh/accounts'
import { prove } from './users/actions'

/** Asks an administrator to prove again who they are, where the last proof is too old for what the page does. */
export function ProveCard({ fresh, withCode }: { fresh: boolean; withCode: boolean }) {
  if (fresh) return null
  return (
    <Card title={accountsText.prove} className="mb-4">
      <p className="text-ink-2 mb-2">
        {accountsText.proveLead}
        {accountsText.proveSingleSignOn}
      </p>
      <CommandForm action={prove} submitLabel={accountsText.submitProve} scope="prove" inline>
        <Field name="password" label={accountsText.provePassword} required>
          <Input type="password" autoComplete="current-password" className="w-60" />
        </Field>
        {withCode && (
          <Field name="code" label={accountsText.proveCode} required>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} className="w-40" />
          </Field>
        )}
      </CommandForm>
    </Card>
  )
}
