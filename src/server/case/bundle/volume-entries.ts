import 'server-only'
import { evidenceNumber, type VolumeHead } from '#documents/volume/volume-papers'
import { caseBundleRules, type VolumeKind } from '#domain/case/bundles'
import { documentKinds, type HouseDocumentKind, isDocumentKind } from '#domain/document/kinds'
import { inVolumeOrder, partOf, sectionOfEvidence, sectionOfPaper, type VolumeSection } from '#domain/document/volume-order'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import { whereAlso, whereReadable } from '../../access'
import { openParts } from '../../document/sealed-parts'
import { whereFileReadable } from '../../file/queries'
import { query } from '../../query'
import type { BundleTask } from './bundle-task'

export type KeptFile = { sha256: string; sizeBytes: number; mediaType: string; displayName: string }
/** A paper of the house is set anew from what it was made of, so that its pages are the paper; anything else is as it was received. */
export type VolumeEntry = {
  section: VolumeSection
  on: CivilDate
  number: string
  title: string
  file: KeptFile
  paper: { kind: HouseDocumentKind; input: unknown } | null
}
type Found = VolumeEntry & { secrecy: number; namesTeller: boolean }
type Asked = { tx: Tx; actor: Actor; caseId: string }

const kept = { sha256: true, sizeBytes: true, mediaType: true, displayName: true, secrecy: true } as const

/** What stands in a part of the volume, in its order, as far as the asker may read it, and what its cover says. */
export const volumeEntries = (task: BundleTask & { kind: VolumeKind }): Promise<{ head: VolumeHead; entries: VolumeEntry[] }> =>
  query(task.actor, async (tx) => {
    const { actor, caseId } = task
    const file = await tx.case.findUniqueOrThrow({
      where: { id: caseId },
      include: { agency: { select: { name: true } }, lead: { select: { id: true, source: true } } },
    })
    const asked = { tx, actor, caseId }
    const told = file.lead?.source === 'report'
    const found = [
      ...(await papersOf(asked, file.lead?.id ?? null, told)),
      ...(await evidenceOf(asked)),
      ...(await attachmentsOf(asked, file.lead?.id ?? null, told)),
      ...(await materialsOf(asked)),
    ]
    const entries = inVolumeOrder(found.filter((one) => partOf(one) === task.kind))
    const decided = found.filter(({ section }) => section === 'decision').map(({ title, number }) => `${title} ${number}`.trim())
    const head: VolumeHead = {
      part: caseBundleRules[task.kind].name,
      organ: file.agency.name,
      caseNumber: file.number,
      cause: file.cause,
      partyName: file.partyName,
      officers: [file.officerAName, file.officerBName],
      filedOn: file.filedAt && beijingDay(file.filedAt),
      closedOn: file.closedAt && beijingDay(file.closedAt),
      outcome: decided.join('；'),
      madeBy: actor.name,
      madeOn: beijingDay(task.askedAt),
    }
    return { head, entries: entries.map(({ secrecy: _secrecy, namesTeller: _namesTeller, ...entry }) => entry) }
  })

const isHouseKind = (kind: string): kind is HouseDocumentKind => isDocumentKind(kind) && documentKinds[kind].origin === 'house'

/** What was issued of the case, of its referrals and of its lead. */
async function papersOf({ tx, actor, caseId }: Asked, leadId: string | null, told: boolean): Promise<Found[]> {
  const referrals = await tx.referral.findMany({ where: { AND: [{ caseId }, whereReadable(actor, 'referral')] }, select: { id: true } })
  const subjects = [caseId, ...referrals.map(({ id }) => id), ...(leadId ? [leadId] : [])]
  const papers = await tx.officialDocument.findMany({
    where: {
      AND: [{ subjectId: { in: subjects }, state: 'issued' }, whereReadable(actor, 'officialDocument'), { file: whereFileReadable(actor) }],
    },
    include: { file: { select: kept } },
  })
  return papers.flatMap(({ kind, title, number, subjectId, input, generatedAt, secrecy, file }): Found[] => {
    const section = isHouseKind(kind) ? sectionOfPaper[kind] : null
    if (!file || !section || !isHouseKind(kind)) return []
    const paper = { kind, input: openParts(subjectId, input) }
    return [
      {
        section,
        on: beijingDay(generatedAt),
        number: number ?? '',
        title,
        file,
        paper,
        secrecy,
        namesTeller: told && subjectId === leadId,
      },
    ]
  })
}

async function evidenceOf({ tx, actor, caseId }: Asked): Promise<Found[]> {
  const pieces = await tx.evidence.findMany({
    where: { AND: [{ caseId, state: 'held' }, whereAlso(actor, 'evidence'), { file: whereFileReadable(actor) }] },
    include: { file: { select: kept } },
  })
  return pieces.map(({ kind, seq, title, collectedAt, file }) => ({
    section: sectionOfEvidence[kind],
    on: beijingDay(collectedAt),
    number: evidenceNumber(seq),
    title,
    file,
    paper: null,
    secrecy: file.secrecy,
    namesTeller: false,
  }))
}

/** What the party signed to give up its time stands with its defence. */
const sectionOfAttachment: Readonly<Record<string, VolumeSection>> = { waiver: 'defence' }

async function attachmentsOf({ tx, actor, caseId }: Asked, leadId: string | null, told: boolean): Promise<Found[]> {
  const found = await tx.attachment.findMany({
    where: {
      AND: [
        { subjectId: { in: [caseId, ...(leadId ? [leadId] : [])] }, removedAt: null },
        whereReadable(actor, 'attachment'),
        { file: whereFileReadable(actor) },
      ],
    },
    include: { file: { select: kept } },
  })
  return found.map(({ subjectId, kind, title, addedAt, secrecy, file }) => ({
    section: subjectId === leadId ? 'lead' : (sectionOfAttachment[kind] ?? 'material'),
    on: beijingDay(addedAt),
    number: '',
    title,
    file,
    paper: null,
    secrecy: Math.max(secrecy, file.secrecy),
    namesTeller: told && subjectId === leadId,
  }))
}

/** What went along with a referral and is neither a paper of the house nor evidence of the case: those stand in their own places. */
async function materialsOf({ tx, actor, caseId }: Asked): Promise<Found[]> {
  const found = await tx.referralMaterial.findMany({
    where: {
      referral: { AND: [{ caseId }, whereReadable(actor, 'referral')] },
      kind: { in: ['examinationReport', 'other'] },
      fileId: { not: null },
    },
    include: { file: { select: kept }, referral: { select: { proposedAt: true, secrecy: true } } },
  })
  return found.flatMap(({ title, file, referral }): Found[] =>
    file
      ? [
          {
            section: 'referral',
            on: beijingDay(referral.proposedAt),
            number: '',
            title,
            file,
            paper: null,
            secrecy: Math.max(referral.secrecy, file.secrecy),
            namesTeller: false,
          },
        ]
      : [],
  )
}
