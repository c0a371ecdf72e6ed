import clsx from 'clsx'
import type { ReactNode } from 'react'

type Heading = 'h1' | 'h2' | 'h3'

/** A bordered part of a page with its own heading. */
export function Card({
  title,
  heading: Title = 'h2',
  actions,
  flush,
  className,
  id,
  children,
}: {
  title?: ReactNode
  heading?: Heading
  actions?: ReactNode
  /** No padding around the content: for tables. */
  flush?: boolean
  className?: string
  id?: string
  children: ReactNode
}) {
  return (
    <section id={id} className={clsx('bg-panel border-divider rounded-control keep-together min-w-0 border', className)}>
      {(title || actions) && (
        <div className="border-divider flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2">
          {title && <Title className="font-semibold">{title}</Title>}
          {actions && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      <div className={clsx(!flush && 'px-4 py-3')}>{children}</div>
    </section>
  )
}

/** The head of a page: where one is, its one primary act, and what stands beside it. */
export function PageHead({ title, trail, lead, actions }: { title: ReactNode; trail?: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div className="min-w-0">
        {trail && <div className="text-ink-2">{trail}</div>}
        <h1 className="text-lg font-semibold">{title}</h1>
        {lead && <p className="text-ink-2 mt-0.5">{lead}</p>}
      </div>
      {actions && <div className="no-print flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  )
}
