/** The fields (重点领域) that have a checklist of their own. Any other that a plan names is kept, by its Chinese name, in `unknownFields`. */
export const planFields = ['orthopaedics', 'haemodialysis', 'cardiology', 'imaging', 'laboratory', 'rehabilitation'] as const
export type PlanField = (typeof planFields)[number]

export const planKinds = ['campaign', 'normalised'] as const
export type PlanKind = (typeof planKinds)[number]

export const stageKinds = ['launch', 'selfInspection', 'rectification', 'summary', 'other'] as const
export type StageKind = (typeof stageKinds)[number]
