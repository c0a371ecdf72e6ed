import clsx from 'clsx'
import Link from 'next/link'

export type Tab = { href: string; label: string; count?: number; current?: boolean }

/** Tabs that are links: each view has its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="border-divider no-print border-b">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.current ? 'page' : undefined}
              className={clsx(
                'inline-flex min-h-9 items-center gap-1.5 border-b-2 px-3 no-underline',
                tab.current ? 'border-brand text-brand font-semibold' : 'text-ink-2 hover:text-ink hover:border-control border-transparent',
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="bg-neutral-soft text-neutral rounded-full px-1.5 text-xs font-normal">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
