import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, whole } from '../../kernel/form-fields'
import { institutionSays, statementMissing } from './inputs-of-agreement'
import { endedAt, scoredPosts, scoreEntryIds, scoringDegrees } from './scoring-table'
import { caseServiceMethods } from './stages'

const proofFileIds = ids(5).refine((given) => given.length > 0)
const ofPerson = { caseId: id, version, scoringId: id }
const count = (least: number) => whole.pipe(z.number().min(least).max(endedAt))

/** `code`: of the national register of insurance physicians and the like (国家医保医师等代码), or of the licence. */
export const proposeScoringInput = z.strictObject({
  caseId: id,
  version,
  personName: text(30).min(2),
  personCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{6,30}$/, '请填写人员代码或者执业证书编号，6至30位字母和数字。'),
  post: z.enum(scoredPosts),
  degree: z.enum(scoringDegrees),
  entry: z.enum(scoreEntryIds),
  points: count(1),
  ground: text(2000).min(10),
})
export const notifyScoringInput = z.strictObject({
  ...ofPerson,
  noticedOn: civilDate,
  method: z.enum(caseServiceMethods),
  /** Who took it for the institution. */
  receiver: text(60).min(2),
  proofFileIds,
})
export const stateScoringInput = z
  .strictObject({ ...ofPerson, said: z.enum(institutionSays), statedOn: civilDate, statement: text(4000).default(''), proofFileIds })
  .refine(({ said, statement }) => said === 'silent' || statement.length >= 5, { path: ['statement'], message: statementMissing })
/** `elsewhere`: points of this year that stand in the national register and not here. */
export const reviewScoringInput = z.strictObject({
  ...ofPerson,
  opinion: text(2000).min(2),
  elsewhere: z.union([z.literal('').transform(() => 0), whole.pipe(z.number().max(endedAt))]).prefault(''),
})
export const decideScoringInput = z.strictObject({
  ...ofPerson,
  decidedOn: civilDate,
  months: z.union([z.literal('').transform(() => null), whole.pipe(z.number().min(1).max(36))]).prefault(''),
})
export const dropScoringInput = z.strictObject({ ...ofPerson, reason })
export const serveScoringInput = z.strictObject({
  ...ofPerson,
  servedOn: civilDate,
  method: z.enum(caseServiceMethods),
  receiver: text(60).min(2),
  proofFileIds,
})
export const objectScoringInput = z.strictObject({ ...ofPerson, objectedOn: civilDate, objection: text(4000).min(5), proofFileIds })
export const upholdScoringInput = z.strictObject({ ...ofPerson, reason })
export const revokeScoringInput = z.strictObject({ ...ofPerson, reason })

/** Whether its time is over, or it was repaired before (修复). */
export const restoreGrounds = ['elapsed', 'repaired'] as const
export type RestoreGround = (typeof restoreGrounds)[number]
export const restoreScoringInput = z.strictObject({ ...ofPerson, restoredOn: civilDate, ground: z.enum(restoreGrounds), reason })
export const concludeScoringInput = z.strictObject({ caseId: id, version, outcome: text(1000).min(5) })
export const revealScoredInput = z.strictObject({
  scoringId: id,
  reason: z.enum(['verification', 'caseWork', 'correction', 'notification']),
  note: text(200).default(''),
})
