export const institutionKinds = ['hospital', 'healthCentre', 'clinic', 'pharmacy'] as const
export type InstitutionKind = (typeof institutionKinds)[number]
