import 'server-only'
import { foundHolds } from '#domain/case/money'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import type { Context } from '../command'
import { must } from '../refused'
import type { SeenCase } from './take-step'

const noteOf = (seq: number) => `#${seq}`

/** Posts what a fact cost the funds as found. */
export async function postFound({ tx, actor, now }: Context, file: SeenCase, seq: number, amountFen: bigint): Promise<void> {
  if (amountFen === 0n) return
  await tx.caseMoney.create({
    data: {
      ...{ caseId: file.id, campaignId: file.campaignId, kind: 'found', amountFen, occurredOn: toDateColumn(beijingDay(now)) },
      ...{ note: noteOf(seq), agencyId: file.agencyId, recordedById: actor.userId, recordedAt: now },
    },
  })
}

/**
 * What was posted as found of a fact counts no more, and what it is now is posted in its place. Refuses `foundBelowReturned`: no less can have
 * been lost than has come back.
 */
export async function postFoundAnew(
  context: Context,
  file: SeenCase,
  fact: { seq: number; fundLossFen: bigint },
  fundLossFen: bigint,
  reason: string,
): Promise<void> {
  if (fundLossFen === fact.fundLossFen) return
  must(foundHolds(file.money, fundLossFen - fact.fundLossFen))
  const found = file.money.filter(({ kind, rejectedAt }) => kind === 'found' && rejectedAt === null)
  // Taken over from a register, it may not say of which fact it is.
  const posted = found.find(({ note }) => note === noteOf(fact.seq)) ?? found.find(({ amountFen }) => amountFen === fact.fundLossFen)
  if (posted) await context.tx.caseMoney.update({ where: { id: posted.id }, data: { rejectedAt: context.now, rejectionReason: reason } })
  await postFound(context, file, fact.seq, fundLossFen)
}
