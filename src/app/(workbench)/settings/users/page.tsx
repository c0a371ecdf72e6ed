import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { ButtonLink } from '#components/ui/button'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { listAccounts } from '#server/identity/accounts'
import { requireActor } from '#server/session'

export const metadata = { title: settingsText.users }

type AccountRow = {
  id: string
  login: string
  name: string
  unit: string
  posts: string
  secondFactor: string
  lastSignIn: string | null
  state: string
}

const columns: readonly Column<AccountRow>[] = [
  { id: 'login', header: settingsText.login, kind: 'code', href: '/settings/users/{id}' },
  { id: 'name', header: settingsText.name },
  { id: 'unit', header: accountsText.unit, wide: true },
  { id: 'posts', header: settingsText.posts, wide: true },
  { id: 'secondFactor', header: settingsText.secondFactor, labels: settingsText.secondFactors },
  { id: 'lastSignIn', header: settingsText.lastSignIn, kind: 'date' },
  {
    id: 'state',
    header: settingsText.state,
    kind: 'status',
    labels: settingsText.states,
    statuses: { enabled: 'done', disabled: 'stopped' },
  },
]

const filters = [
  { kind: 'text', name: 'name', label: settingsText.search },
  {
    kind: 'choice',
    name: 'state',
    label: accountsText.stateFilter,
    options: [
      { value: 'enabled', label: settingsText.states.enabled },
      { value: 'disabled', label: settingsText.states.disabled },
    ],
  },
] as const

const stateOf = (asked: unknown) => (asked === 'enabled' || asked === 'disabled' ? asked : '')

export default async function UsersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { name, state } = await searchParams
  const asked = { name: typeof name === 'string' ? name.replace(/\p{Cc}/gu, '').slice(0, 40) : '', state: stateOf(state) } as const
  const found = await listAccounts(await requireActor(), asked)
  if (!found) notFound()
  const rows: AccountRow[] = found.accounts.map((account) => ({
    id: account.id,
    login: account.login,
    name: account.name,
    unit: account.unitName,
    posts: account.posts
      .map((post) => [post.title, post.roles.map((role) => settingsText.roles[role]).join('、')].filter(Boolean).join(' '))
      .join('；'),
    secondFactor: account.totpConfirmedAt ? 'on' : 'off',
    lastSignIn: account.lastSignInAt && beijingMinute(account.lastSignInAt),
    state: account.disabledAt ? 'disabled' : 'enabled',
  }))
  return (
    <>
      <PageHead
        title={settingsText.users}
        lead={found.total > rows.length ? accountsText.total(rows.length, found.total) : settingsText.usersLead}
        actions={
          <ButtonLink href="/settings/users/new" variant="primary">
            {accountsText.create}
          </ButtonLink>
        }
      />
      <DataTable
        name="users"
        caption={settingsText.usersCaption}
        columns={columns}
        rows={packRows(rows)}
        rowName="login"
        total={{ count: found.total, exact: true }}
        filters={<FilterBar path="/settings/users" filters={filters} values={asked} />}
      />
    </>
  )
}
