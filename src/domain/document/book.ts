import { z } from 'zod'
import { searchWord } from '../kernel/form-fields'

/** What a page of the book of numbers (发文登记簿) is asked for. */
export const bookFilter = z.object({
  q: searchWord(60),
  year: z.coerce.number().int().min(2000).max(2999).optional().catch(undefined),
  prefix: z.string().max(30).optional().catch(undefined),
  state: z.enum(['given', 'voided']).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
export type BookFilter = z.output<typeof bookFilter>

/** What one register's counter says, and what stands in the book. */
export type RegisterCheck = { prefix: string; year: number; last: number; entered: number; voided: number; missing: readonly number[] }

/** No number left out and none beyond the counter. */
export const isWhole = ({ last, entered, missing }: RegisterCheck): boolean => missing.length === 0 && entered === last
