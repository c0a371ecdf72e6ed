import 'server-only'
import { z } from 'zod'
import { isCivilDate } from '#domain/kernel/civil-date'
import { parseYuan } from '#domain/kernel/money'
import { leadConclusions } from '#domain/lead/conclusions'
import { leadSources, leadStates, riskLevels } from '#domain/lead/steps'
import { leadTasks } from './waiting'

/** A word to search for, as the database can take it: without control characters. */
const word = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\p{Cc}/gu, '').trim() || undefined)
    .optional()
    .catch(undefined)
/** Years that a civil date of ours can have, so that no date is one only to us. */
const day = z
  .string()
  .refine((text) => isCivilDate(text) && text > '1900')
  .optional()
  .catch(undefined)
const key = z.uuid().optional().catch(undefined)
const yes = z.literal('1').optional().catch(undefined)
/** 元 as typed, with or without separators, in digits of either width. Kept as it was typed, so that the form shows it again. */
const yuan = z
  .string()
  .refine((typed) => fenOf(typed) !== null)
  .optional()
  .catch(undefined)

/** What a filter's amount is in 分. */
export const fenOf = (typed: string) => parseYuan(typed.normalize('NFKC').replace(/[,\s]/g, ''))

/** What the queue may be asked. Read from the URL; anything else in it is left alone. */
export const leadFilter = z.object({
  state: z.enum(leadStates).optional().catch(undefined),
  /** Everything that is not concluded. */
  open: yes,
  conclusion: z.enum(leadConclusions).optional().catch(undefined),
  risk: z.enum(riskLevels).optional().catch(undefined),
  origin: z.enum(['prescribed', 'local']).optional().catch(undefined),
  /** Who brought it: of the list that it came on first. */
  source: z.enum(leadSources).optional().catch(undefined),
  batch: word(40),
  /** A region with everything below it. */
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  /** Of the region itself, without what is below it: a bureau's own that it has not handed out. */
  own: yes,
  agency: key,
  institution: key,
  handler: key,
  /** A person by their name in full, or by what `personAsked` sealed: nothing of the number is in an address. Older addresses open nobody. */
  name: word(60),
  person: z
    .string()
    .max(400)
    .regex(/^(v1(\.[\w-]+){4}|[0-9a-f]{64})$/)
    .optional()
    .catch(undefined),
  /** Leads of the person whom this lead is about: by the lead's id, so that nothing of the person is in a link. */
  samePersonAs: key,
  /** Leads that name what this subject of a lead is: by its id, so that nothing of it is in the address. */
  subject: key,
  model: word(40),
  repeat: z.coerce.number().int().min(2).max(1_000).optional().catch(undefined),
  amountFrom: yuan,
  amountTo: yuan,
  dueFrom: day,
  dueTo: day,
  concludedFrom: day,
  concludedTo: day,
  q: word(60),
  mine: yes,
  /** What waits for this person, as their desk counts it. */
  todo: z.enum(leadTasks).optional().catch(undefined),
  /** Found to be fraud, and no case yet. */
  fraud: yes,
  overdue: day,
  after: z.string().max(80).optional().catch(undefined),
})
export type LeadFilter = z.infer<typeof leadFilter>

/** A filter from its query string. */
export const filterOf = (queryString: string): LeadFilter => leadFilter.parse(Object.fromEntries(new URLSearchParams(queryString)))
