import { ok, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'

export const consultationStates = ['open', 'concluded', 'calledOff'] as const
export type ConsultationState = (typeof consultationStates)[number]

export const shareStates = ['asked', 'given', 'avoided', 'closed'] as const
export type ShareState = (typeof shareStates)[number]

/** As much of a consultation as its rules look at. `opinions`: how many were given. */
export type Consultation = { state: ConsultationState; openedById: string; opinions: number }
export type Share = { state: ShareState }

/** Who may put a case before others: whoever works on it, and the head of the agency. */
export const openingGrants = [
  { role: 'handler', as: 'officerA' },
  { role: 'reviewer', as: 'officerA' },
  { role: 'handler', as: 'officerB' },
  { role: 'reviewer', as: 'officerB' },
  { role: 'approver', as: 'ownAgency' },
] as const

const heard = ({ opinions }: Consultation) => (opinions > 0 ? ok(undefined) : refuse('opinionMissing'))
const twoPeople = house('Whoever asked a question does not settle it alone: a second person weighs what was answered.')
const ownUntilSettled = house('A question that nobody needs any more is taken back with its reason, and whoever was asked is told.')
const once = house('An opinion is given once and stays as it was given; who cannot be impartial says so instead.')

export type ConsultationStep = 'conclude' | 'callOff'

/** Every way a consultation (会商) ends. */
export const consultationSteps: Readonly<Record<ConsultationStep, Step<Consultation, 'ownAgency'>>> = {
  conclude: {
    from: ['open'],
    to: 'concluded',
    by: [{ role: 'approver', as: 'ownAgency' }],
    notBy: ['openedById'],
    requires: heard,
    basis: twoPeople,
  },
  callOff: {
    from: ['open'],
    to: 'calledOff',
    by: [
      { role: 'handler', as: 'ownAgency' },
      { role: 'reviewer', as: 'ownAgency' },
      { role: 'approver', as: 'ownAgency' },
    ],
    basis: ownUntilSettled,
  },
}
export const consultationStepNames = Object.keys(consultationSteps) as ConsultationStep[] // the keys of the table are its steps

const byTheAsked = [
  { role: 'handler', as: 'asked' },
  { role: 'reviewer', as: 'asked' },
  { role: 'approver', as: 'asked' },
] as const

/** Every way one who is asked answers. What an expert from outside says, the host writes down. */
export const shareSteps: Readonly<Record<'give' | 'avoid', Step<Share, 'asked'>>> = {
  give: { from: ['asked'], to: 'given', by: byTheAsked, basis: once },
  avoid: { from: ['asked'], to: 'avoided', by: byTheAsked, basis: once },
}

/** What the host writes down for an expert from outside. */
export const expertGrants = [
  { role: 'handler', as: 'hostAgency' },
  { role: 'reviewer', as: 'hostAgency' },
] as const
