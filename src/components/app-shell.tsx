'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { shellText } from '#messages/zh/shell'
import type { Display } from './display'
import { DisplayMenu } from './display-menu'
import { type NavItem, NavList, NavToggle } from './nav'
import { Button } from './ui/button'
import { Icon } from './ui/icon'
import { Menu } from './ui/menu'

export type Post = { id: string; label: string; current: boolean }
type FormAction = (form: FormData) => void | Promise<void>

export type AppShellProps = {
  display: Display
  nav: readonly NavItem[]
  /** The campaign one is in, and the way to another. */
  campaigns?: readonly { href: string; name: string; current: boolean }[]
  openTasks?: { href: string; count: number }
  notices?: { href: string; count: number }
  person: { name: string; agency: string; posts: readonly Post[] }
  /** Receives `postId`. */
  switchPost?: FormAction
  /** Where signing out is posted to. */
  signOutHref: string
  /** Where the search box sends `?q=`. */
  searchHref?: string
  accountHref?: string
  children: ReactNode
}

/** The frame around every signed-in page: top bar, navigation, content. Made for 1366×768. */
export function AppShell({ display, nav, campaigns = [], children, ...bar }: AppShellProps) {
  const campaign = campaigns.find((one) => one.current)
  return (
    <>
      <a href="#content" className="bg-brand text-on-brand sr-only z-50 px-4 py-2 focus:not-sr-only focus:fixed focus:start-2 focus:top-2">
        {shellText.skipToContent}
      </a>
      <header className="bg-panel border-divider no-print tablet:sticky top-0 z-20 flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-1">
        <Link href="/desk" prefetch={false} className="text-brand text-base font-semibold no-underline">
          {shellText.product}
        </Link>
        {campaign && <CampaignSwitcher current={campaign.name} campaigns={campaigns} />}
        <SearchBox href={bar.searchHref ?? '/search'} />
        <div className="ms-auto flex flex-wrap items-center gap-x-1">
          {bar.openTasks && <Badge {...bar.openTasks} label={shellText.openTasks} icon={<Icon name="list-todo" />} />}
          {bar.notices && <Badge {...bar.notices} label={shellText.notices} icon={<Icon name="bell" />} />}
          <DisplayMenu display={display} />
          <PersonMenu {...bar} />
        </div>
      </header>
      <div className="tablet:flex large:block items-start">
        <div className="bg-panel border-divider no-print tablet:sticky tablet:top-12 tablet:h-[calc(100vh-3rem)] tablet:w-44 tablet:border-e collapsed:tablet:w-14 large:static large:h-auto large:w-auto large:border-e-0 large:border-b flex shrink-0 flex-col border-b">
          <NavList items={nav} />
          <NavToggle display={display} />
        </div>
        <main id="content" tabIndex={-1} className="min-w-0 grow px-4 py-3 outline-none">
          {children}
        </main>
      </div>
    </>
  )
}

function CampaignSwitcher({ current, campaigns }: { current: string; campaigns: NonNullable<AppShellProps['campaigns']> }) {
  const name = <span className="max-w-72 truncate">{current}</span>
  if (campaigns.length < 2) return name
  return (
    <Menu
      label={`${shellText.campaign} ${current}`}
      align="start"
      className="hover:bg-header-row px-2"
      button={
        <>
          {name}
          <Icon name="chevron-down" />
        </>
      }
    >
      <ul className="space-y-1">
        {campaigns.map((campaign) => (
          <li key={campaign.href}>
            <Link
              href={campaign.href}
              prefetch={false}
              aria-current={campaign.current ? 'true' : undefined}
              className="link inline-block min-h-6"
            >
              {campaign.name}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  )
}

function SearchBox({ href }: { href: string }) {
  return (
    <search className="max-w-96 min-w-48 grow basis-48">
      <form action={href} className="flex">
        <label htmlFor="site-search" className="sr-only">
          {shellText.search}
        </label>
        <input
          id="site-search"
          name="q"
          type="search"
          maxLength={100}
          placeholder={shellText.searchPlaceholder}
          aria-keyshortcuts="/"
          className="control w-full rounded-e-none border-e-0"
        />
        <Button type="submit" aria-label={shellText.search} className="rounded-s-none">
          <Icon name="search" />
        </Button>
      </form>
    </search>
  )
}

function Badge({ href, count, label, icon }: { href: string; count: number; label: string; icon: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={shellText.countOf(label, count)}
      className="hover:bg-header-row rounded-control inline-flex min-h-8 items-center gap-1.5 px-2 no-underline"
    >
      {icon}
      <span aria-hidden>{label}</span>
      {count > 0 && (
        <span aria-hidden className="bg-brand text-on-brand min-w-5 rounded-full px-1.5 text-center text-xs font-semibold">
          {shellText.count(count)}
        </span>
      )}
    </Link>
  )
}

type PersonProps = Pick<AppShellProps, 'person' | 'switchPost' | 'signOutHref' | 'accountHref'>

function PersonMenu({ person, switchPost, signOutHref, accountHref }: PersonProps) {
  return (
    <Menu
      className="hover:bg-header-row px-2"
      button={
        <>
          <Icon name="user-round" />
          <span className="max-w-56 truncate">
            {person.name}
            <span className="text-ink-2">（{person.agency}）</span>
          </span>
          <Icon name="chevron-down" />
        </>
      }
    >
      {person.posts.length > 1 && switchPost && (
        <form action={switchPost} className="border-divider mb-3 border-b pb-3">
          <p className="text-ink-2 mb-1">{shellText.posts}</p>
          <ul className="space-y-1">
            {person.posts.map((post) => (
              <li key={post.id}>
                <Button type="submit" name="postId" value={post.id} disabled={post.current} className="w-full justify-start">
                  {post.label}
                  {post.current && `（${shellText.currentPost}）`}
                </Button>
              </li>
            ))}
          </ul>
        </form>
      )}
      {accountHref && (
        <Link href={accountHref} prefetch={false} className="link mb-3 block">
          {shellText.accountSettings}
        </Link>
      )}
      <form action={signOutHref} method="post">
        <Button type="submit" className="w-full">
          {shellText.signOut}
        </Button>
      </form>
    </Menu>
  )
}
