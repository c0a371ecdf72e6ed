import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

export const meetingStates = ['called', 'held', 'calledOff'] as const
export type MeetingState = (typeof meetingStates)[number]

export const meetingReplies = ['none', 'coming', 'excused'] as const
export type MeetingReply = (typeof meetingReplies)[number]

type MeetingStep = Step<{ state: MeetingState }, 'owned'>
const by = [
  { role: 'handler', as: 'owned' },
  { role: 'approver', as: 'owned' },
] as const

/** Every way a meeting that was called goes on. Minutes that are kept may be put right: the trail says by whom. */
export const meetingSteps: Readonly<Record<'keepMinutes' | 'callOff', MeetingStep>> = {
  keepMinutes: { from: ['called', 'held'], to: 'held', by, basis: house('What a meeting decided binds once it is written down.') },
  callOff: { from: ['called'], to: 'calledOff', by, basis: house('Whoever was asked is told that the meeting is not held.') },
}

/** Who answers for an agency that is asked. */
export const answerGrants = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
  { role: 'supervisor', as: 'ownAgency' },
] as const
