import 'server-only'
import { materialTitles } from '#documents/papers-of-referrals'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { maySend, type ReferralKind, referralKindRules } from '#domain/referral/kinds'
import type { MaterialKind } from '#domain/referral/materials'
import { mustHaveCommitted } from '../campaign/commitment'
import type { Context } from '../command'
import { type Paper, writePaper } from '../document/papers'
import { filesForMatter, type MatterFile } from '../file/copy-file'
import { notifyApprovers } from '../notification/notify-approvers'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import type { About } from './about'
import { type Receiver, receiversBack, receiversFor } from './receivers'
import { recordInTrail } from './take-step'

type Opening = { receiverAgencyId: string; title: string; summary: string; answerBy?: string }
type Officers = { officerAId: string; officerAName: string; officerBId: string; officerBName: string }

export type OpenedReferral = { id: string; number: string; title: string; secrecy: number; receiver: Receiver; copy: Receiver | null }

/**
 * Creates a proposed referral of a kind, without its papers.
 *
 * Refuses `notFound` (a kind that is not about such a matter, or a person not cleared for it), `notReceiver`, `commitmentUnsigned`.
 */
export async function openReferral(
  context: Context,
  kind: ReferralKind,
  about: About,
  opening: Opening,
  officers?: Officers,
): Promise<OpenedReferral> {
  const { tx, actor, now } = context
  const { agencyId, department } = actor
  const rule = referralKindRules[kind]
  if (!agencyId || !department || actor.clearance < rule.secrecy || !rule.about.includes(about.type)) return must(refuse('notFound'))
  if (!maySend(department, kind)) return must(refuse('notFound'))

  mustHaveCommitted(context, about.campaignId)
  const receiver = await findReceiver(context, kind, about, opening.receiverAgencyId)
  const copy = kind === 'police' ? ((await receiversFor(tx, actor.regionNo, ['PR']))[0] ?? null) : null
  const number = await nextInternalNumber(context, 'YS', actor.regionNo, rule.secrecy)
  const referral = await tx.referral.create({
    data: {
      number,
      kind,
      campaignId: about.campaignId,
      caseId: about.caseId,
      leadId: about.leadId,
      originId: about.origin?.id ?? null,
      title: opening.title,
      summary: opening.summary,
      secrecy: rule.secrecy,
      senderAgencyId: agencyId,
      senderAgencyName: actor.agencyName,
      senderDepartment: department,
      senderRegionNo: actor.regionNo,
      receiverAgencyId: receiver.id,
      receiverAgencyName: receiver.name,
      receiverDepartment: receiver.department,
      receiverRegionNo: receiver.regionNo,
      copyAgencyId: copy?.id ?? null,
      copyAgencyName: copy?.name ?? null,
      copyDepartment: copy?.department ?? null,
      copyRegionNo: copy?.regionNo ?? null,
      ...officers,
      proposedById: actor.userId,
      proposedByName: actor.name,
      proposedAt: now,
      answerBy: opening.answerBy ? toDateColumn(opening.answerBy) : null,
    },
    select: { id: true, number: true, title: true, secrecy: true },
  })
  await recordInTrail(context, referral.id, 'propose', { state: [null, 'proposed'], kind: [null, kind] })
  await tellApprovers(context, { ...referral, senderAgencyId: agencyId }, 0)
  return { ...referral, receiver, copy }
}

type ToApprove = { id: string; number: string; secrecy: number; senderAgencyId: string }

/** Tells those who may approve that a referral waits for them, once for each `round`. */
export async function tellApprovers(context: Context, { id, number, secrecy, senderAgencyId }: ToApprove, round: number): Promise<void> {
  const notice = { kind: 'referralProposed', detail: { number }, link: `/referrals/${id}` } as const
  const dedupeKey = round === 0 ? `referral.propose:${id}` : `referral.propose:${id}:${round}`
  await notifyApprovers(context, senderAgencyId, { id, secrecy }, { ...notice, dedupeKey })
}

/** The agency asked for, when a matter of this kind and region goes to it, or what goes back came from it; and not the sender itself. */
async function findReceiver({ tx, actor }: Context, kind: ReferralKind, { origin }: About, id: string): Promise<Receiver> {
  const receivers = origin ? await receiversBack(tx, origin) : await receiversFor(tx, actor.regionNo, referralKindRules[kind].receivers)
  return receivers.find((agency) => agency.id === id && agency.id !== actor.agencyId) ?? must(refuse('notReceiver'))
}

/** The letter comes first; what was there before it keeps its place. */
export const letterSeq = 1

type NewMaterial = { kind: MaterialKind; title: string; pages: number; fileId: string; sha256: string }

export type Numbered = NewMaterial & { seq: number }

/** Each in its place after what is held. */
export function numberedAfter<Material>(held: readonly { seq: number }[], materials: readonly Material[]): (Material & { seq: number })[] {
  const last = Math.max(letterSeq, ...held.map(({ seq }) => seq))
  return materials.map((material, index) => ({ ...material, seq: last + index + 1 }))
}

export async function addMaterials({ tx }: Context, referralId: string, materials: readonly NewMaterial[]): Promise<Numbered[]> {
  const held = await tx.referralMaterial.findMany({ where: { referralId }, select: { seq: true } })
  const added = numberedAfter(held, materials)
  await tx.referralMaterial.createMany({ data: added.map((material) => ({ ...material, referralId })) })
  return added
}

/** Received files become materials of kind `evidence`, in the order given. Refuses `notFound` for a file the actor cannot read. */
export async function addEvidence(context: Context, referral: { id: string; secrecy: number }, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  await addMaterials(context, referral.id, (await filesForMatter(context, referral.secrecy, fileIds)).map(asEvidence))
}

export const asEvidence = ({ name, ...file }: MatterFile): NewMaterial => ({ kind: 'evidence', title: name, pages: 1, ...file })

type PieceToGo = { fileId: string; title: string; pages: number | null }

/** Pieces of the case's evidence go under the names that they have there. Each is a file of its own. */
export async function addPieces(context: Context, referral: { id: string; secrecy: number }, pieces: readonly PieceToGo[]): Promise<void> {
  const materials: NewMaterial[] = []
  for (const { fileId, title, pages } of pieces)
    for (const { name: _name, ...file } of await filesForMatter(context, referral.secrecy, [fileId]))
      materials.push({ kind: 'evidence', title: title.slice(0, 120), pages: pages || 1, ...file })
  if (materials.length > 0) await addMaterials(context, referral.id, materials)
}

type Written = { kind: 'investigationReport' | 'itemList'; input: Record<string, unknown>; pages: number }

/** Papers that go along from the beginning, written from the case. */
export async function addWrittenMaterials(context: Context, referral: OpenedReferral, papers: readonly Written[]): Promise<void> {
  const written: NewMaterial[] = []
  for (const { kind, input, pages } of papers) {
    const paper: Paper = await writePaper(context, kind, { type: 'referral', ...referral }, input)
    written.push({ kind, title: materialTitles[kind], pages, ...paper })
  }
  await addMaterials(context, referral.id, written)
}
