import type { Penalty } from '../law/penalty'

/** Who acted: a designated institution, or a person. The law on liability knows different lines for the two. */
export const partyKinds = ['institution', 'person'] as const
export type PartyKind = (typeof partyKinds)[number]

export const partyRoles = ['party', 'legalRepresentative', 'manager', 'physician', 'insured', 'other'] as const
export type PartyRole = (typeof partyRoles)[number]

export type Party = { kind: PartyKind; role: PartyRole }

const subjectsOf = {
  institution: ['institution', 'anyone'],
  person: ['person', 'insuredPerson', 'institutionStaff', 'institutionHead', 'anyone'],
} as const satisfies Record<PartyKind, readonly Penalty['subject'][]>

/** Whether a line of the law speaks of such a party at all. */
export const speaksOf = ({ subject }: Pick<Penalty, 'subject'>, kind: PartyKind): boolean =>
  (subjectsOf[kind] as readonly Penalty['subject'][]).includes(subject)
