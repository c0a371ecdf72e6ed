import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon'

/** Something folded away until asked for: the browser's own, so it opens without script and by keyboard. */
export function Disclosure({
  summary,
  quiet,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'details'>, 'children'> & { summary: ReactNode; quiet?: boolean; children: ReactNode }) {
  return (
    <details className={clsx('group', className)} {...rest}>
      <summary
        className={clsx(
          'hover:text-brand inline-flex min-h-6 cursor-pointer items-center gap-1',
          quiet ? 'text-hint' : 'py-1.5 font-semibold',
        )}
      >
        <Icon name="chevron-right" className="size-3.5 shrink-0 group-open:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  )
}
