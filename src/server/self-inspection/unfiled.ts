import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { reminderRoles } from '#domain/self-inspection/reminders'
import type { FilingState } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { currentTime } from '#platform/time'
import { query } from '../query'
import { endedTallySql, unfiledSql, unfiledTallySql } from './expected'

export const unfiledFilter = z.object({
  campaign: z.uuid().optional().catch(undefined),
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).default(1).catch(1),
})

/** As many as a page lists. */
export const unfiledPage = 500

const isUnfiled = Prisma.raw(unfiledSql('f', 'i'))
/** The same of the tallies: what is counted is counted there. */
const tallyUnfiled = Prisma.raw(unfiledTallySql('t'))
const tallyEnded = Prisma.raw(endedTallySql('t'))

/** Reminding is for those who work on filings in an insurance bureau. */
export const mayRemind = ({ agencyId, agencyKind, department, roles }: Actor): boolean =>
  agencyId !== null && agencyKind === 'bureau' && department === 'MI' && reminderRoles.some((role) => roles.includes(role))

export type Place = {
  regionNo: number
  name: string
  lo: number
  hi: number
  isOwn: boolean
  unfiled: number
  overdue: number
  below: Place[]
}

type Region = { regionNo: number; shortName: string; code: string; parentCode: string | null; rangeLo: number; rangeHi: number }
type Count = { regionNo: number; unfiled: number; overdue: number }

/** The place itself with what lies below it, down to the counties; each with the sum of its own rows. */
function placeOf(region: Region, all: readonly Region[], counts: readonly Count[], isOwn: boolean): Place {
  const within = counts.filter(({ regionNo }) => regionNo >= region.rangeLo && regionNo <= region.rangeHi)
  return {
    ...{ regionNo: region.regionNo, name: region.shortName, lo: region.rangeLo, hi: region.rangeHi, isOwn },
    unfiled: within.reduce((sum, one) => sum + one.unfiled, 0),
    overdue: within.reduce((sum, one) => sum + one.overdue, 0),
    below: all
      .filter(({ parentCode }) => parentCode === region.code)
      .map((one) => placeOf(one, all, counts, false))
      .filter(({ unfiled }) => unfiled > 0),
  }
}

async function placesOf(tx: Tx, { regionNo, regionLo, regionHi }: Actor, campaignId: string): Promise<Place | null> {
  const counts = await tx.$queryRaw<Count[]>`
    SELECT t.region_no AS "regionNo", count(*)::int AS unfiled, (count(*) FILTER (WHERE t.due_on < ${beijingDay(currentTime())}::date))::int AS overdue
    FROM filing_tally t WHERE t.campaign_id = ${campaignId}::uuid AND ${tallyUnfiled}
      AND t.region_no BETWEEN ${regionLo ?? 1}::int AND ${regionHi ?? 0}::int GROUP BY 1`
  const all = await tx.region.findMany({
    where: { regionNo: { gte: regionLo ?? 1, lte: regionHi ?? 0 } },
    select: { regionNo: true, shortName: true, code: true, parentCode: true, rangeLo: true, rangeHi: true },
    orderBy: { regionNo: 'asc' },
  })
  const own = all.find((one) => one.regionNo === regionNo)
  return own ? placeOf(own, all, counts, true) : null
}

export type UnfiledInstitution = {
  id: string
  institutionName: string
  officer: string
  phone: string
  regionName: string
  state: FilingState
  dueOn: string
  remindedAt: Date | null
}

/** Those of a place who have not filed: whom to ask, under which number, and when they were last told. */
const institutionsOf = (tx: Tx, campaignId: string, { lo, hi }: { lo: number; hi: number }, page: number) =>
  tx.$queryRaw<UnfiledInstitution[]>`
    SELECT f.id::text, f.institution_name AS "institutionName", i.compliance_officer_name AS officer, i.phone, r.short_name AS "regionName",
      f.state::text, to_char(f.due_on, 'YYYY-MM-DD') AS "dueOn", told.at AS "remindedAt"
    FROM filing f JOIN institution i ON i.id = f.institution_id JOIN region r ON r.region_no = f.region_no
    LEFT JOIN LATERAL (SELECT max(m.reminded_at) AS at FROM filing_reminder m WHERE m.filing_id = f.id) AS told ON true
    WHERE f.campaign_id = ${campaignId}::uuid AND ${isUnfiled} AND f.region_no BETWEEN ${lo}::int AND ${hi}::int
    ORDER BY f.due_on, f.region_no, f.institution_name, f.id LIMIT ${unfiledPage}::int OFFSET ${(page - 1) * unfiledPage}::int`

