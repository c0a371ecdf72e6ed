import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppShell } from '#components/app-shell'
import { displayCookie, readDisplay } from '#components/display'
import { DraftOwner } from '#components/draft-owner'
import { lookbookText } from '#messages/zh/lookbook'
import { nothing } from './actions'

/** Whether it is served is decided by the server that runs, not by the one that built. */
export const dynamic = 'force-dynamic'

const icons = ['house', 'flag', 'search', 'clipboard-check', 'file-text', 'scale', 'chart-column'] as const
const badges = [12, 0, 238, 6, 0, 9, 0]
const hrefs = ['/lookbook/parts', '/lookbook/charts', '/lookbook']

/** Every component with invented data: for eyes and for the accessibility test. Not part of a served product. */
export default async function LookbookLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV === 'production' && process.env.QINGYUAN_LOOKBOOK !== '1') notFound()
  const { person, campaigns, nav } = lookbookText

  return (
    <AppShell
      display={readDisplay((await cookies()).get(displayCookie)?.value)}
      nav={nav.map((label, place) => ({
        href: hrefs[place] ?? `/lookbook/${place}`,
        label,
        badge: badges[place],
        icon: icons[place] ?? 'house',
      }))}
      campaigns={campaigns.map((name, place) => ({ href: `/lookbook?campaign=${place}`, name, current: place === 0 }))}
      openTasks={{ href: '/lookbook?tasks', count: 12 }}
      notices={{ href: '/lookbook?notices', count: 3 }}
      person={{ ...person, posts: person.posts.map((label, place) => ({ id: String(place), label, current: place === 0 })) }}
      switchPost={nothing}
      signOutHref="/lookbook"
      accountHref="/lookbook?account"
    >
      <DraftOwner id="lookbook">{children}</DraftOwner>
    </AppShell>
  )
}
