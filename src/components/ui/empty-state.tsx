import type { ReactNode } from 'react'

/** Nothing here: why, and what comes next. */
export function EmptyState({
  title,
  why,
  next,
  action,
  heading: Title = 'h2',
}: {
  title: string
  why?: ReactNode
  next?: ReactNode
  action?: ReactNode
  heading?: 'h1' | 'h2' | 'h3' | 'p'
}) {
  return (
    <div className="mx-auto max-w-144 px-4 py-8 text-center">
      <Title className="text-base font-semibold">{title}</Title>
      {why && <p className="text-ink-2 mt-1">{why}</p>}
      {next && <p className="text-ink-2 mt-1">{next}</p>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
