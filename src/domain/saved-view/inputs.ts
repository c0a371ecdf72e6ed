import { z } from 'zod'

/** The lists that can be kept as a person looks at them. */
export const viewedLists = ['leads'] as const
export type ViewedList = (typeof viewedLists)[number]

/** As many views of one list as tabs can show. */
export const viewLimit = 12

export const saveViewInput = z.strictObject({
  list: z.enum(viewedLists),
  name: z
    .string()
    .trim()
    .min(1)
    .refine((name) => [...name].length <= 20),
  /** What the list is asked, as in its address. */
  query: z.string().max(1_000),
  /** For oneself, or for everybody of the own agency. */
  for: z.enum(['self', 'agency']).default('self'),
})
export const dropViewInput = z.strictObject({ viewId: z.uuid() })
