'use client'

import { type ReactNode, useEffect, useRef } from 'react'

const fields = 'textarea:not([hidden]), select, input:not([type=hidden]):not([type=file])'

/** A form that was just opened: typing begins in its first field, without reaching for the mouse. */
export function OpenedForm({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>(fields)?.focus(), [])
  return (
    <div ref={box} className="border-brand mt-2 border-t-2 pt-3">
      {children}
    </div>
  )
}

/** Goes on from the item that the address names, once its form is closed again: the next Tab is the next thing there. */
export function GoesOnAt({ place }: { place: string }) {
  useEffect(() => {
    const item = place === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)))
    item?.setAttribute('tabindex', '-1')
    item?.focus({ preventScroll: true })
  }, [place])
  return null
}
