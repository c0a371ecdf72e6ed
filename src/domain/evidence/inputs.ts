import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, whole } from '../kernel/form-fields'
import { evidenceKinds } from './kinds'
import { evidenceGroups } from './readiness'

const orNothing = <Value>(field: z.ZodType<Value, string>) =>
  z
    .string()
    .default('')
    .transform((typed) => (typed.trim() === '' ? null : typed))
    .pipe(z.union([z.null(), field]))

/** Several files of one collecting are one form: what is said of them is said once, and each is a piece of its own. */
export const addEvidenceInput = z
  .strictObject({
    caseId: id,
    version,
    kind: z.enum(evidenceKinds),
    /** None: it speaks of the case as a whole. */
    factId: orNothing(id),
    fileIds: ids(50).refine((given) => given.length > 0),
    proves: text(1000).min(2),
    collectedOn: civilDate,
    /** To the minute, in Beijing. */
    collectedAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .or(z.literal(''))
      .default(''),
    place: text(200).min(2),
    sourceSystem: text(200).default(''),
    provider: text(120).default(''),
    form: z.enum(['original', 'copy']).default('original'),
    pages: orNothing(whole),
    /** How electronic data were extracted and fixed; nobody can check them without. */
    extraction: text(1000).default(''),
    /** The two who collected it; the officers of the case unless others did. */
    collectorAId: orNothing(id),
    collectorBId: orNothing(id),
    /** Of one who is no officer of the case: the officers' are known with it. */
    collectorACertificate: text(40).default(''),
    collectorBCertificate: text(40).default(''),
  })
  .refine(({ kind, extraction }) => kind !== 'electronic' || extraction !== '', {
    path: ['extraction'],
    message: '电子数据要写明提取、固定的方法和经过。',
  })

/** What of a collecting is only known with its case, beside its field. */
export const collecting = {
  inFuture: '取证时间不能晚于现在。',
  byOne: '取证人员不少于两人，不能是同一人。',
  uncertified: '不是本案办案人员的，要填写其执法证号。',
} as const

export const withdrawEvidenceInput = z.strictObject({ caseId: id, version, evidenceId: id, reason })

/** Why a case goes to the police without evidence of a group. */
export const waiveEvidenceInput = z.strictObject({ caseId: id, version, group: z.enum(evidenceGroups), reason: text(1000).min(5) })
