import 'server-only'
import { caseRecords } from '#domain/case/steps'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeRecord, takeStep } from '#domain/kernel/workflow'
import { mayTell, progressKinds } from '#domain/referral/criminal'
import { handoverSchema } from '#domain/referral/handover'
import { maySend, type ReferralKind, referralKindRules } from '#domain/referral/kinds'
import { missingMaterials } from '#domain/referral/materials'
import type { Referral } from '#domain/referral/step'
import { type ReferralRecord, referralRecords, referralStepNames, referralSteps } from '#domain/referral/steps'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { may, whereAlso, whereMay, whereReadable } from '../access'
import { standingFacts } from '../case/standing-facts'
import { clocksOf } from '../clock/clocks-of'
import { query } from '../query'
import { handBacksOf } from './hand-backs-of'
import { policeProposalOf } from './police-proposal'
import { previewOf } from './preview'
import { receiversBack, receiversElsewhere, receiversFor } from './receivers'
import { suppliesOf } from './supplies-of'
import { seenMaterials, versionsOf } from './versions'

const trailLimit = 100

const include = {
  materials: { orderBy: { seq: 'asc' } },
  bills: { orderBy: { seq: 'asc' } },
  campaign: { select: { id: true, name: true } },
  handovers: { orderBy: { listedAt: 'asc' } },
  passages: { orderBy: { at: 'asc' } },
} satisfies Prisma.ReferralInclude

/**
 * A referral as its page shows it. The sender sees all of it; the receiver, the procuratorate and the court see the
 * snapshot of its delivery, what was supplied afterwards, and what they wrote themselves. `null` when it does not exist
 * for this person.
 */
export async function getReferral(actor: Actor, id: string, now: Date) {
  if (!isUuid(id)) return null
  return query(actor, async (tx) => {
    const referral = await tx.referral.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'referral')] }, include })
    if (!referral) return null

    const isSender = sideOf(actor, referral) === 'sender'
    const subject = { subjectType: 'referral', subjectId: id }
    const clocks = await clocksOf(tx, actor, { type: 'referral', id }, now)
    const trail = await tx.auditEntry.findMany({
      where: { AND: [subject, whereReadable(actor, 'auditEntry')] },
      orderBy: { seq: 'desc' },
      take: trailLimit,
    })
    const documents = await tx.officialDocument.findMany({
      where: { AND: [{ ...subject, state: { not: 'voided' } }, whereReadable(actor, 'officialDocument')] },
      omit: { input: true, typed: true },
      orderBy: { generatedAt: 'asc' },
    })
    const source = isSender || referral.kind === 'handBack' ? await sourceOf(tx, actor, referral) : null
    const progress = await tx.criminalProgress.findMany({
      where: { AND: [{ referralId: id }, whereAlso(actor, 'criminalProgress')] },
      orderBy: [{ occurredOn: 'asc' }, { recordedAt: 'asc' }],
    })
    const words = await tx.referralWord.findMany({
      where: { AND: [{ referralId: id }, whereAlso(actor, 'referralWord')] },
      orderBy: { at: 'asc' },
    })
    const steps = stepsFor(actor, { ...referral, clocks, asOf: now })
    const preview = isSender ? await previewOf(tx, referral) : null
    const versions = await versionsOf(tx, id)
    const shown = referral.deliveredAt ? (versions[0] ?? null) : null
    const { snapshot: _, summary, materials, ...rest } = referral
    const view = {
      ...rest,
      side: sideOf(actor, referral),
      title: isSender ? referral.title : (shown?.content.title ?? referral.title),
      summary: isSender ? summary : (shown?.content.summary ?? ''),
      snapshot: shown,
      versions,
      preview,
      words,
      supplies: await suppliesOf(tx, actor, referral),
      ...(isSender ? { materials, supplements: [] } : seenMaterials(materials, shown?.content ?? null)),
      missing: missingMaterials(referral.kind, materials),
      answerBy: referral.answerBy && fromDateColumn(referral.answerBy),
      clocks,
      trail,
      documents,
      source,
      ...(await handBacksOf(tx, actor, referral)),
      handovers: shownHandovers(referral.handovers),
      policeElsewhere: steps.some(({ name }) => name === 'passOn') ? await receiversElsewhere(tx, referral.receiverAgencyId) : [],
      steps,
      records: recordsFor(actor, { ...referral, clocks, asOf: now }),
      progress: progressOf(actor, progress),
      tellable: progressKinds.filter((kind) => mayTell(actor.department, kind)),
    }
    const seen: typeof view = passedItOn(actor, referral) ? { ...view, ...itsWayAlone, title: referral.number } : view
    return seen
  })
}

