'use client'

import { useEffect, useRef } from 'react'

/** WebKit ends a composition before it sends the Enter that ended it, so Enter is ignored for this long after. */
const AFTER_COMPOSITION_MS = 100

let composedAt = Number.NEGATIVE_INFINITY
let listening = false

function watchComposition() {
  if (listening) return
  listening = true
  document.addEventListener('compositionend', (event) => {
    composedAt = event.timeStamp
  })
}

/** True while an input method owns the keyboard: the key chooses a character, it is no command. */
export const isComposing = (event: KeyboardEvent) =>
  event.isComposing || event.keyCode === 229 || event.timeStamp - composedAt < AFTER_COMPOSITION_MS

const typing =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true]'

/** `Ctrl+Enter`, `j`, `?` – the way the key is written on screen. */
function chord(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`
}

/**
 * Runs `run` when one of `keys` is pressed. Single keys stay silent while a person types, while an input method is
 * composing, while a dialog is open, and when the person has switched them off.
 */
export function useHotkey(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>, enabled = true) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })

  useEffect(() => {
    if (!enabled) return
    watchComposition()
    const press = (event: KeyboardEvent) => {
      const pressed = chord(event)
      const run = latest.current[pressed]
      if (!run || event.defaultPrevented || isComposing(event)) return

      const plain = !pressed.startsWith('Ctrl+') && !pressed.startsWith('Alt+')
      const target = event.target instanceof Element ? event.target : null
      if (plain && target?.closest(typing)) return
      if (plain && document.documentElement.dataset.keys === 'off') return
      if (document.querySelector('[role=dialog][data-state=open]') && !target?.closest('[role=dialog]')) return
      run(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [enabled])
}
