/** What a kept file was found to be, held against the hash that it was kept under. */
export const fileCheckStates = ['intact', 'missing', 'changed'] as const
export type FileCheckState = (typeof fileCheckStates)[number]
