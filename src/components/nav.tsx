'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { shellText } from '#messages/zh/shell'
import type { Display } from './display'
import { Icon, type IconName } from './ui/icon'
import { useDisplay } from './use-display'

export type NavItem = { href: string; label: string; icon?: IconName; badge?: number }

const pathOf = (href: string) => href.split('?')[0] ?? href

/** At most seven places; the one we are in is marked, however its list is asked. */
export function NavList({ items }: { items: readonly NavItem[] }) {
  const path = usePathname()
  const here = items
    .filter(({ href }) => path === pathOf(href) || path.startsWith(`${pathOf(href)}/`))
    .sort((a, b) => pathOf(b.href).length - pathOf(a.href).length)[0]
  return (
    <nav aria-label={shellText.navigation} className="min-h-0 grow overflow-y-auto py-2">
      <ul className="tablet:block tablet:px-0 large:flex large:px-2 flex flex-wrap gap-x-2 px-2">
        {items.map((item) => {
          const current = item === here
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                aria-label={item.badge ? shellText.countOf(item.label, item.badge) : undefined}
                title={item.label}
                className={clsx(
                  'tablet:border-s-4 large:border-s-0 tablet:collapsed:justify-center tablet:collapsed:px-0 flex min-h-9 items-center gap-2 px-3 no-underline',
                  current ? 'border-brand bg-brand-soft text-brand font-semibold' : 'hover:bg-header-row border-transparent',
                )}
              >
                <span aria-hidden className={clsx('w-4 justify-center', item.icon ? 'inline-flex' : 'collapsed:inline-flex hidden')}>
                  {item.icon ? <Icon name={item.icon} /> : item.label.slice(0, 1)}
                </span>
                <span className="tablet:collapsed:sr-only large:not-sr-only grow">{item.label}</span>
                {item.badge ? (
                  <span aria-hidden className="text-ink-2 collapsed:sr-only text-xs font-normal">
                    {shellText.count(item.badge)}
                  </span>
                ) : null}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

export function NavToggle({ display }: { display: Display }) {
  const [{ nav }, change] = useDisplay(display)
  const collapsed = nav === 'collapsed'
  return (
    <button
      type="button"
      aria-expanded={!collapsed}
      aria-label={collapsed ? shellText.expandNavigation : shellText.collapseNavigation}
      onClick={() => change({ nav: collapsed ? 'open' : 'collapsed' })}
      className="border-divider text-ink-2 hover:bg-header-row hover:text-ink large:hidden tablet:flex hidden min-h-9 items-center gap-2 border-t px-4"
    >
      <Icon name={collapsed ? 'chevrons-right' : 'chevrons-left'} />
      <span className="collapsed:sr-only">{shellText.collapseNavigation}</span>
    </button>
  )
}
