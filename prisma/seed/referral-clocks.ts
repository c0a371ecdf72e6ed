import { addClock } from './clocks'
import type { ReferralCourse } from './referral-courses'
import type { SeedReferral } from './referrals'
import type { World } from './world'

/**
 * The clocks of a referral: of its receipt by the house's rule; of a crime referral those of the law, from approval to what follows the
 * police's decision; of others the agreed time to answer.
 */
export function clockReferral(world: World, referral: SeedReferral, { kind, state }: ReferralCourse): void {
  clockReceipt(world, referral)
  const { id, number, title, moments, sender, receiver } = referral
  const subject = { type: 'referral', id, number, title } as const
  if (kind !== 'police') {
    const { delivered, answered, rejected } = moments
    if (!delivered || !referral.answerBy) return
    const responsible = { agencyId: receiver.agencyId, department: referral.receiverDepartment, regionNo: receiver.regionNo }
    const other = { department: 'MI', regionNo: sender.proposer.regionNo } as const
    addClock(
      world,
      subject,
      'CK70',
      delivered,
      answered ?? rejected ?? null,
      { responsible, other },
      String(referral.answerBy).slice(0, 10),
    )
    return
  }
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

function clockReceipt(world: World, { id, number, title, moments, sender, receiver, receiverDepartment }: SeedReferral): void {
  if (!moments.delivered) return
  const responsible = { agencyId: receiver.agencyId, department: receiverDepartment, regionNo: receiver.regionNo }
  const other = { department: 'MI', regionNo: sender.proposer.regionNo } as const
  addClock(world, { type: 'referral', id, number, title }, 'CK71', moments.delivered, moments.received ?? null, { responsible, other })
}
