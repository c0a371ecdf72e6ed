import { readinessOf } from '#server/evidence/readiness-of'
import type { ReferralView } from '#server/referral/queries'
import { requireActor } from '#server/session'
import { ReadinessCard } from '../../cases/readiness-card'

/** What whoever approves a referral to the police looks at first: what evidence stands behind it, and what is said of what is missing. */
export async function EvidenceBehind({ referral: { side, kind, state, caseId } }: { referral: ReferralView }) {
  if (side !== 'sender' || kind !== 'police' || state !== 'proposed' || !caseId) return null
  const readiness = await readinessOf(await requireActor(), caseId)
  return readiness && <ReadinessCard readiness={readiness} caseId={caseId} />
}
