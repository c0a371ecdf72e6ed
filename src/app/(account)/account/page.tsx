import type { Metadata } from 'next'
import { Button, ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountText } from '#messages/zh/identity'
import { shellText } from '#messages/zh/shell'
import { getMyAccount } from '#server/identity/my-posts'
import { requireSession } from '#server/session'
import { switchPost } from '../../(workbench)/actions'
import { EndOtherSessions, EndSession, PasswordForm, SecondFactorForm } from './forms'

export const metadata: Metadata = { title: accountText.title }

type Account = Awaited<ReturnType<typeof getMyAccount>>

/** Outside of the workbench's frame, because whoever has a password or a second factor due may come here and nowhere else. */
export default async function AccountPage() {
  const session = await requireSession()
  const account = await getMyAccount(session.actor)
  return (
    <main className="mx-auto max-w-4xl space-y-4 px-4 py-4">
      <PageHead title={accountText.title} lead={`${account.name}（${account.login}）`} actions={<Ways due={session.due !== null} />} />
      {session.due && (
        <p role="alert" className="border-warning-bar bg-warning-soft rounded-control border-s-4 px-4 py-3 font-semibold">
          {accountText.due[session.due]}
        </p>
      )}
      {(!account.bySingleSignOn || session.due === 'password') && (
        <Card title={accountText.password}>
          <PasswordForm login={account.login} />
        </Card>
      )}
      {(!account.bySingleSignOn || session.due === 'secondFactor') && (
        <Card title={accountText.secondFactor}>
          <p className="mb-3">
            {account.secondFactorSince ? accountText.secondFactorOn(beijingMinute(account.secondFactorSince)) : accountText.secondFactorOff}
          </p>
          <SecondFactorForm isOn={account.secondFactor === 'on'} />
        </Card>
      )}
      {account.posts.length > 1 && <Posts posts={account.posts} />}
      <Sessions sessions={account.sessions} currentId={session.id} />
    </main>
  )
}

const Ways = ({ due }: { due: boolean }) => (
  <>
    {!due && <ButtonLink href="/desk">{shellText.backToDesk}</ButtonLink>}
    <form action="/api/sign-out" method="post">
      <Button type="submit">{shellText.signOut}</Button>
    </form>
  </>
)

const Posts = ({ posts }: { posts: Account['posts'] }) => (
  <Card title={accountText.posts}>
    <p className="text-ink-2 mb-3">{accountText.postsLead}</p>
    <ul className="space-y-2">
      {posts.map((post) => (
        <li key={post.id} className="flex flex-wrap items-center gap-3">
          <span>{post.label}</span>
          <span className="text-ink-2">{accountText.roleList(post.roles)}</span>
          {post.current ? (
            <span className="font-semibold">{accountText.currentPost}</span>
          ) : (
            <form action={switchPost}>
              <Button type="submit" size="sm" name="postId" value={post.id}>
                {accountText.actAs}
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  </Card>
)

const headings = ['sessionStarted', 'sessionSeen', 'sessionSource', 'sessionFactor'] as const

const Sessions = ({ sessions, currentId }: { sessions: Account['sessions']; currentId: string }) => (
  <Card title={accountText.sessions} actions={sessions.length > 1 && <EndOtherSessions />}>
    <p className="text-ink-2 mb-3">{accountText.sessionsLead}</p>
    <table className="w-full text-left">
      <thead className="bg-header-row">
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col" className="px-2 py-1 font-semibold">
              {accountText[heading]}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">{accountText.endSession}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id} className="border-divider border-b">
            <td className="px-2 py-1">{beijingMinute(session.createdAt)}</td>
            <td className="px-2 py-1">{beijingMinute(session.lastSeenAt)}</td>
            <td className="px-2 py-1">{session.source}</td>
            <td className="px-2 py-1">{session.secondFactorAt ? accountText.withFactor : accountText.withoutFactor}</td>
            <td className="px-2 py-1">{session.id === currentId ? accountText.thisSession : <EndSession id={session.id} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Card>
)
