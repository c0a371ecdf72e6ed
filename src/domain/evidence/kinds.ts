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

/** As the law calls them: on screens, in papers and in what is handed out. */
export const evidenceKindNames: Readonly<Record<EvidenceKind, string>> = {
  documentary: '书证',
  physical: '物证',
  audioVisual: '视听资料',
  electronic: '电子数据',
  testimony: '证人证言',
  partyStatement: '当事人的陈述',
  expertOpinion: '鉴定意见',
  inspectionRecord: '勘验笔录、现场笔录',
}

export const evidenceStates = ['held', 'withdrawn'] as const
export type EvidenceState = (typeof evidenceStates)[number]
