import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type LetterKind, letterKindRules } from '#domain/letter/kinds'
import { whereReadable } from '../access'
import { query } from '../query'
import { letterReceivers, writableKinds } from './receivers'

type Asked = { kind?: LetterKind; caseId?: string; leadId?: string; followsId?: string; search?: string; chosenIds?: readonly string[] }

/** What the form of a new letter begins with. `null` when this person writes none, or not of this matter. */
export const getLetterDraft = (actor: Actor, { kind: wanted, caseId, leadId, followsId, search = '', chosenIds = [] }: Asked) =>
  query(actor, async (tx) => {
    const kinds = writableKinds(actor)
    const kind = wanted && kinds.includes(wanted) ? wanted : kinds[0]
    if (!kind) return null
    const before = followsId
      ? await tx.letter.findFirst({
          where: { AND: [{ id: followsId, senderAgencyId: actor.agencyId ?? '' }, whereReadable(actor, 'letter')] },
        })
      : null
    const ofCase = caseId ?? before?.caseId
    const ofLead = leadId ?? before?.leadId
    const file = ofCase
      ? await tx.case.findFirst({
          where: { AND: [{ id: ofCase }, whereReadable(actor, 'case')] },
          select: { id: true, number: true, regionNo: true, agencyId: true, partyName: true },
        })
      : null
    const lead = ofLead
      ? await tx.lead.findFirst({
          where: { AND: [{ id: ofLead }, whereReadable(actor, 'lead')] },
          select: { id: true, number: true, regionNo: true, agencyId: true, institutionName: true },
        })
      : null
    if ((followsId && !before) || (ofCase && !file) || (ofLead && !lead)) return null
    const matter = file ?? lead
    const holder = before?.receiverAgencyId ?? matter?.agencyId
    const chosen = [...new Set([...(holder ? [holder] : []), ...chosenIds])]
    const receivers = await letterReceivers(tx, actor, kind, matter?.regionNo ?? null, { search, chosen })
    return {
      ...{ kind, kinds, receivers: receivers.map(({ id, name }) => ({ id, name })), chosen },
      ...{ search, searchable: ['anywhere', 'below'].includes(letterKindRules[kind].direction) },
      matterNumber: matter?.number ?? before?.number ?? null,
      fields: { ...(file && { caseId: file.id }), ...(lead && { leadId: lead.id }), ...(before && { followsId: before.id }) },
      begins: {
        title: before?.title ?? '',
        subjectName: before?.subjectName ?? file?.partyName ?? lead?.institutionName ?? '',
        problems: before?.problems ?? '',
        suggestions: before?.suggestions.join('\n') ?? '',
      },
    }
  })
