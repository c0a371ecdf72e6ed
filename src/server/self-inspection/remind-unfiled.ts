import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { reminderEveryHours } from '#domain/self-inspection/reminders'
import { remindUnfiledInput } from '#domain/self-inspection/review-inputs'
import { unfiledStates } from '#domain/self-inspection/steps'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { whereReadable } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { mustKeepAwayFromNone } from './chosen-institutions'
import { unfiledSql } from './expected'
import { mayRemind } from './unfiled'

const since = (now: Date) => new Date(now.getTime() - reminderEveryHours * 3_600_000)

/**
 * Tells every institution of a place that has not filed so, once within the set time (催报): a notice and a line in the log for each, in
 * one statement however many they are.
 *
 * Refuses `notFound` (no such campaign or place, or not of an insurance bureau), `issueByAnother` (keeps away from an institution there), `nobodyToRemind`.
 */
export const remindUnfiled = command('filing.remind', remindUnfiledInput, async (context, { campaignId, regionNo }) => {
  const { tx, actor, now, requestId } = context
  const place = await placeOf(context, campaignId, regionNo)
  await mustKeepAwayFromNone(context, { rangeLo: place.lo, rangeHi: place.hi })
  await takeTurn(tx, campaignId)
  const actId = randomUUID()
  const told = await tx.$executeRaw`
    WITH due AS (
      SELECT f.id, f.institution_id, f.department, f.region_no, f.due_on FROM filing f JOIN institution i ON i.id = f.institution_id
      WHERE f.campaign_id = ${campaignId}::uuid AND ${Prisma.raw(unfiledSql('f', 'i'))}
        AND f.region_no BETWEEN ${place.lo}::int AND ${place.hi}::int
        AND NOT EXISTS (SELECT FROM filing_reminder m WHERE m.filing_id = f.id AND m.reminded_at > ${since(now)}::timestamptz)
    ), noticed AS (
      INSERT INTO notification (id, dedupe_key, institution_id, kind, text, link, created_at, subject_type, subject_id)
      SELECT gen_random_uuid(), 'filing.remind:' || due.id || ':' || ${actId}::text, due.institution_id, 'filingReminder',
        json_build_object('from', ${actor.agencyName}::text, 'dueOn', to_char(due.due_on, 'YYYY-MM-DD'))::text, '/self-inspections/' || due.id,
        ${now}::timestamptz, 'filing', due.id
      FROM due
    )
    INSERT INTO filing_reminder (id, act_id, campaign_id, filing_id, institution_id, department, region_no, place_no, agency_name, reminded_by_id, reminded_by_name, reminded_at)
    SELECT gen_random_uuid(), ${actId}::uuid, ${campaignId}::uuid, due.id, due.institution_id, due.department, due.region_no, ${regionNo}::int,
      ${actor.agencyName}, ${actor.userId}::uuid, ${actor.name}, ${now}::timestamptz
    FROM due`
  if (told === 0) must(refuse('nobodyToRemind'))
  await audit(tx, {
    ...{ at: now, actor, action: 'filing.remind', requestId, subject: { type: 'campaign', id: campaignId } },
    change: { place: [null, regionNo], reminded: [null, told], act: [null, actId] },
  })
  return { reminded: told }
})

/**
 * Asks the bureau of a place below to see to those who have not filed (提请属地督促), once within the set time.
 *
 * Refuses `notFound` (also the own place), `issueByAnother`, `noAgency`, `nobodyToRemind` (all have filed, or just asked).
 */
export const escalateUnfiled = command('filing.escalate', remindUnfiledInput, async (context, { campaignId, regionNo }) => {
  const { tx, actor, now, requestId } = context
  const place = await placeOf(context, campaignId, regionNo)
  if (regionNo === actor.regionNo) must(refuse('notFound'))
  await mustKeepAwayFromNone(context, { rangeLo: place.lo, rangeHi: place.hi })
  const bureau = await tx.agency.findFirst({ where: { department: 'MI', kind: 'bureau', regionNo }, select: { id: true } })
  if (!bureau) return must(refuse('noAgency'))
  await takeTurn(tx, campaignId)
  const unfiled = await tx.filing.count({
    where: { campaignId, state: { in: [...unfiledStates] }, regionNo: { gte: place.lo, lte: place.hi }, institution: { active: true } },
  })
  const asked = await tx.filingEscalation.count({ where: { campaignId, regionNo, escalatedAt: { gt: since(now) } } })
  if (unfiled === 0 || asked > 0) must(refuse('nobodyToRemind'))
  await tx.filingEscalation.createMany({
    data: [
      {
        campaignId,
        regionNo,
        unfiled,
        agencyName: actor.agencyName,
        escalatedById: actor.userId,
        escalatedByName: actor.name,
        escalatedAt: now,
      },
    ],
  })
  await notify(
    context,
    { agencyId: bureau.id },
    {
      kind: 'unfiledEscalated',
      detail: { from: actor.agencyName, count: unfiled },
      link: `/self-inspections/unfiled?campaign=${campaignId}`,
      dedupeKey: `filing.escalate:${campaignId}:${regionNo}:${beijingDay(now)}:${now.getTime()}`,
    },
  )
  await audit(tx, {
    ...{ at: now, actor, action: 'filing.escalate', requestId, subject: { type: 'campaign', id: campaignId } },
    change: { place: [null, regionNo], unfiled: [null, unfiled] },
  })
  return { unfiled }
})

/** The range of a place in the actor's region, in a campaign under way. */
async function placeOf({ tx, actor }: Context, campaignId: string, regionNo: number): Promise<{ lo: number; hi: number }> {
  const region = mayRemind(actor) && isWithin(actor, regionNo) ? await tx.region.findFirst({ where: { regionNo } }) : null
  const campaign = await tx.campaign.count({ where: { AND: [{ id: campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] } })
  if (!region || campaign === 0) return must(refuse('notFound'))
  return { lo: Math.max(region.rangeLo, actor.regionLo ?? 1), hi: Math.min(region.rangeHi, actor.regionHi ?? 0) }
}

const isWithin = ({ regionLo, regionHi }: Actor, regionNo: number) =>
  regionLo !== null && regionHi !== null && regionLo <= regionNo && regionNo <= regionHi

/** Two who remind at once take turns, so that the second sees whom the first has told. */
const takeTurn = (tx: Tx, campaignId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('filing.remind ' || ${campaignId}, 0))`
