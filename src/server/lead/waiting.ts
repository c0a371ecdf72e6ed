import 'server-only'
import { stageOf } from '#domain/lead/stage'
import type { LeadState } from '#domain/lead/steps'

export const leadTasks = ['assign', 'verify', 'review'] as const
export type LeadTask = (typeof leadTasks)[number]

/** The states in which a lead can wait for each task. */
export const waitingStates: Record<LeadTask, readonly LeadState[]> = {
  assign: ['toAssign'],
  verify: ['toVerify', 'verifying'],
  review: ['toReview'],
}

const is = (state: LeadState) => `l.stage = ${stageOf(state)}`

/**
 * What waits for one person among the leads (`l`), as SQL over the agency's and the person's id. The desk counts by it and the list
 * filters by it, so that the number is that of the rows behind it.
 */
export const leadsWaiting: Record<LeadTask, (agency: string, person: string) => string> = {
  assign: (agency) => `${is('toAssign')} AND l.agency_id = ${agency}::uuid`,
  verify: (agency, person) =>
    `l.agency_id = ${agency}::uuid AND (${is('toVerify')} OR (${is('verifying')} AND l.handler_id = ${person}::uuid))`,
  review: (agency, person) => `${is('toReview')} AND l.agency_id = ${agency}::uuid AND l.handler_id <> ${person}::uuid`,
}
