import 'server-only'
import { filingApprovalOf } from '#documents/papers-of-cases'
import { provingAttachment } from '#domain/case/attachments'
import { proposeCaseInput } from '#domain/case/inputs'
import { bearsCase } from '#domain/case/source'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { mustHaveCommitted } from '../campaign/commitment'
import { startClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { writePaper } from '../document/papers'
import { attachFiles } from '../file/attach'
import { colleagues, recusedFrom } from '../identity/colleagues'
import { notifyApprovers } from '../notification/notify-approvers'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { paperCase } from './case-papers'
import { factRow } from './fact-rows'
import { clockSides, clockSubject, recordInTrail } from './take-step'

/**
 * Proposes to file a case (提请立案) on a lead that was found true, with two officers and its first fact.
 *
 * Refuses `notFound`, `wrongState` or `leadNotSubstantiated` (the lead), `alreadyExists`, `notColleague`, `officerRecused`, `commitmentUnsigned`,
 * and what the fact refuses. Commits together: the case, its party and fact, the draft of the filing approval form, the evidence, the verification
 * clock (CK01, running since the lead came in), the audit entry and the notice to whoever approves.
 */
export const proposeCase = command(
  'case.propose',
  proposeCaseInput,
  async (context, input): Promise<{ caseId: string; number: string }> => {
    const { tx, actor, now } = context
    const lead = await findLead(context, input.leadId)
    mustHaveCommitted(context, lead.campaignId)
    const foundAt = lead.assignedAt ?? lead.concludedAt ?? now
    const fact = factRow(input, input.partyKind, beijingDay(foundAt))
    const { agencyId, officerB } = await secondOfficer(context, lead.id, input.officerBId)

    const file = await create(context, {
      number: await nextInternalNumber(context, 'AJ', actor.regionNo, lead.secrecy),
      campaignId: lead.campaignId,
      leadId: lead.id,
      institutionId: lead.institutionId,
      partyName: input.partyName,
      cause: input.cause,
      summary: input.summary,
      department: lead.department,
      agencyId,
      regionNo: lead.regionNo,
      secrecy: lead.secrecy,
      officerAId: actor.userId,
      officerAName: actor.name,
      officerACertificate: input.officerACertificate,
      officerBId: officerB.id,
      officerBName: officerB.name,
      officerBCertificate: input.officerBCertificate,
      proposedById: actor.userId,
      proposedAt: now,
    })
    const kind = input.partyKind
    const institutionId = kind === 'institution' ? file.institutionId : null
    const party = await tx.caseParty.create({ data: { caseId: file.id, seq: 1, kind, institutionId, name: file.partyName } })
    await tx.caseFact.create({ data: { ...fact, caseId: file.id, partyId: party.id, seq: 1 } })
    await recordInTrail(context, file.id, 'propose', { state: [null, 'proposed'], leadId: [null, lead.id] })
    await attachFiles(context, { type: 'case', id: file.id }, file, provingAttachment, input.evidenceFileIds)

    await startClocks({ ...context, now: foundAt }, clockSubject(file), ['CK01'], clockSides(file))
    const lastInstant = dueAt(clockRules.CK01, foundAt, context.calendar)
    const form = filingApprovalOf(paperCase({ ...file, facts: await tx.caseFact.findMany({ where: { caseId: file.id } }) }), {
      organ: actor.agencyName,
      source: lead.source,
      leadNumber: lead.number,
      foundOn: beijingDay(foundAt),
      lastDay: beijingDay(new Date(lastInstant.getTime() - 1)),
      datedOn: beijingDay(now),
    })
    await writePaper(context, 'caseFilingApproval', { type: 'case', id: file.id, title: file.partyName, secrecy: file.secrecy }, form)
    const notice = { kind: 'caseProposed', detail: { number: file.number }, link: `/cases/${file.id}` } as const
    await notifyApprovers(context, agencyId, lead, { ...notice, dedupeKey: `case.propose:${file.id}` })
    return { caseId: file.id, number: file.number }
  },
)

/** The lead that bears the case, held against a second proposal at the same time. */
async function findLead({ tx, actor }: Context, leadId: string) {
  const lead = await tx.lead.findFirst({
    where: { AND: [{ id: leadId }, whereMay(actor, [{ role: 'handler', as: 'ownAgency' }], 'lead')] },
  })
  if (!lead) return must(refuse('notFound'))
  must(bearsCase(lead))
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${lead.id}::uuid FOR UPDATE`
  const live = await tx.case.count({ where: { leadId: lead.id, state: { not: 'notFiled' } } })
  return live === 0 ? lead : must(refuse('alreadyExists'))
}

/** One live case a lead. A bureau above may have taken the lead on, whose case is out of sight from here: the database knows. */
async function create({ tx }: Context, row: Prisma.CaseCreateManyInput) {
  const created = await tx.case.createMany({ data: [row], skipDuplicates: true })
  if (created.count === 0) must(refuse('alreadyExists'))
  return tx.case.findUniqueOrThrow({ where: { number: row.number }, include: { institution: { select: { code: true, address: true } } } })
}

/** No fewer than two officers on a case; the second works in the same agency. */
async function secondOfficer({ tx, actor, now }: Context, leadId: string, officerBId: string) {
  const { agencyId } = actor
  if (!agencyId) return must(refuse('notFound'))
  if (officerBId === actor.userId) must(refuse('notColleague'))
  const officerB = (await colleagues(tx, agencyId, now)).find(({ id }) => id === officerBId)
  if ((await recusedFrom(tx, leadId, [officerBId])).size > 0) must(refuse('officerRecused'))
  return officerB ? { agencyId, officerB } : must(refuse('notColleague'))
}
