export const institutionLevels = ['tertiary', 'secondary', 'primary', 'ungraded'] as const
export type InstitutionLevel = (typeof institutionLevels)[number]
