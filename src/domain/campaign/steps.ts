import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis, house } from '../law/law'

export const campaignStates = ['draft', 'confirmed', 'approved', 'launched', 'closed'] as const
export type CampaignState = (typeof campaignStates)[number]

/** As much of a campaign as its rules look at. `missing` names what its plan still lacks. */
export type Campaign = {
  state: CampaignState
  draftedById: string
  confirmedById: string | null
  /** Everybody who wrote something into the plan. */
  correctorIds: readonly string[]
  missing: readonly string[]
}

type CampaignStepRule = Step<Campaign, 'ownedAgency'>

const planComplete = ({ missing }: Campaign): Result<void> => (missing.length > 0 ? refuse('incomplete', { missing }) : ok(undefined))

/**
 * Every way a campaign (专项整治) moves from one state to the next. What a reader took from the plan is only a draft until a
 * person has confirmed it and another one, who wrote nothing of it, has approved it; nothing is sent to anybody before the launch.
 */
const steps = {
  confirm: {
    from: ['draft'],
    to: 'confirmed',
    by: [{ role: 'handler', as: 'ownedAgency' }],
    requires: planComplete,
    basis: house('What a program read binds nobody until a person has held it against the text.'),
  },
  approve: {
    from: ['confirmed'],
    to: 'approved',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    notBy: ['draftedById', 'correctorIds', 'confirmedById'],
    basis: house('Whoever wrote into a plan does not release it.'),
  },
  sendBack: {
    from: ['confirmed', 'approved'],
    to: 'draft',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    basis: house('A plan that is not right goes back before anybody else has seen it.'),
  },
  launch: {
    from: ['approved'],
    to: 'launched',
    by: [
      { role: 'approver', as: 'ownedAgency' },
      { role: 'handler', as: 'ownedAgency' },
    ],
    basis: basis('campaignPlanJining2024', '五、工作安排（一）启动部署'),
  },
  close: {
    from: ['launched'],
    to: 'closed',
    by: [{ role: 'approver', as: 'ownedAgency' }],
    basis: basis('campaignPlanJining2024', '五、工作安排（四）总结上报'),
  },
} satisfies Record<string, CampaignStepRule>

export type CampaignStep = keyof typeof steps
export const campaignSteps: Record<CampaignStep, CampaignStepRule> = steps
export const campaignStepNames = Object.keys(steps) as CampaignStep[]

/** Whoever may take part in the work on a campaign besides its steps, each as data. */
export const campaignGrants = {
  correct: [{ role: 'handler', as: 'ownedAgency' }],
  manage: [
    { role: 'handler', as: 'ownedAgency' },
    { role: 'approver', as: 'ownedAgency' },
  ],
  /** A lower agency takes up a plan that has come down to it. */
  adopt: [{ role: 'handler', as: 'below' }],
} as const

/** Who signs the commitment of a campaign that the own unit takes part in, for that unit. */
export const commitmentSigners = ['handler', 'approver'] as const

/** Who signs for a plan on behalf of an addressed unit. */
export const receiptGrants = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const
