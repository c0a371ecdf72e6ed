import 'server-only'
import { jointStepNames, jointSteps } from '#domain/campaign/joint-notice'
import { campaignGrants } from '#domain/campaign/steps'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import { readBytes } from '#platform/files'
import { may, whereReadable } from '../../access'
import { query } from '../../query'
import { findVisible, type VisibleCampaign } from '../visible'
import { withUnsigned } from './hold-notice'
import { jointPages, jointPaper } from './joint-paper'

/** Who may be asked to sign: the bureaus of the campaign's own place whose departments take part in it. */
const signersIn = (tx: Tx, { regionNo, participantCodes, agencyId }: VisibleCampaign) =>
  tx.agency.findMany({
    where: { kind: 'bureau', regionNo, department: { in: participantCodes }, id: { not: agencyId } },
    select: { id: true, name: true },
    orderBy: { department: 'asc' },
  })

const headOf = ({ id, name, documentNumber, state }: VisibleCampaign) => ({ id, name, documentNumber, state })

/** The joint notices of a campaign that this person reads. `null` when the campaign does not exist for them. */
export const getJointNotices = (actor: Actor, campaignId: string) =>
  query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    if (!campaign) return null
    const rows = await tx.jointNotice.findMany({
      where: { AND: [{ campaignId }, whereReadable(actor, 'jointNotice')] },
      include: { signatures: { where: whereReadable(actor, 'jointSignature') } },
      orderBy: { draftedAt: 'desc' },
      take: 200,
    })
    return {
      campaign: headOf(campaign),
      notices: rows.map(withUnsigned).map(({ id, title, state, documentNumber, draftedAt, issuedAt, signerIds, unsigned }) => ({
        ...{ id, title, state, documentNumber, draftedAt, issuedAt, asked: signerIds.length, signed: signerIds.length - unsigned.length },
      })),
      mayDraft: campaign.state === 'launched' && may(actor, campaignGrants.manage, 'campaign', campaign),
      signers: await signersIn(tx, campaign),
    }
  })

const find = async (tx: Tx, actor: Actor, id: string) =>
  isUuid(id)
    ? tx.jointNotice.findFirst({
        where: { AND: [{ id }, whereReadable(actor, 'jointNotice')] },
        include: { signatures: { where: whereReadable(actor, 'jointSignature'), orderBy: { id: 'asc' } } },
      })
    : null
type Row = NonNullable<Awaited<ReturnType<typeof find>>>

/** What this person may do now; signing only while the own department is asked. */
function stepsFor(actor: Actor, row: Row) {
  const notice = withUnsigned(row)
  const isAsked = row.signatures.some(({ agencyId, state }) => agencyId === actor.agencyId && state === 'asked')
  return jointStepNames.flatMap((name) => {
    if ((name === 'sign' || name === 'return') && !isAsked) return []
    if (!may(actor, jointSteps[name].by, 'jointNotice', row)) return []
    const taken = takeStep(jointSteps[name], notice, actor)
    if (!taken.ok && (taken.refusal.code === 'wrongState' || taken.refusal.code === 'otherPerson')) return []
    return [{ name, shut: taken.ok ? null : taken.refusal }]
  })
}

/** A joint notice with every signature to any of its texts, and what may be done. `null` when it does not exist for this person. */
export const getJointNotice = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    const row = await find(tx, actor, id)
    const campaign = row && (await findVisible(tx, actor, row.campaignId))
    if (!row || !campaign) return null
    return { ...withUnsigned(row), campaign: headOf(campaign), steps: stepsFor(actor, row), signers: await signersIn(tx, campaign) }
  })
export type JointNoticeView = NonNullable<Awaited<ReturnType<typeof getJointNotice>>>

/** The paper: the very file that was issued, or before that a draft that says so on every page. */
export async function openJointPaper(actor: Actor, id: string, today: CivilDate) {
  const row = await query(actor, (tx) => find(tx, actor, id))
  if (!row) return null
  return { title: row.title, bytes: row.sha256 ? await readBytes(row.sha256) : await jointPaper(row, today) }
}

/** The pages of the same, to be read before signing. */
export async function openJointPages(actor: Actor, id: string, today: CivilDate) {
  const row = await query(actor, (tx) => find(tx, actor, id))
  return row && { name: `${row.title}.pdf`, bytes: await jointPages(row, row.issuedAt ? beijingDay(row.issuedAt) : today) }
}
