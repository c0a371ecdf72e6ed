import { type RefObject, useEffect, useRef } from 'react'

/** A draft that is put back, or a colleague's version that is taken, speaks to the form itself. */
export function useFilled(box: RefObject<HTMLElement | null>, read: () => void): void {
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  useEffect(() => {
    const form = box.current?.closest('form')
    const filled = (event: Event) => {
      if (event.target === form) latest.current()
    }
    form?.addEventListener('input', filled)
    return () => form?.removeEventListener('input', filled)
  }, [box])
}
