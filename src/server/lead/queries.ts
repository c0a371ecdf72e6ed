import 'server-only'
import { bearsCase } from '#domain/case/source'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { leadStepNames, leadSteps, revealGrants } from '#domain/lead/steps'
import { may, whereReadable } from '../access'
import { whereAttachmentReadable } from '../file/queries'
import { query, shortQuery } from '../query'

const trailLimit = 50

/** A lead as its page shows it: what is alleged, its rounds, its files, its trail, and the steps this person may take. `null` when it does not exist for them. */
export async function getLead(actor: Actor, id: string) {
  if (!isUuid(id)) return null
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'lead')] },
      omit: { idCipher: true, idIndex: true },
      include: {
        institution: { select: { id: true, code: true, name: true, kind: true, level: true } },
        agency: { select: { name: true, regionNo: true } },
        campaign: { select: { id: true, name: true } },
        sightings: { orderBy: { id: 'asc' }, omit: { leadId: true, batchId: true, extra: true } },
        verifications: { orderBy: { round: 'asc' }, include: { mergedInto: { select: { number: true } } } },
      },
    })
    if (!lead) return null

    const attachments = await tx.attachment.findMany({
      where: { AND: [{ subjectType: 'lead', subjectId: id, removedAt: null }, whereAttachmentReadable(actor)] },
      select: { id: true, title: true, kind: true, addedAt: true, file: { select: { id: true, sha256: true, sizeBytes: true } } },
      orderBy: { addedAt: 'asc' },
    })
    const trail = await tx.auditEntry.findMany({
      where: { AND: [{ subjectType: 'lead', subjectId: id }, whereReadable(actor, 'auditEntry')] },
      orderBy: { seq: 'desc' },
      take: trailLimit,
    })
    const others = lead.institutionId
      ? await tx.lead.findMany({
          where: { AND: [{ institutionId: lead.institutionId, id: { not: id } }, whereReadable(actor, 'lead')] },
          select: { id: true, number: true, behaviour: true, state: true, conclusion: true },
          orderBy: { number: 'desc' },
          take: 8,
        })
      : []
    const merged = await tx.lead.findMany({
      where: { AND: [{ OR: [{ mergedIntoId: id }, { mergedFrom: { some: { id } } }] }, whereReadable(actor, 'lead')] },
      select: { id: true, number: true, institutionName: true, behaviour: true, mergedIntoId: true },
      orderBy: { number: 'asc' },
    })
    const cases = await tx.case.findMany({
      where: { AND: [{ leadId: id }, whereReadable(actor, 'case')] },
      select: { id: true, number: true, state: true },
    })
    const mergedFrom = merged.filter(({ mergedIntoId }) => mergedIntoId === id)
    const mergedInto = merged.find((one) => one.id === lead.mergedIntoId) ?? null
    const steps = leadStepNames
      .filter((name) => may(actor, leadSteps[name].by, 'lead', lead))
      .filter((name) => name !== 'submit' || lead.handlerId === actor.userId)
      .map((name) => ({ name, basis: leadSteps[name].basis, taken: takeStep(leadSteps[name], lead, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal }))
    const mayReveal = lead.idMasked !== null && may(actor, revealGrants, 'lead', lead)
    const mayOpenCase =
      may(actor, [{ role: 'handler', as: 'ownAgency' }], 'lead', lead) &&
      bearsCase(lead).ok &&
      cases.every(({ state }) => state === 'notFiled')
    const openedOf = await tx.referral.findFirst({
      where: { AND: [{ openedLeadId: id }, whereReadable(actor, 'referral')] },
      select: { id: true, number: true },
    })
    return { ...lead, openedOf, mergedInto, mergedFrom, attachments, trail, others, cases, steps, mayReveal, mayOpenCase }
  })
}

/** The insurance bureaus below, that leads can be assigned to, in the order of their regions. */
export const listAssignableAgencies = (actor: Actor) =>
  shortQuery(actor, async (client) => {
    const { rows } = await client.query<{ id: string; name: string; shortName: string; regionNo: number }>({
      name: 'assignable-agencies',
      text: `SELECT id, name, short_name AS "shortName", region_no AS "regionNo" FROM agency
        WHERE department = 'MI' AND kind = 'bureau' AND region_no BETWEEN $1 AND $2 ORDER BY region_no`,
      values: [actor.regionLo ?? 1, actor.regionHi ?? 0],
    })
    return rows
  })

/** The regions to narrow the queue by: those right below the own one and right below the chosen one, which is among them itself. */
export const listRegionChoices = (actor: Actor, chosen: number | undefined) =>
  shortQuery(actor, async (client) => {
    const { rows } = await client.query<{ regionNo: number; name: string }>({
      name: 'region-choices',
      text: `SELECT region_no AS "regionNo", name FROM region
        WHERE region_no BETWEEN $1 AND $2 AND (parent_code IN ($3, $4) OR code = $4) ORDER BY region_no`,
      values: [actor.regionLo ?? 1, actor.regionHi ?? 0, String(actor.regionNo), String(chosen ?? actor.regionNo)],
    })
    return rows
  })

/** The next lead that this officer has taken up and not answered yet, due soonest first. */
export const nextLead = (actor: Actor, after: string) =>
  query(actor, (tx) =>
    tx.lead.findFirst({
      where: {
        AND: [
          whereReadable(actor, 'lead'),
          { id: { not: after } },
          { state: 'verifying', handlerId: actor.userId, agencyId: actor.agencyId },
        ],
      },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      select: { id: true },
    }),
  )
