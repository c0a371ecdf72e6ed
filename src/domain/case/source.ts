import { ok, type Result, refuse } from '../kernel/result'
import type { LeadConclusion } from '../lead/conclusions'
import type { LeadState } from '../lead/steps'

/** Whether a lead bears a case: verified, reviewed, and found true at least in part. Refuses `wrongState`, `leadNotSubstantiated`. */
export function bearsCase({ state, conclusion }: { state: LeadState; conclusion: LeadConclusion | null }): Result<void> {
  if (state !== 'concluded') return refuse('wrongState', { state })
  return conclusion === 'substantiated' || conclusion === 'partlySubstantiated' ? ok(undefined) : refuse('leadNotSubstantiated')
}