/** How many there had not filed when they closed or were taken over: shown apart, asked of nobody. */
async function endedOf(tx: Tx, campaignId: string, { lo, hi }: { lo: number; hi: number }): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM filing_tally t
    WHERE t.campaign_id = ${campaignId}::uuid AND ${tallyEnded} AND t.region_no BETWEEN ${lo}::int AND ${hi}::int`
  return row?.n ?? 0
}

export type ReminderLine = { id: string; at: Date; by: string; agency: string; place: string; count: number; kind: 'remind' | 'escalate' }

/** What was done about them in a place, newest first: who told how many of which place when. */
const logOf = (tx: Tx, campaignId: string, { lo, hi }: { lo: number; hi: number }) =>
  tx.$queryRaw<ReminderLine[]>`
    SELECT m.act_id::text AS id, max(m.reminded_at) AS at, max(m.reminded_by_name) AS by, max(m.agency_name) AS agency, max(r.short_name) AS place,
      count(*)::int AS count, 'remind' AS kind
    FROM filing_reminder m JOIN region r ON r.region_no = m.place_no
    WHERE m.campaign_id = ${campaignId}::uuid AND m.region_no BETWEEN ${lo}::int AND ${hi}::int GROUP BY m.act_id
    UNION ALL
    SELECT e.id::text, e.escalated_at, e.escalated_by_name, e.agency_name, r.short_name, e.unfiled, 'escalate'
    FROM filing_escalation e JOIN region r ON r.region_no = e.region_no
    WHERE e.campaign_id = ${campaignId}::uuid AND e.region_no BETWEEN ${lo}::int AND ${hi}::int
    ORDER BY at DESC LIMIT 20`

/** The campaigns under way in which somebody in reach has not filed, the one with most first. */
async function campaignsOf(tx: Tx, { regionLo, regionHi }: Actor) {
  return tx.$queryRaw<{ id: string; name: string; unfiled: number }[]>`
    SELECT c.id::text, c.name, t.unfiled
    FROM (
      SELECT t.campaign_id, count(*)::int AS unfiled FROM filing_tally t
      WHERE ${tallyUnfiled} AND t.region_no BETWEEN ${regionLo ?? 1}::int AND ${regionHi ?? 0}::int GROUP BY 1
    ) AS t JOIN campaign c ON c.id = t.campaign_id
    WHERE c.state = 'launched' ORDER BY 3 DESC, c.id LIMIT 20`
}

const find = (place: Place, regionNo: number): Place | undefined =>
  place.regionNo === regionNo ? place : place.below.map((one) => find(one, regionNo)).find(Boolean)

/** Who has not filed: the places, those of the chosen place by name, and what was done about them. `null` for whoever has no say in it. */
export async function unfiled(actor: Actor, asked: Partial<z.infer<typeof unfiledFilter>>) {
  if (!mayRemind(actor)) return null
  return query(actor, async (tx) => {
    const campaigns = await campaignsOf(tx, actor)
    const campaign = campaigns.find(({ id }) => id === asked.campaign) ?? campaigns[0]
    const top = campaign ? await placesOf(tx, actor, campaign.id) : null
    if (!campaign || !top) return { campaigns, shown: null }
    const chosen = asked.region === undefined ? undefined : find(top, asked.region)
    // A county has no places below it to choose from: its institutions stand there at once.
    const place = chosen ?? (top.below.length === 0 ? top : undefined)
    return {
      campaigns,
      shown: {
        campaign,
        top,
        place,
        page: asked.page ?? 1,
        institutions: place ? await institutionsOf(tx, campaign.id, place, asked.page ?? 1) : [],
        ended: await endedOf(tx, campaign.id, place ?? top),
        log: await logOf(tx, campaign.id, place ?? top),
      },
    }
  })
}
