import 'server-only'
import { randomUUID } from 'node:crypto'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { draftLetterInput } from '#domain/letter/inputs'
import { letterKindRules } from '#domain/letter/kinds'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { mustHaveCommitted } from '../campaign/commitment'
import { type Context, command } from '../command'
import { notifyApprovers } from '../notification/notify-approvers'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { letterReceivers, writableKinds } from './receivers'

const usualSecrecy = 2

/**
 * Drafts a letter to each of the receivers, alike but for whom it goes to.
 *
 * Refuses `notFound` (a kind that is not this department's, a matter out of reach or missing where there must be one), `notReceiver`,
 * `commitmentUnsigned`.
 */
export const draftLetter = command('letter.draft', draftLetterInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const { agencyId, department } = actor
  if (!agencyId || !department || !writableKinds(actor).includes(input.kind)) return must(refuse('notFound'))
  const matter = await matterOf(context, input)
  if (letterKindRules[input.kind].about === 'matter' && matter.campaignId === null) must(refuse('notFound'))
  const secrecy = Math.max(usualSecrecy, matter.secrecy)
  if (actor.clearance < secrecy) must(refuse('notFound'))
  const open = await letterReceivers(tx, actor, input.kind, matter.regionNo, { ids: input.receiverAgencyIds })
  const groupId = randomUUID()
  const ids: string[] = []
  for (const receiverId of new Set(input.receiverAgencyIds)) {
    const receiver = open.find(({ id }) => id === receiverId) ?? must(refuse('notReceiver'))
    const letter = await tx.letter.create({
      data: {
        ...{ number: await nextInternalNumber(context, 'HJ', actor.regionNo), kind: input.kind, secrecy, groupId },
        ...{ followsId: input.followsId ?? null, campaignId: matter.campaignId, caseId: matter.caseId, leadId: matter.leadId },
        ...{ senderAgencyId: agencyId, senderAgencyName: actor.agencyName, senderDepartment: department, senderRegionNo: actor.regionNo },
        ...{ receiverAgencyId: receiver.id, receiverAgencyName: receiver.name },
        ...{ receiverDepartment: receiver.department, receiverRegionNo: receiver.regionNo },
        ...{ subjectName: input.subjectName, title: input.title, problems: input.problems, suggestions: input.suggestions },
        answerBy: input.answerBy ? toDateColumn(input.answerBy) : null,
        ...{ draftedById: actor.userId, draftedByName: actor.name, draftedAt: now },
      },
      select: { id: true },
    })
    ids.push(letter.id)
    await audit(tx, {
      ...{ at: now, actor, action: 'letter.draft', requestId, subject: { type: 'letter', id: letter.id } },
      change: { kind: [null, input.kind], receiver: [null, receiver.name] },
    })
  }
  const [first] = ids
  const id = first ?? must(refuse('notReceiver'))
  await notifyApprovers(
    context,
    agencyId,
    { id, secrecy },
    {
      ...{ kind: 'letterDrafted', detail: { from: actor.name, title: input.title } },
      ...{ link: `/letters/${id}`, dedupeKey: `letter.draft:${id}` },
    },
  )
  return { id }
})

type About = { caseId?: string; leadId?: string; followsId?: string }

/** What it is about, as far as the writer can reach it. */
async function matterOf(context: Context, { caseId, leadId, followsId }: About) {
  const { tx, actor } = context
  const select = { id: true, campaignId: true, regionNo: true, secrecy: true } as const
  if (followsId) {
    const own = { AND: [{ id: followsId, senderAgencyId: actor.agencyId ?? '' }, whereReadable(actor, 'letter')] }
    if ((await tx.letter.count({ where: own })) === 0) must(refuse('notFound'))
  }
  const file = caseId ? await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] }, select }) : null
  const lead = leadId ? await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select }) : null
  if ((caseId && !file) || (leadId && !lead)) must(refuse('notFound'))
  const matter = file ?? lead
  if (!matter) return { caseId: null, leadId: null, campaignId: null, regionNo: null, secrecy: 0 }
  mustHaveCommitted(context, matter.campaignId)
  return { ...matter, caseId: file?.id ?? null, leadId: lead?.id ?? null }
}
