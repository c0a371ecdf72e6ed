import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { listUnits } from '#server/identity/accounts'
import { getProofState } from '#server/identity/fresh-proof'
import { requireActor, requireSession } from '#server/session'
import { ProveCard } from '../../prove-card'
import { create } from '../actions'
import { SecretForm } from '../secret-form'
import { UnitFields } from '../unit-fields'

export const metadata = { title: accountsText.newTitle }

export default async function NewAccountPage() {
  const actor = await requireActor()
  const units = await listUnits(actor)
  if (!units) notFound()
  const proof = await getProofState(actor, (await requireSession()).id)
  return (
    <>
      <PageHead
        title={accountsText.newTitle}
        trail={
          <Link href="/settings/users" prefetch={false} className="link">
            {settingsText.users}
          </Link>
        }
        lead={accountsText.newLead}
      />
      <ProveCard {...proof} />
      <SecretForm action={create} submitLabel={accountsText.submitCreate} className="max-w-4xl" onward>
        <Card>
          <div className="space-y-4">
            <div className="grid gap-4 tablet:grid-cols-2">
              <Field name="login" label={accountsText.login} hint={accountsText.loginHint} required>
                <Input maxLength={60} autoComplete="off" autoCapitalize="none" spellCheck={false} />
              </Field>
              <Field name="name" label={accountsText.name} className="self-end" required>
                <Input maxLength={40} autoComplete="off" />
              </Field>
            </div>
            <UnitFields units={units} />
            <Field name="phone" label={accountsText.phone}>
              <Input maxLength={30} className="w-60" autoComplete="off" />
            </Field>
            <Checkbox name="secondFactor" label={accountsText.secondFactorDue} hint={accountsText.secondFactorDueHint} defaultChecked />
          </div>
        </Card>
      </SecretForm>
    </>
  )
}
