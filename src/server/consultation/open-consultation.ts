import 'server-only'
import { createHash } from 'node:crypto'
import { openConsultationInput } from '#domain/consultation/inputs'
import { openingGrants } from '#domain/consultation/steps'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { discloseCase } from '#domain/referral/disclosure'
import { canonicalJson } from '#domain/referral/snapshot'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { nextInternalNumber } from '../numbering'
import { caseToDisclose } from '../referral/snapshot'
import { must } from '../refused'
import { invitableAgencies } from './invitable'

/**
 * Puts a question on a case, and of the case what was chosen, before agencies and experts from outside. Each has a share of its own, with
 * what was put before it as it stands now; nobody who is asked comes to see the case.
 *
 * Refuses `notFound` (a case out of reach, or another's), `wrongState` (the case is closed), `invalidInput` (nobody is asked), `notReceiver`
 * (an agency that has not signed the campaign's commitment).
 */
export const openConsultation = command('consultation.open', openConsultationInput, async (context, { caseId, ...asked }) => {
  const { tx, actor, now, requestId } = context
  const file =
    (await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereMay(actor, openingGrants, 'case')] } })) ?? must(refuse('notFound'))
  if (file.closedAt) must(refuse('wrongState', { state: file.state }))
  const invited = await invitedOf(context, file.campaignId, asked)
  if (invited.length === 0) must(refuse('invalidInput', { fields: ['agencyIds'] }))
  const disclosed = await disclosedOf(context, caseId, asked)
  const disclosedHash = createHash('sha256').update(canonicalJson(disclosed)).digest('hex')

  const { campaignId, secrecy, agencyId, department, regionNo } = file
  const number = await nextInternalNumber(context, 'HS', regionNo, secrecy)
  const { title, question } = asked
  const answerBy = asked.answerBy ? toDateColumn(asked.answerBy) : null
  const matter = { number, secrecy, caseId, campaignId, title, question, answerBy }
  const { id } = await tx.consultation.create({
    data: {
      ...{ ...matter, agencyId, agencyName: actor.agencyName, department, regionNo },
      ...{ openedById: actor.userId, openedByName: actor.name, openedAt: now },
    },
    select: { id: true },
  })
  await tx.consultationShare.createMany({
    data: invited.map((one, index) => ({
      ...{ ...matter, ...one, consultationId: id, seq: index + 1, disclosed, disclosedHash, sharedAt: now },
      ...{ hostAgencyId: agencyId, hostAgencyName: actor.agencyName, hostDepartment: department, hostRegionNo: regionNo },
    })),
  })
  for (const { agencyId: askedId } of invited)
    if (askedId)
      await notify(
        context,
        { agencyId: askedId },
        {
          ...{ kind: 'consultationOpened', detail: { from: actor.agencyName } },
          ...{ link: `/consultations/${id}`, dedupeKey: `consultation.open:${id}:${askedId}` },
        },
      )
  await audit(tx, {
    ...{ at: now, actor, action: 'consultation.open', requestId, subject: { type: 'case', id: caseId } },
    change: {
      number: [null, number],
      asked: [null, invited.map(({ invitedName }) => invitedName).join('、')],
      hash: [null, disclosedHash],
    },
  })
  return { id }
})

type Asked = { agencyIds: readonly string[]; experts: readonly { name: string; speciality: string }[] }

async function invitedOf({ tx, actor }: Context, campaignId: string, { agencyIds, experts }: Asked) {
  const open = await invitableAgencies(tx, actor, campaignId)
  const agencies = [...new Set(agencyIds)].map((id) => open.find((agency) => agency.id === id) ?? must(refuse('notReceiver')))
  return [
    ...agencies.map(({ id, name }) => ({ agencyId: id, invitedName: name, speciality: '' })),
    ...experts.map(({ name, speciality }) => ({ agencyId: null, invitedName: name, speciality })),
  ]
}

/** What of the case goes: by the rule of what is put before another department, each part and each fact only where it was chosen. */
async function disclosedOf({ tx }: Context, caseId: string, { parts, factIds }: Parameters<typeof discloseCase>[2] & object) {
  const file = (await caseToDisclose(tx, caseId)) ?? must(refuse('notFound'))
  return { case: discloseCase('other', file, { parts, factIds }) }
}
