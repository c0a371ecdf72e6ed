/** How each state of a joint notice, and of a signature to it, is tagged. */
export const jointStatuses = { drafted: 'notStarted', countersigning: 'open', issued: 'done', withdrawn: 'notStarted' } as const
export const signatureStatuses = { asked: 'waiting', signed: 'done', returned: 'returned', voided: 'notStarted' } as const
