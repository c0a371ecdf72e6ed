import type { Department } from '../department/department'
import type { Step } from '../kernel/workflow'
import { basis, house } from '../law/law'

export const reportStates = ['draft', 'frozen', 'signed'] as const
export type ReportState = (typeof reportStates)[number]

/** As much of a summary report as its rules look at. */
export type Report = { state: ReportState; frozenById: string | null }

type ReportStepRule = Step<Report, 'ownAgency'>

/** Who reports on a campaign: the insurance bureaus, and the units that act for one. */
export const reportingDepartments: readonly Department[] = ['MI']
/** The campaigns that can be reported on. */
export const reportableCampaigns = ['launched', 'closed'] as const

const byHandler = [{ role: 'handler', as: 'ownAgency' }] as const
const byHead = [{ role: 'approver', as: 'ownAgency' }] as const

const whileDrafted = house('A draft is its writers’ own.')

/** Every way a summary report (总结报告) moves: figures are frozen by one person and signed by another; a signed one never moves again. */
const steps = {
  edit: { from: ['draft'], to: 'draft', by: byHandler, basis: whileDrafted },
  takePassage: { from: ['draft'], to: 'draft', by: byHandler, basis: whileDrafted },
  leavePassage: { from: ['draft'], to: 'draft', by: byHandler, basis: whileDrafted },
  freeze: { from: ['draft'], to: 'frozen', by: byHandler, basis: house('Figures stand still while somebody else looks at them.') },
  sign: {
    from: ['frozen'],
    to: 'signed',
    by: byHead,
    notBy: ['frozenById'],
    basis: basis('campaignPlanJining2024', '五、工作安排（四）总结上报'),
  },
  sendBack: {
    from: ['frozen'],
    to: 'draft',
    by: byHead,
    notBy: ['frozenById'],
    basis: house('A report that is not right goes back to whoever drafted it.'),
  },
} satisfies Record<string, ReportStepRule>

export type ReportStep = keyof typeof steps
export const reportSteps: Record<ReportStep, ReportStepRule> = steps
export const reportStepNames = Object.keys(steps) as ReportStep[]