/** Of what somebody has passed on, and is no side of any more, they see how it stands and which way it went. */
const itsWayAlone = {
  ...{ summary: '', snapshot: null, preview: null, source: null, outcomeNumber: null, outcomeReason: null, supervision: null },
  ...{
    words: [],
    versions: [],
    supplies: { waiting: null, returned: null },
    materials: [],
    supplements: [],
    missing: [],
    bills: [],
    clocks: [],
    trail: [],
    documents: [],
  },
  ...{ handovers: [], handBacks: [], progress: [], steps: [], records: [], tellable: [] },
}

/** What was put right stands there still, and says so; each puts right what it told itself. */
const progressOf = (actor: Actor, progress: readonly Prisma.CriminalProgressGetPayload<object>[]) => {
  const corrected = new Set(progress.map(({ correctsId }) => correctsId))
  return progress.map((event) => ({
    ...event,
    isCorrected: corrected.has(event.id),
    mayCorrect: event.agencyId === actor.agencyId && !corrected.has(event.id),
    /** Not everybody who has to do with the matter reads it. */
    isKept: event.openTo.length < 4,
  }))
}

const shownHandovers = (handovers: readonly Prisma.ReferralHandoverGetPayload<object>[]) =>
  handovers.map((handover) => ({
    ...handover,
    lines: handoverSchema.parse(handover.lines).map((line, place) => ({ ...line, seq: place + 1 })),
  }))

export type ReferralView = NonNullable<Awaited<ReturnType<typeof getReferral>>>

export type ReferralSide = 'sender' | 'receiver' | 'copy' | 'court'

type Sides = {
  senderDepartment: string
  senderRegionNo: number
  receiverAgencyId: string
  receiverDepartment: string
  copyDepartment: string | null
  deliveredAt: Date | null
}

type Passed = Sides & { receiverRegionNo: number; passedOnByAgencyId: string | null }

/** Whoever is above those that have it now stands with them still. */
const passedItOn = (actor: Actor, { passedOnByAgencyId, receiverAgencyId, receiverRegionNo }: Passed) =>
  passedOnByAgencyId !== null &&
  passedOnByAgencyId === actor.agencyId &&
  receiverAgencyId !== actor.agencyId &&
  !((actor.regionLo ?? 1) <= receiverRegionNo && receiverRegionNo <= (actor.regionHi ?? 0))

/** Where this person stands to a referral that they can see. A superior of the sender stands with the sender, but for its receiver. */
function sideOf(actor: Actor, referral: Sides): ReferralSide {
  const within = (regionNo: number) =>
    actor.regionLo !== null && actor.regionHi !== null && actor.regionLo <= regionNo && regionNo <= actor.regionHi
  if (referral.receiverAgencyId === actor.agencyId && referral.deliveredAt) return 'receiver'
  if (referral.senderDepartment === actor.department && within(referral.senderRegionNo)) return 'sender'
  if (referral.receiverDepartment === actor.department) return 'receiver'
  return referral.copyDepartment === actor.department ? 'copy' : 'court'
}

async function sourceOf(tx: Tx, actor: Actor, { caseId, leadId }: { caseId: string | null; leadId: string | null }) {
  const file = caseId
    ? await tx.case.findFirst({
        where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] },
        select: { id: true, number: true, partyName: true, cause: true },
      })
    : null
  const lead = leadId
    ? await tx.lead.findFirst({
        where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] },
        select: { id: true, number: true, institutionName: true },
      })
    : null
  return { case: file, lead }
}

/** The steps this person may take, with why one is shut. Steps of other stages are left out. */
const stepsFor = (actor: Actor, referral: Referral) =>
  referralStepNames.flatMap((name) => {
    const rule = referralSteps[referral.kind][name]
    if (!rule || !may(actor, rule.by, 'referral', referral)) return []
    const taken = takeStep(rule, referral, actor)
    if (!taken.ok && taken.refusal.code === 'wrongState') return []
    return [{ name, basis: rule.basis, shut: taken.ok ? null : taken.refusal }]
  })

