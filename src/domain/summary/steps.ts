import type { Step } from '../kernel/workflow'

export const reportStates = ['draft', 'frozen', 'signed'] as const
export type ReportState = (typeof reportStates)[number]

/** As much of a summary report as its rules look at. */
export type Report = { state: ReportState; frozenById: string | null }

type ReportStepRule = Step<Report, 'ownAgency'>

/** Every way a summary report (总结报告) moves: figures are frozen by one person and signed by another; a signed one never moves again. */
const steps = {
  edit: { from: ['draft'], to: 'draft', by: [{ role: 'handler', as: 'ownAgency' }], basis: null },
  freeze: { from: ['draft'], to: 'frozen', by: [{ role: 'handler', as: 'ownAgency' }], basis: null },
  sign: { from: ['frozen'], to: 'signed', by: [{ role: 'approver', as: 'ownAgency' }], notBy: ['frozenById'], basis: null },
  sendBack: { from: ['frozen'], to: 'draft', by: [{ role: 'approver', as: 'ownAgency' }], notBy: ['frozenById'], basis: null },
} satisfies Record<string, ReportStepRule>

export type ReportStep = keyof typeof steps
export const reportSteps: Record<ReportStep, ReportStepRule> = steps
export const reportStepNames = Object.keys(steps) as ReportStep[]
