import { type LeadState, leadStates } from './steps'

/** A state as the number by which the queue is kept: its place in the order in which a lead goes through them. */
export const stageOf = (state: LeadState): number => leadStates.indexOf(state)
