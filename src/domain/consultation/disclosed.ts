import { z } from 'zod'

const amount = z.string().regex(/^\d+$/)

/** What of a case was put before one who is asked, as it stood then. `case` is `null` where the question alone was put. */
export const disclosedSchema = z.object({
  case: z
    .object({
      number: z.string(),
      partyName: z.string(),
      cause: z.string(),
      facts: z.array(
        z.object({
          behaviour: z.string(),
          actFrom: z.string(),
          actTo: z.string(),
          law: z.string().optional(),
          article: z.string().optional(),
          billedFen: amount.optional(),
          irregularFen: amount.optional(),
          fundLossFen: amount.optional(),
        }),
      ),
    })
    .nullable(),
})
export type Disclosed = z.output<typeof disclosedSchema>
