import 'server-only'

/** What waits for the agency's own act among the referrals (`r`) of an inbox tab, as SQL over its id: the desk counts by it, the inbox filters by it. */
export const referralsWaiting = {
  toReceive: (agency: string) => `r.state = 'delivered' AND r.receiver_agency_id = ${agency}::uuid`,
  toAnswer: (agency: string) => `r.state IN ('received', 'accepted') AND r.receiver_agency_id = ${agency}::uuid`,
} as const
