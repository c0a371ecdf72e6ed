import type { Department } from '../department/department'
import type { ReferralStep } from './steps'

export type WordSide = 'sender' | 'receiver' | 'copy'

/** To whom the reason or the question that goes with a step is said. What else is said stands on the referral, for all its sides. */
export const wordsTo = {
  askMore: ['sender', 'receiver'],
  supplyMore: ['sender', 'receiver'],
  recall: ['sender', 'receiver'],
  requestReconsideration: ['sender', 'receiver'],
  adviseSupervision: ['sender', 'copy'],
  /** A later decision takes the place of an earlier one on the referral; what was said with each stays. */
  declineCriminalCase: ['sender', 'receiver', 'copy'],
  upholdDecline: ['sender', 'receiver', 'copy'],
  askReasons: ['receiver', 'copy'],
  explainDecline: ['receiver', 'copy'],
  acceptReasons: ['sender', 'receiver', 'copy'],
  orderFiling: ['sender', 'receiver', 'copy'],
} as const satisfies Partial<Record<ReferralStep, readonly WordSide[]>>

export type SpokenStep = keyof typeof wordsTo

type Sides = { senderDepartment: Department; receiverDepartment: Department; copyDepartment: Department | null }

/** The departments that read what is said with a step. */
export function wordOpenTo(step: SpokenStep, { senderDepartment, receiverDepartment, copyDepartment }: Sides): Department[] {
  const of = { sender: senderDepartment, receiver: receiverDepartment, copy: copyDepartment }
  return [...new Set(wordsTo[step].flatMap((side) => of[side] ?? []))]
}
