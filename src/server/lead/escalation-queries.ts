import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { addDays, beijingDay, beijingMidnight, toDateColumn } from '#domain/kernel/civil-date'
import {
  decideEscalationGrants,
  type EscalationRule,
  escalationGrounds,
  escalationRuleNames,
  escalationRules,
  lyingSince,
  proposeEscalationGrants,
  undecided,
} from '#domain/lead/escalation'
import type { Prisma } from '#platform/prisma/client'
import { may, whereReadable } from '../access'
import { loadCalendar } from '../clock/calendar'
import { query } from '../query'
import { decidesAbove } from './escalate-lead'

const shown = 200

/** Whether a lead is put before the agency above, what was decided, and what this person may do about it. */
export async function escalationOf(actor: Actor, leadId: string, now: Date) {
  const calendar = await loadCalendar()
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] } })
    if (!lead) return null
    const escalations = await tx.leadEscalation.findMany({
      where: { AND: [{ leadId }, whereReadable(actor, 'leadEscalation')] },
      orderBy: { id: 'asc' },
    })
    const open = escalations.find(({ state }) => state === 'proposed') ?? null
    const grounds = escalationGrounds(lead, now, calendar)
    const mayDecide =
      may(actor, decideEscalationGrants, 'lead', lead) &&
      decidesAbove(actor, lead) &&
      (open !== null || undecided(grounds, escalations).length > 0)
    const mayPropose = open === null && lead.state !== 'concluded' && may(actor, proposeEscalationGrants, 'lead', lead)
    return { grounds, escalations, open, mayDecide, mayPropose }
  })
}
export type EscalationView = NonNullable<Awaited<ReturnType<typeof escalationOf>>>

/** The leads below this bureau that wait for its decision: put forward by a person first, then by the rules, the longest overdue first. */
export async function listEscalations(actor: Actor, now: Date, most = shown) {
  const calendar = await loadCalendar()
  const { farOverdue, largeAmount } = escalationRules
  const today = beijingDay(now)
  // As exactly as `escalationGrounds` has it: a row that fell out afterwards would hide the one behind it.
  const holds: Record<EscalationRule, Prisma.LeadWhereInput> = {
    farOverdue: { dueOn: { lt: toDateColumn(addDays(today, -farOverdue.length)) } },
    largeAmount: { amountFen: { gte: BigInt(largeAmount.length) } },
    graveNotBegun: {
      risk: 'high',
      state: { in: ['toAssign', 'toVerify'] },
      assignedAt: { lt: beijingMidnight(addDays(lyingSince(now, calendar), 1)) },
    },
  }
  const decidedFor = (rule: EscalationRule): Prisma.LeadWhereInput => ({
    escalations: { some: { state: { not: 'proposed' }, grounds: { has: rule } } },
  })
  const ruled = escalationRuleNames.map((rule) => ({ AND: [holds[rule], { NOT: decidedFor(rule) }] }))
  return query(actor, async (tx) => {
    const below: Prisma.LeadWhereInput = {
      AND: [whereReadable(actor, 'lead'), { state: { not: 'concluded' }, regionNo: { not: actor.regionNo } }],
    }
    const first = (where: Prisma.LeadWhereInput, take: number) =>
      tx.lead.findMany({
        where: { AND: [below, where] },
        include: { agency: { select: { name: true } }, escalations: { select: { state: true, grounds: true } } },
        orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
        take,
      })
    // Found apart: many that are overdue would leave no room for one that somebody has just put forward.
    const putForward = await first({ escalations: { some: { state: 'proposed' } } }, most)
    const leads = [...putForward, ...(await first({ escalations: { none: { state: 'proposed' } }, OR: ruled }, most - putForward.length))]
    return leads.map(({ agency, escalations, ...lead }) => {
      const { id, number, institutionName, behaviour, risk, amountFen, dueOn } = lead
      return {
        ...{ id, number, institutionName, behaviour, risk, amountFen, dueOn, agencyName: agency?.name ?? null },
        ...{ grounds: undecided(escalationGrounds(lead, now, calendar), escalations) },
        proposed: escalations.some(({ state }) => state === 'proposed'),
      }
    })
  })
}
