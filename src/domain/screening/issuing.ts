import { z } from 'zod'
import { civilDate, id, oneOrMore, text } from '../kernel/form-fields'
import type { RefusalCode } from '../kernel/result'
import { riskLevels } from '../lead/steps'

/** What verifying takes, to weigh what is issued against who is there: practice that nobody has verified, to be set by each bureau. */
export const verifyingEffort = {
  hoursPerLead: { value: 4, confidence: 'M' },
  hoursPerPersonAndMonth: { value: 120, confidence: 'M' },
} as const

export const screeningIssueStates = ['waiting', 'issuing', 'done', 'stopped'] as const
export type ScreeningIssueState = (typeof screeningIssueStates)[number]

/** Why an act of issuing came to its end before all that it asked for were leads: a refusal of a block, or what the world did. */
export type IssueTrouble = RefusalCode | 'fault'

/** No more at once: each becomes a lead that somebody verifies. */
export const mostIssued = 2_500

export const issueHitsInput = z.strictObject({
  runId: id,
  campaignId: id,
  codes: oneOrMore.pipe(
    z
      .array(z.string().regex(/^[A-Z]\w{1,19}$/))
      .min(1, '请至少选一个模型。')
      .max(200),
  ),
  grades: oneOrMore.pipe(z.array(z.enum(riskLevels)).min(1, '请至少选一项。').max(3)),
  dueOn: civilDate,
  /** Of what is left, the gravest and dearest. */
  most: z.coerce.number().int().min(1).max(mostIssued).default(500),
  /** Asked for where it is more than those who verify can do. */
  reason: text(500).default(''),
})

/** What a place has to do with what is issued (`leads`), and with what is open there already. */
export type PlaceLoad = { regionNo: number; region: string; leads: number; open: number; hours: number; staff: number; available: number }

export const placeLoad = (place: { regionNo: number; region: string; leads: number; open: number; staff: number }): PlaceLoad => ({
  ...place,
  hours: (place.leads + place.open) * verifyingEffort.hoursPerLead.value,
  available: place.staff * verifyingEffort.hoursPerPersonAndMonth.value,
})
export const aboveCapacity = ({ hours, available }: PlaceLoad): boolean => hours > available
