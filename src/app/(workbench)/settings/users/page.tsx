import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { FilterBar } from '#components/filter-bar'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { settingsText } from '#messages/zh/settings'
import { listAccounts } from '#server/identity/accounts'
import { requireActor } from '#server/session'

export const metadata = { title: settingsText.users }

type AccountRow = { id: string; login: string; name: string; posts: string; secondFactor: string; lastSignIn: string | null; state: string }

const columns: readonly Column<AccountRow>[] = [
  { id: 'login', header: settingsText.login, kind: 'code', href: '/settings/users/{id}' },
  { id: 'name', header: settingsText.name },
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

const filters = [{ kind: 'text', name: 'name', label: settingsText.search }] as const

export default async function UsersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { name } = await searchParams
  const asked = { name: typeof name === 'string' ? name.slice(0, 40) : '' }
  const accounts = await listAccounts(await requireActor(), asked.name)
  if (!accounts) notFound()
  const rows: AccountRow[] = accounts.map((account) => ({
    id: account.id,
    login: account.login,
    name: account.name,
    posts: account.posts
      .map((post) =>
        [post.agency?.name, post.title, post.roles.map((role) => settingsText.roles[role]).join('、')].filter(Boolean).join(' '),
      )
      .join('；'),
    secondFactor: account.totpConfirmedAt ? 'on' : 'off',
    lastSignIn: account.lastSignInAt && beijingMinute(account.lastSignInAt),
    state: account.disabledAt ? 'disabled' : 'enabled',
  }))
  return (
    <>
      <PageHead title={settingsText.users} lead={settingsText.usersLead} />
      <DataTable
        name="users"
        caption={settingsText.usersCaption}
        columns={columns}
        rows={JSON.stringify(rows)}
        rowName="login"
        total={{ count: rows.length, exact: true }}
        filters={<FilterBar path="/settings/users" filters={filters} values={asked} />}
      />
    </>
  )
}
