import { z } from 'zod'
import { id, reason } from '../kernel/form-fields'
import { isUuid } from '../kernel/uuid'
import { basis } from '../law/law'

/** What a person can keep away from (回避). From there it reaches all that belongs to the matter: the database's `recused_ids` says how. */
export const recusalSubjects = ['institution', 'lead', 'case', 'referral'] as const
export type RecusalSubject = (typeof recusalSubjects)[number]

export const recusalBasis = basis('administrativePenaltyLaw', '第四十三条')

/** `case:<id>`: one choice of a form. */
const subject = z.string().transform((given, context): { type: RecusalSubject; id: string } => {
  const [kind, subjectId = ''] = given.split(':')
  const type = recusalSubjects.find((one) => one === kind)
  if (type && isUuid(subjectId)) return { type, id: subjectId }
  context.addIssue({ code: 'custom', message: 'subject' })
  return z.NEVER
})

export const declareRecusalInput = z.strictObject({ subject, reason })
export const orderRecusalInput = z.strictObject({ subject, userId: id, reason })
export const liftRecusalInput = z.strictObject({ recusalId: id, reason })

/** Who decides on the recusal of a person of the own agency (由行政机关负责人决定). */
export const recusalDeciders = [{ role: 'approver', as: 'ownAgency' }] as const
