/** The kinds of evidence (行政处罚法第四十六条), in the order of the law. */
export const evidenceKinds = [
  'documentary',
  'physical',
  'audioVisual',
  'electronic',
  'testimony',
  'partyStatement',
  'expertOpinion',
  'inspectionRecord',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const evidenceStates = ['held', 'withdrawn'] as const
export type EvidenceState = (typeof evidenceStates)[number]
