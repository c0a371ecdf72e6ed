import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonLook } from './button'
import { Icon } from './icon'

/** Keyset paging: there is a page before and a page after, and no page seventeen. */
export function Pagination({
  label,
  previous,
  next,
}: {
  label: string
  previous: { label: string; href: string | null }
  next: { label: string; href: string | null }
}) {
  return (
    <nav aria-label={label} className="no-print flex items-center gap-2">
      <PageLink {...previous} rel="prev">
        <Icon name="chevron-left" />
        {previous.label}
      </PageLink>
      <PageLink {...next} rel="next">
        {next.label}
        <Icon name="chevron-right" />
      </PageLink>
    </nav>
  )
}

function PageLink({ href, rel, children }: { href: string | null; rel: 'prev' | 'next'; children: ReactNode }) {
  const look = buttonLook({ size: 'sm' })
  if (href === null)
    return <span className={`${look} text-hint border-divider bg-header-row pointer-events-none border-dashed`}>{children}</span>
  return (
    <Link href={href} prefetch={false} rel={rel} className={look}>
      {children}
    </Link>
  )
}
