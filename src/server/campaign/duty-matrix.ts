import 'server-only'
import { liveCounts } from '#domain/campaign/department-metrics'
import { type DutyPart, dutyStepNames, dutySteps, ownerGrants } from '#domain/campaign/duty-steps'
import { overallState, tallyDuties } from '#domain/campaign/duty-tally'
import type { Department } from '#domain/department/department'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import type { takeStep } from '#domain/kernel/workflow'
import type { MetricId } from '#domain/summary/metrics'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { whereAttachmentReadable } from '../file/queries'
import { colleagues } from '../identity/colleagues'
import { hotQuery, query } from '../query'
import { measure } from '../summary/measure'
import { findVisible, regionSeen } from './visible'

const dayOf = (value: Date | null) => (value === null ? null : fromDateColumn(value))

/**
 * The matrix department × duty (责任分工矩阵): who leads, who cooperates, how many have struck theirs off, who is late. The bureau sees
 * every department of its region; another department sees its own duties and nothing else. `null` when there is no such campaign for them.
 */
export async function getDutyMatrix(actor: Actor, id: string, now = currentTime()) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, id)
    if (!campaign) return null
    const [duties, assignments] = await Promise.all([
      tx.duty.findMany({ where: { campaignId: id }, orderBy: { seq: 'asc' } }),
      tx.dutyAssignment.findMany({
        where: { AND: [{ campaignId: id }, whereReadable(actor, 'dutyAssignment')] },
        select: { dutyId: true, department: true, part: true, state: true, dueOn: true, dueText: true, regionNo: true },
      }),
    ])
    const today = beijingDay(now)
    const counted = assignments.map((one) => ({ ...one, dueOn: dayOf(one.dueOn), count: 1 }))
    const rows = duties.flatMap((duty) => {
      const own = counted.filter(({ dutyId }) => dutyId === duty.id)
      const tally = tallyDuties(own, today)
      if (own.length === 0) return []
      return [
        {
          ...duty,
          dueText: own[0]?.dueText ?? null,
          dueOn: own[0]?.dueOn ?? null,
          tally,
          state: overallState(tally),
          cells: cellsOf(own, today),
        },
      ]
    })
    const present = new Set(assignments.map(({ department }) => department))
    return {
      id,
      name: campaign.name,
      state: campaign.state,
      documentNumber: campaign.documentNumber,
      departments: [...new Set([...campaign.participantCodes, ...present])].filter((department) => present.has(department)),
      rows,
      tally: tallyDuties(counted, today),
      seen: regionSeen(actor, campaign),
      now,
    }
  })
}

type Counted = Parameters<typeof tallyDuties>[0][number] & { department: Department; part: DutyPart }

function cellsOf(assignments: readonly Counted[], today: string) {
  const departments = [...new Set(assignments.map(({ department }) => department))]
  return departments.map((department) => {
    const own = assignments.filter((one) => one.department === department)
    return { department, part: own[0]?.part ?? 'cooperate', ...tallyDuties(own, today) }
  })
}

/** The agencies behind one cell: who answers for the duty in each, by when, how it goes, and what this person may do about it. */
export async function getDutyCell(actor: Actor, campaignId: string, dutyId: string, department: Department, now = currentTime()) {
  return query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    const duty = campaign && isUuid(dutyId) && (await tx.duty.findFirst({ where: { id: dutyId, campaignId } }))
    if (!campaign || !duty) return null
    const assignments = await tx.dutyAssignment.findMany({
      where: { AND: [{ dutyId, department }, whereReadable(actor, 'dutyAssignment')] },
      include: { agency: { select: { name: true } } },
      orderBy: [{ regionNo: 'asc' }, { agencyId: 'asc' }],
    })
    if (assignments.length === 0) return null
    const proofs = await proofsOf(
      tx,
      actor,
      assignments.map(({ id }) => id),
    )
    const isOpen = campaign.state === 'launched'
    const own = assignments.find(({ agencyId }) => agencyId === actor.agencyId)
    return {
      duty,
      department,
      assignments: assignments.map(({ agency, dueOn, ...assignment }) => ({
        ...assignment,
        dueOn: dayOf(dueOn),
        agencyName: agency.name,
        proofs: proofs.filter(({ subjectId }) => subjectId === assignment.id),
        steps: isOpen ? openSteps(actor, assignment) : [],
        mayAssign: isOpen && assignment.state !== 'done' && may(actor, ownerGrants, 'dutyAssignment', assignment),
      })),
      colleagues: own && isOpen ? await colleagues(tx, own.agencyId, now) : [],
    }
  })
}

