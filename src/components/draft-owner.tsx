'use client'

import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { keepDraftsOf } from './draft-store'

const Owner = createContext<string | null>(null)

/** Whose drafts the forms inside keep and offer. Where nobody is named, none is kept. */
export function DraftOwner({ id, children }: { id: string; children: ReactNode }) {
  useEffect(() => {
    try {
      keepDraftsOf(localStorage, id, Date.now())
    } catch {
      // no storage, no drafts
    }
  }, [id])
  return <Owner value={id}>{children}</Owner>
}

export const useDraftOwner = () => useContext(Owner)
