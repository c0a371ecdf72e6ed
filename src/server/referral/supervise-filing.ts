import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import type { NoticeKind } from '#domain/notification/notices'
import { reasonedStepInput, supervisionInput } from '#domain/referral/inputs'
import type { FilingSupervision } from '#domain/referral/supervision'
import { startClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { clockSubject, findReferralFor, type SeenReferral, sidesOf, takeReferralStep } from './take-step'

type Supervising = { referralId: string; version: number; reason: string; documentNumber?: string }
type Step = 'askReasons' | 'explainDecline' | 'acceptReasons' | 'orderFiling'

/** What a step makes of the supervision, and who is told of it: of the reasons themselves only those that they are said to read. */
const steps: Record<Step, { becomes: FilingSupervision; tells: readonly ('sender' | 'receiver' | 'copy')[]; as: NoticeKind }> = {
  askReasons: { becomes: 'asked', tells: ['receiver', 'sender'], as: 'reasonsAsked' },
  explainDecline: { becomes: 'explained', tells: ['copy', 'sender'], as: 'reasonsGiven' },
  acceptReasons: { becomes: 'accepted', tells: ['receiver', 'sender'], as: 'reasonsAccepted' },
  orderFiling: { becomes: 'ordered', tells: ['receiver', 'sender'], as: 'filingOrdered' },
}

/** A word of its own in the trail, where states of the referral stand beside it. */
const inTrail = (state: FilingSupervision | null) => state && `supervision.${state}`

async function supervise(context: Context, name: Step, { referralId, version, reason, documentNumber }: Supervising): Promise<void> {
  const { now, calendar, actor } = context
  const referral = await findReferralFor(context, name, referralId)
  const { becomes, tells, as } = steps[name]
  const owes = { asked: clockRules.CK36, ordered: clockRules.CK37 } as const
  const rule = becomes === 'asked' || becomes === 'ordered' ? owes[becomes] : null
  const text = documentNumber ? `${documentNumber} ${reason}` : reason
  await takeReferralStep(
    context,
    name,
    referral,
    version,
    { supervision: becomes, supervisionDueAt: rule && dueAt(rule, now, calendar) },
    {
      supervision: [inTrail(referral.supervision), inTrail(becomes)],
      ...(documentNumber && { documentNumber: [null, documentNumber] as const }),
    },
    { step: name, text },
  )
  if (name === 'acceptReasons') await resumeObjection(context, referral)
  const of = { sender: referral.senderAgencyId, receiver: referral.receiverAgencyId, copy: referral.copyAgencyId }
  for (const side of tells) {
    const agencyId = of[side]
    if (!agencyId) continue
    const dedupeKey = `referral.${name}:${referralId}:${version}:${agencyId}`
    await notify(
      context,
      { agencyId },
      { kind: as, detail: { from: actor.agencyName, number: referral.number }, link: `/referrals/${referralId}`, dedupeKey },
    )
  }
}

/** The sender has its time to object once more, where the question to the police stopped it. */
async function resumeObjection(context: Context, referral: SeenReferral): Promise<void> {
  const [barred] = await context.tx.$queryRaw<{ rule: 'CK33' | 'CK35' | null }[]>`SELECT barred_objection(${referral.id}::uuid) AS rule`
  if (barred?.rule) await startClocks(context, clockSubject(referral), [barred.rule], sidesOf(referral, barred.rule))
}

/** The procuratorate asks the police why they do not file (要求说明不立案理由): seven days (CK36). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const askReasons = command('referral.askReasons', supervisionInput, (context, input) => supervise(context, 'askReasons', input))

/** The police give their reasons (说明不立案理由), to the procuratorate. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const explainDecline = command('referral.explainDecline', reasonedStepInput, (context, input) =>
  supervise(context, 'explainDecline', input),
)

/** The procuratorate lets the refusal stand, and says why. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const acceptReasons = command('referral.acceptReasons', reasonedStepInput, (context, input) =>
  supervise(context, 'acceptReasons', input),
)

/** The procuratorate tells the police to file (通知立案): fifteen days (CK37). Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const orderFiling = command('referral.orderFiling', supervisionInput, (context, input) => supervise(context, 'orderFiling', input))
