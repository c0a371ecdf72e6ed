import 'server-only'
import type { WordedKind } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { hasOthersBelow, ownWords, proposesWordings, proposeWordingInput, wordsHold } from '#domain/document/wording'
import type { Actor } from '#domain/kernel/access'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { may } from '../../access'
import { command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'

/** Whether this person proposes words for papers: a handler of an insurance bureau that has others below it. */
export const mayProposeWordings = (actor: Actor): boolean =>
  hasOthersBelow(actor) && may(actor, proposesWordings, 'paperWording', { agencyId: actor.agencyId, department: actor.department })

/**
 * Proposes a version of the words of a paper for the own bureau's area (拟订文书用语). A second person puts it in force.
 *
 * Refuses `notFound` (somebody who proposes none), `unknownField`, `wordingUnfit`, `nothingReworded`.
 */
export const proposeWording = command('document.proposeWording', proposeWordingInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const agencyId = actor.agencyId
  if (agencyId === null || !mayProposeWordings(actor)) return must(refuse('notFound'))
  const { kind, validFrom, note, ...typed } = input
  must(wordsHold(kind as WordedKind, typed))
  // Two who propose at once for one bureau take turns.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`paper_wording:${agencyId}:${kind}`}, 79))`
  const last = await tx.paperWording.findFirst({ where: { agencyId, kind }, orderBy: { seq: 'desc' }, select: { seq: true } })
  const seq = (last?.seq ?? 0) + 1
  const { id } = await tx.paperWording.create({
    data: {
      ...{ kind, seq, agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
      ...{ rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo },
      ...{ words: ownWords(kind as WordedKind, typed), note, validFrom: toDateColumn(validFrom) },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  const title = documentKinds[kind as WordedKind].name
  await audit(tx, {
    ...{ at: now, actor, action: 'document.proposeWording', requestId, subject: { type: 'paperWording', id } },
    change: { kind: [null, title], seq: [null, seq], note: [null, note] },
  })
  const notice = { kind: 'wordingProposed', detail: { title }, link: `/documents/wordings/${id}` } as const
  await notify(context, { agencyId }, { ...notice, dedupeKey: `document.proposeWording:${id}` })
  return { wordingId: id }
})
