import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { accountPolicy } from '#domain/identity/account-policy'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'

type Account = {
  login: string
  unitName: string
  phone: string
  disabledAt: Date | null
  disabledReason: string | null
  lastSignInAt: Date | null
  totpConfirmedAt: Date | null
  secondFactorDue: boolean
  mustChangePassword: boolean
  initialPasswordUntil: Date | null
  createdAt: Date
  now: Date
  locked: boolean
}

function passwordState({ initialPasswordUntil: until, mustChangePassword, now }: Account): string {
  if (until) return until <= now ? accountsText.passwordStates.lapsed : accountsText.passwordStates.initial(beijingMinute(until))
  return mustChangePassword ? accountsText.passwordStates.due : accountsText.passwordStates.own
}

const stateOf = ({ disabledAt, locked }: Account) =>
  disabledAt ? accountsText.disabledAt(beijingMinute(disabledAt)) : locked ? accountsText.locked : accountsText.enabled

/** The dormancy job leaves its code where a person writes a sentence. */
const reasonOf = (reason: string) => (reason === 'dormant' ? accountsText.dormantReason(accountPolicy.dormantDays) : reason)

export const AccountDetails = ({ account }: { account: Account }) => (
  <Card title={accountsText.details}>
    <DescriptionList
      columns={2}
      items={[
        { term: accountsText.state, value: stateOf(account) },
        { term: accountsText.unit, value: account.unitName },
        ...(account.disabledReason ? [{ term: accountsText.disabledReason, value: reasonOf(account.disabledReason) }] : []),
        { term: accountsText.password, value: passwordState(account) },
        {
          term: accountsText.factor,
          value: accountsText.factorStates[account.totpConfirmedAt ? 'on' : account.secondFactorDue ? 'due' : 'off'],
        },
        { term: settingsText.lastSignIn, value: account.lastSignInAt ? beijingMinute(account.lastSignInAt) : accountsText.never },
        { term: accountsText.created, value: beijingMinute(account.createdAt) },
        ...(account.phone ? [{ term: accountsText.phone, value: account.phone }] : []),
      ]}
    />
  </Card>
)
