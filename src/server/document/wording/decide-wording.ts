import 'server-only'
import { isWordedKind } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { decideWordingInput, reasonedWordingInput, type WordingStep, wordingSteps, wordsHold } from '#domain/document/wording'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { wordsOf } from './queries'

/** Settles a version. Refuses `notFound`, `wrongState`, `samePerson`, `unknownField`, `wordingUnfit`, `changedMeanwhile`. */
async function settle(context: Context, name: WordingStep, wordingId: string, version: number, why = '') {
  const { tx, actor, now, requestId } = context
  const step = wordingSteps[name]
  const where = { AND: [{ id: wordingId }, whereMay(actor, step.by, 'paperWording')] }
  const found = (await tx.paperWording.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(step, found, actor))
  // The paragraphs of the house may have changed since it was proposed.
  if (name === 'approve') must(isWordedKind(found.kind) ? wordsHold(found.kind, wordsOf(found.words)) : refuse('notFound'))
  const set = await tx.paperWording.updateMany({
    where: { id: found.id, version, state: found.state },
    data: {
      ...{ state: step.to, decisionReason: why, version: { increment: 1 } },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `document.${name}Wording`, subject: { type: 'paperWording', id: found.id }, requestId },
    change: { state: [found.state, step.to], ...(why ? { reason: [null, why] as const } : {}) },
  })
  const title = isWordedKind(found.kind) ? documentKinds[found.kind].name : found.kind
  const notice = { kind: 'wordingDecided', detail: { title, name: actor.name, decision: name, reason: why } } as const
  const to = { link: `/documents/wordings/${found.id}`, dedupeKey: `document.${name}Wording:${found.id}` }
  await notify(context, { userId: found.proposedById }, { ...notice, ...to })
}

/** Puts a version in force from its day on: a second person, of the bureau that proposed it or of one above. */
export const approveWording = command('document.approveWording', decideWordingInput, (context, { wordingId, version }) =>
  settle(context, 'approve', wordingId, version),
)

/** Turns it down, with a reason. */
export const refuseWording = command('document.refuseWording', reasonedWordingInput, (context, { wordingId, version, reason }) =>
  settle(context, 'refuse', wordingId, version, reason),
)

/** Takes it out of force, with a reason. The one before it, or that of the bureau above, speaks again; what was issued stays as it was. */
export const endWording = command('document.endWording', reasonedWordingInput, (context, { wordingId, version, reason }) =>
  settle(context, 'end', wordingId, version, reason),
)
