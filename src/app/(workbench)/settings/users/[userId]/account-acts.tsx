import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { accountsText } from '#messages/zh/accounts'
import { disable, enable, resetFactorOf, resetPasswordOf, unlock } from '../actions'
import { SecretForm } from '../secret-form'

type Account = {
  id: string
  version: number
  disabledAt: Date | null
  totpConfirmedAt: Date | null
  locked: boolean
}

const reason = { name: 'reason', label: accountsText.reason, required: true }

/** What the security administrator may do with an account as it stands now; what makes no sense is not offered. */
export function AccountActs({ account }: { account: Account }) {
  const seen = { userId: account.id, version: account.version }
  if (account.disabledAt) {
    return (
      <Card title={accountsText.acts}>
        <StepButton
          label={accountsText.enable}
          shut={null}
          fields={seen}
          action={enable}
          variant="primary"
          confirm={{ body: accountsText.enableBody, reason }}
        />
      </Card>
    )
  }
  return (
    <Card title={accountsText.acts}>
      <div className="space-y-3">
        {account.locked && (
          <StepButton label={accountsText.unlock} shut={null} fields={{ userId: account.id }} action={unlock} confirm={{ reason }} />
        )}
        <Disclosure summary={accountsText.resetPassword}>
          <p className="text-ink-2 mb-2">{accountsText.resetPasswordBody}</p>
          <SecretForm action={resetPasswordOf} submitLabel={accountsText.resetPassword} fields={seen} scope="reset">
            <Field name="reason" label={accountsText.reason} required>
              <Input maxLength={200} />
            </Field>
          </SecretForm>
        </Disclosure>
        {account.totpConfirmedAt && (
          <StepButton
            label={accountsText.resetFactor}
            shut={null}
            fields={seen}
            action={resetFactorOf}
            confirm={{ body: accountsText.resetFactorBody, reason }}
          />
        )}
        <StepButton
          label={accountsText.disable}
          shut={null}
          fields={{ userId: account.id }}
          action={disable}
          variant="danger"
          confirm={{ body: accountsText.disableBody, reason }}
        />
      </div>
    </Card>
  )
}
