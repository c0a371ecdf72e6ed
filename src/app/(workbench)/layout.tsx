import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '#components/app-shell'
import { displayCookie, readDisplay } from '#components/display'
import { DraftOwner } from '#components/draft-owner'
import { navIcons } from '#components/nav-icon'
import { navigationText } from '#messages/zh/navigation'
import { hrefOf, placesOf } from '#server/desk/navigation'
import { countNotices } from '#server/notification/queries'
import { requireActor, requireSession } from '#server/session'
import { switchPost } from './actions'

export const dynamic = 'force-dynamic'

export default async function WorkbenchLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const [jar, { posts }, noticeCount] = await Promise.all([cookies(), requireSession(), countNotices(actor)])
  return (
    <AppShell
      display={readDisplay(jar.get(displayCookie)?.value)}
      nav={placesOf(actor).map((place) => ({ href: hrefOf[place], label: navigationText[place], icon: navIcons[place] }))}
      notices={{ href: '/desk#notices', count: noticeCount }}
      person={{ name: actor.name, agency: actor.agencyName, posts }}
      switchPost={switchPost}
      signOutHref="/api/sign-out"
      accountHref="/account"
    >
      <DraftOwner id={actor.userId}>{children}</DraftOwner>
    </AppShell>
  )
}
