'use client'

import { useState } from 'react'

/**
 * The version of the row that a form speaks about. While nothing was typed it is the one the page shows, so that another step on the same
 * page does not turn the person against their own work; from the first key on it is the one they had before their eyes, so that what
 * somebody else changes meanwhile is noticed.
 */
export function useFormVersion(shown: number | undefined) {
  const [held, setHeld] = useState<number | undefined>(undefined)
  const [last, setLast] = useState<number | undefined>(undefined)
  const version = held ?? shown
  return {
    version,
    /** The page now shows a newer state than the one the person wrote about. */
    overtaken: version !== undefined && version !== shown,
    touched: () => setHeld((known) => known ?? shown),
    take: (newer: number) => setHeld(newer),
    follow: () => setHeld(undefined),
    /** The form goes off, speaking of this version. */
    sent(then: () => void) {
      setLast(version)
      then()
    },
    /** The other version, once it is here: what the page showed when the form went off is the one that was overtaken. */
    newer: <Other extends { version: number }>(theirs: Other | undefined) => (theirs?.version === last ? undefined : theirs),
  }
}
