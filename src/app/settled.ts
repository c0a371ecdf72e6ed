import { revalidatePath } from 'next/cache'
import type { Refusal, Result } from '#domain/kernel/result'

/** How the actions of an area end: with the refusal that the form shows, or with every page of the area read anew. */
export const settles =
  (area: `/${string}`) =>
  <Value>(outcome: Result<Value>): Refusal | null => {
    if (!outcome.ok) return outcome.refusal
    revalidatePath(area, 'layout')
    return null
  }
