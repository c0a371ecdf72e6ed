'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { type ReactNode, useId, useState } from 'react'

const widestRem = 18
const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/**
 * More about a thing, in a bubble: by pointer, by keyboard, dismissed by Escape, and it stays while the pointer is on it
 * (WCAG 1.4.13). The thing itself is a link where `href` is given, else a button that does nothing more.
 */
export function Hint({ text, href, className, children }: { text: ReactNode; href?: string; className?: string; children: ReactNode }) {
  const id = useId()
  const [dismissed, setDismissed] = useState(false)
  const [atEnd, setAtEnd] = useState(false)
  // Near the right edge the bubble hangs to the left, so that it neither is cut nor widens the page.
  const place = (event: { currentTarget: HTMLElement }) =>
    setAtEnd(event.currentTarget.getBoundingClientRect().left + widestRem * rem() > document.documentElement.clientWidth)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape on the focusable thing inside
    <span
      className={clsx('hint relative inline-block', className)}
      data-dismissed={dismissed ? '' : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDismissed(true)
      }}
      onPointerEnter={place}
      onFocus={place}
      onPointerLeave={() => setDismissed(false)}
      onBlur={() => setDismissed(false)}
    >
      {href === undefined ? (
        <button
          type="button"
          aria-describedby={id}
          className="min-h-6 cursor-help text-start underline decoration-dotted decoration-1 underline-offset-4"
        >
          {children}
        </button>
      ) : (
        <Link href={href} prefetch={false} aria-describedby={id} className="link">
          {children}
        </Link>
      )}
      <span
        role="tooltip"
        id={id}
        className={clsx(
          atEnd ? 'end-0' : 'start-0',
          'bg-ink text-panel rounded-control shadow-popover no-print absolute top-full z-30 w-max max-w-72 px-2 py-1 text-start text-sm font-normal whitespace-normal',
        )}
      >
        {text}
      </span>
    </span>
  )
}
