/**
 * Supervision of a refusal to file (立案监督): the sender advised it, the procuratorate asked the police for their reasons, they gave them,
 * and it let them stand or told the police to file.
 */
export const filingSupervisions = ['advised', 'asked', 'explained', 'accepted', 'ordered'] as const
export type FilingSupervision = (typeof filingSupervisions)[number]
