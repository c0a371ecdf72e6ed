import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, whole, yuan } from '../kernel/form-fields'
import { lawChoices } from './facts'
import { culpritMarks } from './kinds'
import { leniencies } from './leniency'
import { orderOutcomes } from './orders'
import { partyKinds, partyRoles } from './parties'
import { factProvision } from './provisions'

/** A line of the law on liability; never typed, so that a citation is always of a line that a fact can rest on. */
const provision = z.string().refine((lineId) => factProvision(lineId) !== undefined)
/** A field that may be left empty: `null` then. */
const orNothing = <Value>(field: z.ZodType<Value, string>) =>
  z
    .string()
    .default('')
    .transform((typed) => (typed.trim() === '' ? null : typed))
    .pipe(z.union([z.null(), field]))

export const factFields = {
  behaviour: text(200).min(2),
  actFrom: civilDate,
  actTo: civilDate,
  provision,
  /** The line that says what follows, where the first leaves it to another. */
  liability: orNothing(provision),
  billed: yuan,
  irregular: yuan,
  fundLoss: yuan,
  fraud: orNothing(yuan),
  /** What of the loss lies beyond the limitation, where the act was not of one piece. */
  limited: orNothing(yuan),
  /** How it was established that the purpose was to defraud. */
  intentGround: text(1000).default(''),
}

export type FactFields = { [Field in keyof typeof factFields]: z.output<(typeof factFields)[Field]> }

export const addFactInput = z.strictObject({ caseId: id, version, partyId: id, ...factFields })

export const changeFactInput = z.strictObject({ caseId: id, version, factId: id, reason, ...factFields })
export const withdrawFactInput = z.strictObject({ caseId: id, version, factId: id, reason })

const fine = z
  .string()
  .trim()
  .regex(/^\d{1,2}(\.\d)?$/)
  .transform((typed) => Math.round(Number(typed) * 10))

export const setPenaltyInput = z.strictObject({
  caseId: id,
  version,
  factId: id,
  refund: yuan,
  /** Times what the line measures its fine by, one decimal; empty for no fine, and where the line fixes amounts. */
  fineTimes: orNothing(fine),
  fixedFine: orNothing(yuan),
  /** Why the fine is not within the tier of the benchmark that its amount falls into. */
  departure: text(1000).default(''),
  suspendMonths: orNothing(whole.pipe(z.number().min(1).max(60))),
  /** The refusal to correct, or the serious consequence. */
  seriousGround: text(1000).default(''),
  leniency: z.enum(leniencies).default('none'),
  leniencyGround: text(1000).default(''),
  /** The decision by which the act was fined already: its number, and whose it is. */
  leniencyRef: text(200).default(''),
  /** By which law an act is judged that went on under two, and why that is the right one (从旧兼从轻). */
  lawChoice: orNothing(z.enum(lawChoices)),
  lawChoiceGround: text(1000).default(''),
  /** Why nothing is fined; asked for where nothing is. */
  noPenaltyReason: text(500).default(''),
})

/** Empty: it is no act with any other. */
export const tieFactInput = z
  .strictObject({ caseId: id, version, factId: id, sameActAs: orNothing(id), ground: text(1000).default('') })
  .refine(({ sameActAs, ground }) => sameActAs === null || ground.length >= 5, { path: ['ground'] })

export const addPartyInput = z.strictObject({
  caseId: id,
  version,
  name: text(120).min(2),
  kind: z.enum(partyKinds),
  role: z.enum(partyRoles),
})
export const markPartyInput = z.strictObject({
  caseId: id,
  version,
  partyId: id,
  mark: z.enum(culpritMarks),
  ground: text(1000).min(5),
})

export const orderCorrectionInput = z.strictObject({
  caseId: id,
  version,
  factIds: ids(50).refine((given) => given.length > 0),
  demand: text(1000).min(5),
  servedOn: civilDate,
  dueOn: civilDate,
})
export const recordCorrectionInput = z.strictObject({
  caseId: id,
  version,
  orderId: id,
  outcome: z.enum(orderOutcomes),
  foundOn: civilDate,
  finding: text(1000).min(5),
})
