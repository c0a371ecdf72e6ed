import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { savePhrasesInput } from '#domain/self-inspection/review-inputs'
import { audit } from '#platform/audit'
import { command } from '../command'
import { query } from '../query'
import { must } from '../refused'
import { mayReview } from './review-queue'

/** The agency's own phrases; `null` while it keeps none and those of the house stand. */
export const ownPhrases = (actor: Actor) =>
  query(actor, async (tx) => {
    if (actor.agencyId === null) return null
    return tx.returnPhrases.findFirst({
      where: { agencyId: actor.agencyId },
      select: { phrases: true, version: true, updatedByName: true, updatedAt: true },
    })
  })

/** Writes the agency's phrases anew (常用退回理由). Refuses `notFound` for whoever does not review, `changedMeanwhile`. */
export const savePhrases = command('filing.savePhrases', savePhrasesInput, async (context, { version, phrases }) => {
  const { tx, actor, now, requestId } = context
  const { agencyId } = actor
  if (!mayReview(actor) || agencyId === null) return must(refuse('notFound'))
  const held = await tx.returnPhrases.findFirst({ where: { agencyId } })
  if ((held?.version ?? 0) !== version) must(refuse('changedMeanwhile'))
  const data = { phrases, updatedByName: actor.name, updatedAt: now }
  const written = held
    ? await tx.returnPhrases.updateMany({ where: { agencyId, version }, data: { ...data, version: { increment: 1 } } })
    : await tx.returnPhrases.createMany({ data: { agencyId, ...data }, skipDuplicates: true })
  if (written.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: 'filing.savePhrases', requestId, subject: { type: 'agency', id: agencyId } },
    change: { phrases: [held?.phrases ?? null, phrases] },
  })
})
