import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in the server's HTML and in the first rendering that must equal it, true from then on. */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
