import 'server-only'
import { draftJointInput, moveJointInput, redraftJointInput } from '#domain/campaign/joint-inputs'
import { jointText, toAsk, voidsSignatures } from '#domain/campaign/joint-notice'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { findCampaignTo } from '../take-step'
import { hashOfText, holdNotice, moveNotice, tellOfNotice } from './hold-notice'

type OfCampaign = { agencyId: string; regionNo: number; participantCodes: readonly string[] }

/** The bureaus of the campaign's own place and departments, in the order they were named. Refuses `notFound` for any other. */
async function signersOf({ tx }: Context, campaign: OfCampaign, agencyIds: readonly string[]) {
  const wanted = [...new Set(agencyIds)]
  const found = await tx.agency.findMany({
    where: { id: { in: wanted, not: campaign.agencyId }, kind: 'bureau', regionNo: campaign.regionNo },
    select: { id: true, name: true, department: true },
  })
  const signers = wanted.map((id) => found.find((agency) => agency.id === id) ?? must(refuse('notFound')))
  if (signers.some(({ department }) => !campaign.participantCodes.includes(department))) must(refuse('notFound'))
  return { signerIds: signers.map(({ id }) => id), signerNames: signers.map(({ name }) => name) }
}

/**
 * Drafts a notice that the departments of a campaign issue together. Refuses `notFound` (a campaign of another bureau; a department of another
 * place, or with no part in it), `wrongState` (the campaign is not under way).
 */
export const draftJointNotice = command('jointNotice.draft', draftJointInput, async (context, { campaignId, agencyIds, ...words }) => {
  const { tx, actor, now, requestId } = context
  const campaign = await findCampaignTo(context, 'manage', campaignId)
  if (campaign.state !== 'launched') must(refuse('wrongState', { state: campaign.state }))
  const signers = await signersOf(context, campaign, agencyIds)
  const { agencyId, department, regionNo } = campaign
  const { id } = await tx.jointNotice.create({
    data: {
      ...{ ...words, ...signers, campaignId, agencyId, agencyName: actor.agencyName, department, regionNo },
      ...{ draftedById: actor.userId, draftedByName: actor.name, draftedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'jointNotice.draft', requestId, subject: { type: 'campaign', id: campaignId } },
    change: { title: [null, words.title], asked: [null, signers.signerNames.join('、')] },
  })
  return { noticeId: id, campaignId }
})

/**
 * Writes it anew, while it is not issued. Another word, or another organ, voids what was said to the text before; it is to be put to signature
 * again. Refuses `notFound`, `wrongState`, `otherPerson` (not its drafter), `changedMeanwhile`.
 */
export const redraftJointNotice = command(
  'jointNotice.redraft',
  redraftJointInput,
  async (context, { noticeId, version, agencyIds, ...words }) => {
    const { tx, now } = context
    const notice = await holdNotice(context, 'redraft', noticeId)
    const signers = await signersOf(context, await findCampaignTo(context, 'manage', notice.campaignId), agencyIds)
    const text = jointText({ ...words, ...signers, agencyId: notice.agencyId })
    const isAnother = voidsSignatures(jointText(notice), text)
    const voided = isAnother
      ? await tx.jointSignature.updateMany({
          where: { noticeId, state: { in: ['asked', 'signed'] } },
          data: { state: 'voided', voidedAt: now },
        })
      : { count: 0 }
    const revision = notice.revision + (isAnother && notice.textSha256 !== null ? 1 : 0)
    await moveNotice(
      context,
      'redraft',
      notice,
      version,
      { ...words, ...signers, revision, ...(isAnother ? { textSha256: null, submittedAt: null } : {}) },
      { revision: [notice.revision, revision], voided: [null, voided.count] },
    )
    return { campaignId: notice.campaignId }
  },
)

/** Puts the text to signature: it is fixed by its hash, and each agency that has not signed this very text is asked. Refuses as above. */
export const submitJointNotice = command('jointNotice.submit', moveJointInput, async (context, { noticeId, version }) => {
  const { tx, now } = context
  const notice = await holdNotice(context, 'submit', noticeId)
  const textSha256 = hashOfText(jointText(notice))
  const asked = toAsk(notice.signerIds, notice.signatures, textSha256)
  const { agencyId: hostAgencyId, department: hostDepartment, regionNo: hostRegionNo, signerIds, signerNames, revision } = notice
  await tx.jointSignature.createMany({
    data: asked.map((agencyId) => ({
      ...{ noticeId, revision, textSha256, agencyId, agencyName: signerNames[signerIds.indexOf(agencyId)] ?? '' },
      ...{ hostAgencyId, hostDepartment, hostRegionNo, signerIds, askedAt: now },
    })),
  })
  await moveNotice(context, 'submit', notice, version, { textSha256, submittedAt: now }, { textSha256: [notice.textSha256, textSha256] })
  for (const agencyId of asked) await tellOfNotice(context, { agencyId }, 'jointNoticeAsked', notice)
})
