'use client'

import type { RefObject } from 'react'
import { useHotkey } from './use-hotkey'

/**
 * j and k walk the rows of a table, x chooses the row one is on; Enter is the browser's own, because the row's link has
 * the focus. Where a page has several tables, the keys belong to the one with the focus, else to the first.
 */
export function useTableKeys(root: RefObject<HTMLElement | null>) {
  const mine = () => {
    const own = root.current
    if (!own) return null
    const focused = document.activeElement?.closest('[data-table]')
    return (focused ?? document.querySelector('[data-table]')) === own ? own : null
  }

  const walk = (by: 1 | -1) => {
    const rows = [...(mine()?.querySelectorAll('tbody tr') ?? [])]
    const at = rows.findIndex((row) => row.contains(document.activeElement))
    const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by]
    const target = next?.querySelector<HTMLElement>('[data-row-link]') ?? next?.querySelector<HTMLElement>('a, button, [data-row-check]')
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }

  const choose = () => {
    const row = mine()?.contains(document.activeElement) ? document.activeElement?.closest('tr') : null
    row?.querySelector<HTMLInputElement>('[data-row-check]')?.click()
  }

  useHotkey({ j: () => walk(1), k: () => walk(-1), x: choose })
}
