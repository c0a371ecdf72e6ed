import { notFound } from 'next/navigation'
import { StepButton } from '#components/step-button'
import { Card, PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { settingsText } from '#messages/zh/settings'
import { getAccount } from '#server/identity/accounts'
import { requireActor } from '#server/session'
import { disable, end } from '../actions'

export default async function UserPage({ params }: { params: Promise<{ userId: string }> }) {
  const { userId } = await params
  const account = await getAccount(await requireActor(), userId)
  if (!account) notFound()
  const reason = { name: 'reason', label: settingsText.disableReason, required: true }
  return (
    <>
      <PageHead
        title={`${account.name}（${account.login}）`}
        lead={account.disabledAt ? settingsText.states.disabled : settingsText.states.enabled}
        actions={
          account.disabledAt ? undefined : (
            <StepButton
              label={settingsText.disable}
              shut={null}
              fields={{ userId: account.id }}
              action={disable}
              variant="danger"
              confirm={{ reason }}
            />
          )
        }
      />
      <Card title={settingsText.posts}>
        <ul className="space-y-3">
          {account.posts.map((post) => (
            <li key={post.id} className="flex flex-wrap items-center gap-3">
              <span>
                {[post.agency?.name, post.title, post.roles.map((role) => settingsText.roles[role]).join('、')].filter(Boolean).join('　')}
              </span>
              {post.validUntil && post.validUntil <= account.now ? (
                <span className="text-ink-2">{settingsText.endedAt(beijingMinute(post.validUntil))}</span>
              ) : (
                <StepButton label={settingsText.endPost} shut={null} fields={{ postId: post.id }} action={end} confirm={{ reason }} />
              )}
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
