'use client'

import clsx from 'clsx'
import { type ReactNode, useId, useState } from 'react'

/**
 * More about something, in a bubble: by pointer, by keyboard, dismissed by Escape, and it stays while the pointer is on
 * it (WCAG 1.4.13). `children` must hold one focusable thing, or `focusable` makes the wrapper one.
 */
export function Hint({
  text,
  focusable,
  className,
  children,
}: {
  text: ReactNode
  focusable?: boolean
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const [dismissed, setDismissed] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape on the focusable thing inside
    <span
      className={clsx('hint relative inline-block', className)}
      data-dismissed={dismissed ? '' : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDismissed(true)
      }}
      onPointerLeave={() => setDismissed(false)}
      onBlur={() => setDismissed(false)}
    >
      {focusable ? (
        <button type="button" aria-describedby={id} className="cursor-help underline decoration-dotted underline-offset-4">
          {children}
        </button>
      ) : (
        children
      )}
      <span
        role="tooltip"
        id={id}
        className="bg-ink text-panel rounded-control shadow-popover no-print absolute start-0 top-full z-30 w-max max-w-80 px-2 py-1 text-start text-sm font-normal whitespace-normal"
      >
        {text}
      </span>
    </span>
  )
}
