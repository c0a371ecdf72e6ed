import 'server-only'

export const leadTasks = ['assign', 'verify', 'review'] as const
export type LeadTask = (typeof leadTasks)[number]

/**
 * What waits for one person among the leads (`l`), as SQL over the agency's and the person's id. The desk counts by it and the list
 * filters by it, so that the number is that of the rows behind it.
 */
export const leadsWaiting: Record<LeadTask, (agency: string, person: string) => string> = {
  assign: (agency) => `l.state = 'toAssign' AND l.agency_id = ${agency}::uuid`,
  verify: (agency, person) =>
    `l.agency_id = ${agency}::uuid AND (l.state = 'toVerify' OR (l.state = 'verifying' AND l.handler_id = ${person}::uuid))`,
  review: (agency, person) => `l.state = 'toReview' AND l.agency_id = ${agency}::uuid AND l.handler_id <> ${person}::uuid`,
}