const recordKinds: Record<ReferralRecord, readonly ReferralKind[] | null> = {
  addMaterial: null,
  proposeSupply: ['health', 'discipline', 'other', 'handBack'],
  returnSupply: ['health', 'discipline', 'other', 'handBack'],
  disclose: ['health', 'discipline', 'other'],
  recordBillResults: ['billVerification'],
  recordProgress: ['police'],
  readCopy: ['police'],
  handBack: ['police'],
  signReturned: ['police'],
  copyPenalty: ['police'],
  draftRequest: ['police'],
  draftAdvice: ['police'],
}

/** What a record waits for besides the state. */
const waitsFor: Partial<Record<ReferralRecord, (referral: Recorded) => boolean>> = {
  readCopy: ({ copyReadAt }) => copyReadAt === null,
  signReturned: ({ handovers }) => handovers.some(({ kind, signedAt }) => kind === 'returned' && signedAt === null),
  draftRequest: (referral) => referralSteps.police.requestReconsideration?.requires?.(referral).ok ?? false,
  draftAdvice: (referral) => referralSteps.police.adviseSupervision?.requires?.(referral).ok ?? false,
  copyPenalty: ({ clocks }) => clocks.some(({ ruleId, stoppedAt }) => ruleId === 'CK39' && stoppedAt === null),
}

type Recorded = Referral & { copyReadAt: Date | null }

const recordsFor = (actor: Actor, referral: Recorded): ReferralRecord[] =>
  (Object.keys(referralRecords) as ReferralRecord[])
    .filter((name) => recordKinds[name]?.includes(referral.kind) ?? true)
    .filter((name) => may(actor, referralRecords[name].by, 'referral', referral) && takeRecord(referralRecords[name], referral).ok)
    .filter((name) => waitsFor[name]?.(referral) ?? true)

type About = { caseId?: string; leadId?: string; originId?: string }

/** What the form of a new referral begins with: the matter, and who can receive it. `null` when this person cannot refer it. */
export const getReferralProposal = (actor: Actor, kind: ReferralKind, { caseId, leadId, originId }: About) =>
  query(actor, async (tx) => {
    const own = [{ role: 'handler', as: 'ownAgency' }] as const
    const file = caseId
      ? await tx.case.findFirst({
          where: { AND: [{ id: caseId }, whereMay(actor, caseRecords[kind === 'discipline' ? 'referToDiscipline' : 'refer'].by, 'case')] },
          include: { facts: standingFacts, orders: { orderBy: { seq: 'asc' } } },
        })
      : null
    const lead = leadId
      ? await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereMay(actor, own, 'lead')] }, omit: { idCipher: true, idIndex: true } })
      : null
    const origin = originId ? await originOf(tx, actor, originId) : null
    const receivers = origin ? await receiversBack(tx, origin) : await receiversFor(tx, actor.regionNo, referralKindRules[kind].receivers)
    const { about, secrecy } = referralKindRules[kind]
    const isThere =
      (about.includes('referral') && origin !== null) ||
      (about.includes('case') && file !== null) ||
      (about.includes('lead') && lead !== null)
    const fromElsewhere = about.includes('campaign') && actor.department !== 'MI' && !caseId && !leadId && !originId
    if (actor.clearance < secrecy || !maySend(actor.department, kind) || !actor.roles.includes('handler') || !(isThere || fromElsewhere))
      return null
    const campaigns = fromElsewhere
      ? await tx.campaign.findMany({
          where: whereReadable(actor, 'campaign'),
          select: { id: true, name: true },
          orderBy: { id: 'desc' },
          take: 20,
        })
      : []
    return {
      file,
      lead,
      origin,
      campaigns,
      receivers: receivers.filter(({ id }) => id !== actor.agencyId),
      contactPhone: (await tx.userAccount.findUnique({ where: { id: actor.userId }, select: { phone: true } }))?.phone ?? '',
      police: kind === 'police' && file ? await policeProposalOf(tx, file) : null,
    }
  })

/** What the actor may hand back. */
const originOf = (tx: Tx, actor: Actor, id: string) =>
  tx.referral.findFirst({
    where: {
      AND: [
        { id, kind: 'police', state: { in: [...referralRecords.handBack.from] } },
        whereMay(actor, referralRecords.handBack.by, 'referral'),
      ],
    },
    select: { id: true, number: true, title: true, senderAgencyId: true },
  })
