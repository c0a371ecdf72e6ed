/** What was attached to a case to prove its facts. */
export const provingAttachment = 'evidence'

/** What was attached to a case, or to another matter, to show why its time stands still: as little for the operating agency as that itself. */
export const innerAttachments = ['clockProof', 'suspension'] as const
