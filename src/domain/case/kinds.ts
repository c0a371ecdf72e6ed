export const caseStates = ['proposed', 'filed', 'investigating', 'decided', 'closed', 'notFiled'] as const
export type CaseState = (typeof caseStates)[number]

/** One case, several tracks (一案多查、一案多处), each with its own authority, papers and remedies. */
export const trackKinds = ['agreement', 'administrative', 'criminal', 'discipline', 'healthAdministration', 'scoring'] as const
export type TrackKind = (typeof trackKinds)[number]

/** What a case handler asks the operating agency for. The administrative track comes with the filing; the criminal and the health track are what their referrals say; what discipline does shows only in its own channel. */
export const openTrackKinds = ['agreement', 'scoring'] as const satisfies readonly TrackKind[]

type Begun = { kind: TrackKind; state: TrackState }

/** Whether a track is begun now: the agreement once, the scoring also again after it ended, for persons who were left out or scored wrongly. */
export const mayBegin = ({ kind, state }: Begun): boolean => state === 'notStarted' || (kind === 'scoring' && state === 'concluded')

export const trackStates = ['notStarted', 'running', 'concluded'] as const
export type TrackState = (typeof trackStates)[number]

/** Who must be marked out among the people of a case (宽严相济). */
export const culpritMarks = ['none', 'organiser', 'instigator', 'professionalFraudster'] as const
export type CulpritMark = (typeof culpritMarks)[number]