type Assignment = Parameters<typeof takeStep<{ state: 'notStarted' | 'inProgress' | 'done'; progress: string }, 'ownAgency'>>[1]

/** Completing asks for an account that the form itself carries, so what is written so far does not shut it. */
const openSteps = (actor: Actor, assignment: Assignment) =>
  dutyStepNames.filter(
    (name) => may(actor, dutySteps[name].by, 'dutyAssignment', assignment) && dutySteps[name].from.includes(assignment.state),
  )

const proofsOf = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  tx.attachment.findMany({
    where: { AND: [{ subjectType: 'dutyAssignment', subjectId: { in: [...ids] }, removedAt: null }, whereAttachmentReadable(actor)] },
    select: { subjectId: true, title: true, fileId: true },
    orderBy: { addedAt: 'asc' },
  })

export type LiveCount = {
  department: Department
  arrived: { id: MetricId; value: bigint }
  handled: { id: MetricId; value: bigint }
  lateClocks: number
}

/** What has really come to each department and what it has dealt with, from the rows this person may open; and the statutory clocks it has let pass. */
export async function getLiveCounts(
  actor: Actor,
  departments: readonly Department[],
  scope: { campaignId: string; regionLo: number; regionHi: number },
  now = currentTime(),
): Promise<LiveCount[]> {
  const counted = departments.flatMap((department) => {
    const live = liveCounts[department]
    return live ? [{ department, ...live }] : []
  })
  if (counted.length === 0) return []
  const [values, late] = await Promise.all([
    measure(actor, [...new Set(counted.flatMap(({ arrived, handled }) => [arrived, handled]))], scope),
    lateClocks(actor, scope, now),
  ])
  return counted.map(({ department, arrived, handled }) => ({
    department,
    arrived: { id: arrived, value: values[arrived] ?? 0n },
    handled: { id: handled, value: values[handled] ?? 0n },
    lateClocks: late.get(department) ?? 0,
  }))
}

/** Running clocks past their time on the campaign's cases, referrals and leads, by the department that must act. */
function lateClocks(
  actor: Actor,
  scope: { campaignId: string; regionLo: number; regionHi: number },
  now: Date,
): Promise<Map<string, number>> {
  return hotQuery(actor, async (client) => {
    const found = await client.query<{ department: string; n: number }>(
      `SELECT k.responsible_department::text AS department, count(*)::int AS n FROM statutory_clock k, (SELECT campaign_family($1) AS ids) AS family
       WHERE k.stopped_at IS NULL AND k.paused_at IS NULL AND k.due_at < $4 AND k.responsible_region_no BETWEEN $2 AND $3 AND k.responsible_department IS NOT NULL AND (
         (k.subject_type = 'referral' AND EXISTS (SELECT FROM referral r WHERE r.id = k.subject_id AND r.campaign_id = ANY (family.ids)))
         OR (k.subject_type = 'case' AND EXISTS (SELECT FROM case_file c WHERE c.id = k.subject_id AND c.campaign_id = ANY (family.ids)))
         OR (k.subject_type = 'lead' AND EXISTS (SELECT FROM lead l WHERE l.id = k.subject_id AND l.campaign_id = ANY (family.ids))))
       GROUP BY 1`,
      [scope.campaignId, scope.regionLo, scope.regionHi, now],
    )
    return new Map(found.rows.map(({ department, n }) => [department, n]))
  })
}
