'use client'

import clsx from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'
import { useHydrated } from './use-hydrated'

/**
 * A button that opens a small panel. The browser's own disclosure, so it works before the scripts have arrived; the
 * script only adds closing by Escape, by a press elsewhere and by following a link inside.
 */
export function Menu({
  label,
  button,
  align = 'end',
  className,
  byScript = false,
  children,
}: {
  /** The accessible name, when the button shows more or less than words. */
  label?: string
  button: ReactNode
  align?: 'start' | 'end'
  className?: string
  /** What is inside works by script alone: it is drawn when the script is there, and the page comes without it. */
  byScript?: boolean
  children: ReactNode
}) {
  const drawn = useHydrated() || !byScript
  const own = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    const close = (event: Event) => {
      const details = own.current
      if (!details?.open) return
      const inside = event.target instanceof Node && details.contains(event.target)
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape' || event.isComposing) return
        details.open = false
        if (inside) details.querySelector('summary')?.focus()
      } else if (!inside || (event.target instanceof Element && event.target.closest('a') && event.type === 'click')) {
        details.open = false
      }
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    document.addEventListener('click', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('click', close)
    }
  }, [])

  return (
    <details ref={own} className="relative">
      <summary aria-label={label} className={clsx('inline-flex min-h-8 items-center gap-1.5 rounded-control select-none', className)}>
        {button}
      </summary>
      <div
        className={clsx(
          'bg-panel text-ink border-control rounded-control shadow-popover absolute top-full z-30 mt-1 w-max max-w-[90vw] min-w-40 border p-3',
          align === 'end' ? 'end-0' : 'start-0',
        )}
      >
        {drawn && children}
      </div>
    </details>
  )
}
