'use client'

import { useHotkey } from '#components/use-hotkey'

/** `a` leads to the acceptance; from there Ctrl+Enter accepts and goes on. */
export function ReviewKeys() {
  useHotkey({
    a: (event) => {
      event.preventDefault()
      document.querySelector<HTMLElement>('[data-accept] textarea')?.focus()
    },
  })
  return null
}
