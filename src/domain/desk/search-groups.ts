/** What can be searched for, in the order in which results are shown. */
export const searchGroups = ['institution', 'lead', 'filing', 'case', 'referral'] as const
export type SearchGroup = (typeof searchGroups)[number]
