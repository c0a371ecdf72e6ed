import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

export const checklistStates = ['draft', 'issued', 'discarded'] as const
export type ChecklistState = (typeof checklistStates)[number]

export type KeptChecklist = { state: ChecklistState; importedById: string | null }
type ChecklistRule = Step<KeptChecklist, 'ownedAgency'>

/** How a version of a problem list (问题清单) comes into force. Once issued, it stays as it is; what changes is the next version. */
const steps = {
  issue: {
    from: ['draft'],
    to: 'issued',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    notBy: ['importedById'],
    basis: house('Every institution of the region answers for the list: somebody beside its importer has read it.'),
  },
  discard: {
    from: ['draft'],
    to: 'discarded',
    by: [
      { role: 'handler', as: 'ownedAgency' },
      { role: 'approver', as: 'ownedAgency' },
    ],
    basis: house('A draft that was read wrongly must not wait to be issued by mistake.'),
  },
} satisfies Record<string, ChecklistRule>

export type ChecklistStep = keyof typeof steps
export const checklistSteps: Record<ChecklistStep, ChecklistRule> = steps
export const checklistStepNames = Object.keys(steps) as ChecklistStep[]

/** Who brings lists in, and sorts the items of a draft. */
export const listGrants = {
  import: [{ role: 'handler', as: 'ownAgency' }],
  sort: [{ role: 'handler', as: 'ownedAgency' }],
} as const
