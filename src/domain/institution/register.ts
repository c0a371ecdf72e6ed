import { z } from 'zod'
import { civilDate, id, reason, text, ticked, version } from '../kernel/form-fields'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

export const registerImportStates = ['uploaded', 'imported', 'cancelled'] as const
export type RegisterImportState = (typeof registerImportStates)[number]

/** What a bureau does to an institution of its register: moves it to another region, merges it into another, stops it, takes it up again. */
export const institutionChangeKinds = ['move', 'merge', 'stop', 'resume'] as const
export type InstitutionChangeKind = (typeof institutionChangeKinds)[number]
export const institutionChangeStates = ['proposed', 'confirmed', 'refused', 'withdrawn'] as const
export type InstitutionChangeState = (typeof institutionChangeStates)[number]

/** Who keeps the register: the handlers of an insurance bureau, for its own subtree; an approver confirms what hands over a history. */
export const registerGrants = {
  keep: [{ role: 'handler', as: 'kept' }],
  confirm: [{ role: 'approver', as: 'kept' }],
  import: [{ role: 'handler', as: 'ownAgency' }],
} as const

export type KeptChange = { state: InstitutionChangeState; proposedById: string }
type ChangeRule = Step<KeptChange, 'ownAgency'>

const secondPerson = house('It hands the whole history of an institution over: somebody beside its proposer has looked at it.')

/** How a proposed move or merge is settled. */
const steps = {
  confirm: {
    from: ['proposed'],
    to: 'confirmed',
    by: [{ role: 'approver', as: 'ownAgency' }],
    notBy: ['proposedById'],
    basis: secondPerson,
  },
  refuse: { from: ['proposed'], to: 'refused', by: [{ role: 'approver', as: 'ownAgency' }], notBy: ['proposedById'], basis: secondPerson },
  withdraw: {
    from: ['proposed'],
    to: 'withdrawn',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: house('A proposal that was a mistake must not wait to be confirmed by another.'),
  },
} satisfies Record<string, ChangeRule>

export type ChangeStep = keyof typeof steps
export const changeSteps: Record<ChangeStep, ChangeRule> = steps
export const changeStepNames = Object.keys(steps) as ChangeStep[] // the keys of the table are its steps

export const uploadRegisterInput = z.strictObject({ fileId: z.uuid('请选择文件。') })
/** `shown`: the fingerprint of what the person was shown; `takeChanges`: the tick under the shown changes. */
export const takeRegisterInput = z.strictObject({ importId: id, version, shown: text(70), takeChanges: ticked })
export const cancelRegisterInput = z.strictObject({ importId: id, version })

const given = { institutionId: id, version, reason }
export const proposeMoveInput = z.strictObject({ ...given, regionCode: text(12).min(6, '请选择变更后的属地。') })
export const proposeMergeInput = z.strictObject({
  ...given,
  intoCode: z
    .string()
    .transform((typed) => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase())
    .pipe(z.string().regex(/^[HP]\d{11}$/, '请填写并入机构的编码：H 或 P 加 11 位数字。')),
})
export const setActiveInput = z.strictObject({ ...given, on: civilDate })

export const decideChangeInput = z.strictObject({ changeId: id, version })
export const refuseChangeInput = z.strictObject({ changeId: id, version, reason })
