import { addClock } from './clocks'
import type { ReferralCourse } from './referral-courses'
import type { SeedReferral } from './referrals'
import type { World } from './world'

/** The clocks of a crime referral: approval, delivery, the police's decision, and what follows it. Other referrals have none in law. */
export function clockReferral(world: World, referral: SeedReferral, { kind, state }: ReferralCourse): void {
  if (kind !== 'police') return
  const { id, number, title, moments, sender, receiver } = referral
  const subject = { type: 'referral', id, number, title } as const
  const sending = { agencyId: sender.agencyId, department: 'MI', regionNo: sender.proposer.regionNo } as const
  const police = { agencyId: receiver.agencyId, department: 'PS', regionNo: receiver.regionNo } as const
  const { approved, declined, delivered, received, criminalCaseOpened, criminalCaseDeclined } = moments

  addClock(world, subject, 'CK29', moments.proposedAt, approved ?? declined ?? null, { responsible: sending })
  if (approved) addClock(world, subject, 'CK30', approved, delivered ?? null, { responsible: sending })
  if (received)
    addClock(world, subject, 'CK32', received, criminalCaseOpened ?? criminalCaseDeclined ?? null, { responsible: police, other: sending })
  if (state === 'criminalCaseOpened' && criminalCaseOpened) {
    const handedOver = world.now.getTime() - criminalCaseOpened.getTime() > 5 * 86_400_000
    const stoppedAt = handedOver ? new Date(criminalCaseOpened.getTime() + 2 * 86_400_000) : null
    addClock(world, subject, 'CK38', criminalCaseOpened, stoppedAt, { responsible: sending, other: police })
  }
  if (criminalCaseDeclined) addClock(world, subject, 'CK33', criminalCaseDeclined, null, { responsible: sending, other: police })
}
