import 'server-only'
import { disclosedSchema } from '#domain/consultation/disclosed'
import { consultationStepNames, consultationSteps, expertGrants, openingGrants, shareSteps } from '#domain/consultation/steps'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { may, whereMay, whereReadable } from '../access'
import { query } from '../query'
import { caseToDisclose } from '../referral/snapshot'
import { invitableAgencies } from './invitable'

/** The newest, on one page. Whoever shows as many says so. */
export const consultationsListed = 200
const dayOf = (value: Date | null) => value && fromDateColumn(value)

type ShareRow = Prisma.ConsultationShareGetPayload<object>

function shareView(actor: Actor, row: ShareRow) {
  const mayAnswer =
    may(actor, shareSteps.give.by, 'consultationShare', row) ||
    (row.agencyId === null && may(actor, expertGrants, 'consultationShare', row))
  return {
    ...row,
    answerBy: dayOf(row.answerBy),
    disclosed: disclosedSchema.parse(row.disclosed).case,
    mayAnswer: mayAnswer && takeStep(shareSteps.give, row, actor).ok,
  }
}
export type ShareView = ReturnType<typeof shareView>

/**
 * A consultation as this person stands to it: the host with all shares and what may be done; one who is asked with the own share alone.
 * `null` when it does not exist for them.
 */
export const getConsultation = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const hosted = await tx.consultation.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'consultation')] } })
    const rows = await tx.consultationShare.findMany({
      where: { AND: [{ consultationId: id }, whereReadable(actor, 'consultationShare')] },
      orderBy: { seq: 'asc' },
    })
    const shares = rows.map((row) => shareView(actor, row))
    if (!hosted) return shares[0] ? ({ side: 'asked', share: shares[0] } as const) : null
    const opinions = rows.filter(({ state }) => state === 'given').length
    const steps = consultationStepNames.flatMap((name) => {
      if (!may(actor, consultationSteps[name].by, 'consultation', hosted)) return []
      const taken = takeStep(consultationSteps[name], { ...hosted, opinions }, actor)
      if (!taken.ok && taken.refusal.code === 'wrongState') return []
      return [{ name, shut: taken.ok ? null : taken.refusal }]
    })
    const file = await tx.case.findFirst({
      where: { AND: [{ id: hosted.caseId }, whereReadable(actor, 'case')] },
      select: { id: true, number: true, partyName: true },
    })
    return { side: 'host', ...hosted, answerBy: dayOf(hosted.answerBy), shares, steps, case: file } as const
  })
export type ConsultationView = NonNullable<Awaited<ReturnType<typeof getConsultation>>>
export type HostView = Extract<ConsultationView, { side: 'host' }>

/** The consultations that this person's agency holds or is asked in, the newest first. */
export const listConsultations = (actor: Actor) =>
  query(actor, async (tx) => {
    const { agencyId } = actor
    if (agencyId === null) return { hosted: [], asked: [] } // they are held between agencies
    const hosted = await tx.consultation.findMany({
      where: whereReadable(actor, 'consultation'),
      select: { id: true, number: true, title: true, state: true, agencyName: true, answerBy: true, openedAt: true },
      orderBy: { openedAt: 'desc' },
      take: consultationsListed,
    })
    const asked = await tx.consultationShare.findMany({
      where: { AND: [{ agencyId }, whereReadable(actor, 'consultationShare')] },
      select: { consultationId: true, number: true, title: true, state: true, hostAgencyName: true, answerBy: true, sharedAt: true },
      orderBy: { sharedAt: 'desc' },
      take: consultationsListed,
    })
    return {
      hosted: hosted.map((row) => ({ ...row, answerBy: dayOf(row.answerBy) })),
      asked: asked.map((row) => ({ ...row, answerBy: dayOf(row.answerBy) })),
    }
  })

/** The consultations on a case, for its page, and whether this person may open one. */
export const getCaseConsultations = (actor: Actor, caseId: string) =>
  query(actor, async (tx) => ({
    consultations: await tx.consultation.findMany({
      where: { AND: [{ caseId }, whereReadable(actor, 'consultation')] },
      select: { id: true, number: true, title: true, state: true },
      orderBy: { openedAt: 'desc' },
    }),
    mayOpen: (await tx.case.count({ where: { AND: [{ id: caseId, closedAt: null }, whereMay(actor, openingGrants, 'case')] } })) > 0,
  }))

/** What the form of a new consultation offers: whom to ask, and what of the case may be put before them. `null` where none may be opened. */
export const getConsultationDraft = (actor: Actor, caseId: string) =>
  query(actor, async (tx) => {
    if (!isUuid(caseId)) return null
    const file = await tx.case.findFirst({
      where: { AND: [{ id: caseId, closedAt: null }, whereMay(actor, openingGrants, 'case')] },
      select: { id: true, campaignId: true },
    })
    const told = file && (await caseToDisclose(tx, file.id))
    if (!file || !told) return null
    const { number, partyName, facts } = told
    return { caseId, number, partyName, facts, agencies: await invitableAgencies(tx, actor, file.campaignId) }
  })
