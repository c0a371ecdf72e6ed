import Link from 'next/link'
import { notFound } from 'next/navigation'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { accountsText } from '#messages/zh/accounts'
import { settingsText } from '#messages/zh/settings'
import { getAccount, listUnits } from '#server/identity/accounts'
import { getProofState } from '#server/identity/fresh-proof'
import { requireActor, requireSession } from '#server/session'
import { GrantLine } from '../../grants/grant-line'
import { ProveCard } from '../../prove-card'
import { end } from '../actions'
import { AccountActs } from './account-acts'
import { AccountDetails } from './account-details'
import { PostLine } from './post-line'
import { ProposeForm } from './propose-form'

export const metadata = { title: settingsText.users }

type Account = NonNullable<Awaited<ReturnType<typeof getAccount>>>

export default async function UserPage({ params }: { params: Promise<{ userId: string }> }) {
  const { userId } = await params
  const actor = await requireActor()
  const account = await getAccount(actor, userId)
  const units = account && (await listUnits(actor))
  if (!account || !units) notFound()
  const proof = await getProofState(actor, (await requireSession()).id)
  return (
    <>
      <PageHead
        title={`${account.name}（${account.login}）`}
        trail={
          <Link href="/settings/users" prefetch={false} className="link">
            {settingsText.users}
          </Link>
        }
        lead={account.own ? accountsText.own : account.unitName}
      />
      {!account.own && <ProveCard {...proof} />}
      <div className="grid gap-4 desktop:grid-cols-[1fr_20rem]">
        <div className="min-w-0 space-y-4">
          <AccountDetails account={account} />
          <Posts account={account} />
          {!account.own && account.disabledAt === null && (
            <ProposeForm key={account.version} userId={account.id} version={account.version} units={units} />
          )}
        </div>
        {!account.own && (
          <aside>
            <AccountActs account={account} />
          </aside>
        )}
      </div>
    </>
  )
}

const Posts = ({ account }: { account: Account }) => (
  <Card title={accountsText.posts}>
    {account.posts.length === 0 && <p className="text-ink-2">{accountsText.noPosts}</p>}
    <ul className="divide-divider divide-y">
      {account.posts.map((post) => {
        const over = post.validUntil !== null && post.validUntil <= account.now
        return (
          <li key={post.id} className="flex flex-wrap items-center justify-between gap-3 py-2">
            <PostLine post={post} over={over} />
            {!over && !account.own && (
              <StepButton
                label={accountsText.endPost}
                shut={null}
                fields={{ postId: post.id }}
                action={end}
                confirm={{ body: accountsText.endPostBody, reason: { name: 'reason', label: accountsText.reason, required: true } }}
              />
            )}
          </li>
        )
      })}
    </ul>
    {account.grants.length > 0 && (
      <>
        <h3 className="mt-4 mb-1 font-semibold">{accountsText.waiting}</h3>
        <ul className="divide-divider divide-y">
          {account.grants.map((grant) => (
            <GrantLine key={grant.id} grant={grant} />
          ))}
        </ul>
      </>
    )}
  </Card>
)
