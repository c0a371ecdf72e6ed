import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { drawSample, populationHash, type SampleMethod, sampleMethods } from '#domain/self-inspection/sample'
import { drawGrants, settlingStates } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { colleagues, namesOf } from '../identity/colleagues'
import { query } from '../query'
import { sha256 } from './draw-spot-check'

/** The draws in reach, newest first, with how many of each have been checked. */
export const listSpotChecks = (actor: Actor) =>
  query(actor, async (tx) => {
    const draws = await tx.spotCheck.findMany({
      where: whereReadable(actor, 'spotCheck'),
      select: {
        id: true,
        number: true,
        size: true,
        method: true,
        seed: true,
        drawnAt: true,
        drawnByName: true,
        agency: { select: { shortName: true } },
        campaign: { select: { name: true } },
        items: { select: { result: true } },
      },
      orderBy: { drawnAt: 'desc' },
      take: 100,
    })
    return draws.map(({ items, ...draw }) => ({
      ...draw,
      agrees: items.filter(({ result }) => result === 'agrees').length,
      discrepancies: items.filter(({ result }) => result === 'discrepancy').length,
      pending: items.filter(({ result }) => result === 'pending').length,
    }))
  })

/** How many filings each campaign under way has to draw from, in this person's region. */
export const listDrawable = (actor: Actor) =>
  query(actor, async (tx) => {
    const campaigns = await tx.campaign.findMany({
      where: { AND: [{ state: 'launched' }, whereReadable(actor, 'campaign')] },
      select: { id: true, name: true },
      orderBy: { launchedAt: 'desc' },
    })
    const counts = await tx.filing.groupBy({
      by: ['campaignId'],
      where: { AND: [{ state: { in: [...settlingStates] } }, whereReadable(actor, 'filing')] },
      _count: true,
    })
    return campaigns
      .map((campaign) => ({ ...campaign, population: counts.find(({ campaignId }) => campaignId === campaign.id)?._count ?? 0 }))
      .filter(({ population }) => population > 0)
  })

/** A draw with its record, drawn once more to see whether it comes out the same, and what has been found on site. */
export const getSpotCheck = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const draw = await tx.spotCheck.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'spotCheck')] },
      include: { agency: { select: { name: true } }, campaign: { select: { name: true } } },
    })
    if (!draw) return null
    const items = await tx.spotCheckItem.findMany({
      where: { AND: [{ spotCheckId: id }, whereReadable(actor, 'spotCheckItem')] },
      include: { filing: { select: { id: true, number: true, institutionName: true, regionNo: true } } },
      orderBy: { position: 'asc' },
    })
    const regions = await tx.region.findMany({ select: { regionNo: true, shortName: true } })
    const findings = await tx.finding.groupBy({
      by: ['filingId'],
      where: { filingId: { in: items.map(({ filingId }) => filingId) } },
      _sum: { fundLossFen: true },
    })
    const staff = actor.agencyId === null ? [] : await colleagues(tx, actor.agencyId, currentTime())
    const people = await namesOf(
      tx,
      items.flatMap(({ checkedById, secondCheckerId }) => [checkedById, secondCheckerId]),
    )
    const { populationIds, ...record } = draw
    return {
      ...record,
      population: Array.isArray(populationIds) ? populationIds.length : 0,
      check: await drawAgain(tx, actor, draw, items),
      mayRecord: may(actor, drawGrants, 'spotCheck', draw),
      colleagues: staff.filter((person) => person.id !== actor.userId),
      items: items.map((item) => {
        const reported = findings.find(({ filingId }) => filingId === item.filingId)
        return {
          ...item,
          regionName: regions.find(({ regionNo }) => regionNo === item.regionNo)?.shortName ?? '',
          reportedFen: reported?._sum.fundLossFen ?? 0n,
          checkers: [item.checkedById, item.secondCheckerId].flatMap((one) => (one ? [people.get(one) ?? ''] : [])).filter(Boolean),
        }
      }),
    }
  })

type DrawRecord = { seed: string; size: number; method: string; populationIds: unknown; populationHash: string }
export type DrawCheck = 'same' | 'different' | 'populationChanged' | 'unknownMethod'

const isMethod = (method: string): method is SampleMethod => (sampleMethods as readonly string[]).includes(method)

/** Draws again from what was written down. `populationChanged` when the list of ids no longer has the hash it had. */
async function drawAgain(tx: Tx, actor: Actor, draw: DrawRecord, items: readonly { filingId: string }[]): Promise<DrawCheck> {
  if (!isMethod(draw.method)) return 'unknownMethod'
  const ids = Array.isArray(draw.populationIds) ? draw.populationIds.map(String) : []
  const population = await tx.filing.findMany({
    where: { AND: [{ id: { in: ids } }, whereReadable(actor, 'filing')] },
    select: { id: true, regionNo: true },
  })
  if (population.length !== ids.length || populationHash(population, sha256) !== draw.populationHash) return 'populationChanged'
  const again = drawSample({ population, seed: draw.seed, size: draw.size, method: draw.method }, sha256)
  const drawn = again.ok ? again.value.map(({ id }) => id) : []
  return drawn.length === items.length && drawn.every((one, place) => one === items[place]?.filingId) ? 'same' : 'different'
}
