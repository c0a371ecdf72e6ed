import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { type Announcement, isForced, seedOf, supersedes } from '#domain/self-inspection/draw'
import { drawSample, isSampleMethod, type Member, populationHash } from '#domain/self-inspection/sample'
import { checkDrawGrants, drawGrants, giveUpDrawGrants, type SpotCheckResult, settlingStates } from '#domain/self-inspection/steps'
import { type Weight, weightsHash, weightsOf } from '#domain/self-inspection/weight'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { may, whereReadable } from '../access'
import { colleagues, namesOf } from '../identity/colleagues'
import { query } from '../query'
import { announcedIds, sha256, strataOf } from './draw-population'
import { spreadOf } from './draw-weights'

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
        purpose: true,
        round: true,
        sourceName: true,
        sourceOn: true,
        drawnAt: true,
        checkedAt: true,
        givenUpAt: true,
        announcedByName: true,
        agency: { select: { shortName: true } },
        campaign: { select: { name: true } },
      },
      orderBy: { announcedAt: 'desc' },
      take: 100,
    })
    const counts = await tx.spotCheckItem.groupBy({
      by: ['spotCheckId', 'result'],
      where: { AND: [{ spotCheckId: { in: draws.map(({ id }) => id) } }, whereReadable(actor, 'spotCheckItem')] },
      _count: true,
    })
    const countOf = (id: string, result: SpotCheckResult) =>
      counts.find((row) => row.spotCheckId === id && row.result === result)?._count ?? 0
    return draws.map((draw) => ({
      ...draw,
      agrees: countOf(draw.id, 'agrees'),
      discrepancies: countOf(draw.id, 'discrepancy'),
      pending: countOf(draw.id, 'pending'),
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
      include: { agency: { select: { name: true } }, campaign: { select: { name: true, number: true } } },
    })
    if (!draw) return null
    const { campaignId, agencyId } = draw
    const rounds = await tx.spotCheck.findMany({
      where: { AND: [{ campaignId, agencyId }, whereReadable(actor, 'spotCheck')] },
      select: {
        ...{ id: true, number: true, purpose: true, round: true, reason: true, size: true, sourceName: true, sourceOn: true },
        ...{ drawnAt: true, givenUpAt: true, givenUpReason: true },
      },
      orderBy: { announcedAt: 'asc' },
    })
    const staff = actor.agencyId === null ? [] : await colleagues(tx, actor.agencyId, currentTime())
    const { populationIds, weights: written, ...record } = draw
    const weights = weightsOf(written)
    const items = await drawnItems(tx, actor, id, weights)
    const population = await tx.filing.findMany({
      where: { AND: [{ id: { in: announcedIds(populationIds) } }, whereReadable(actor, 'filing')] },
      select: { id: true, regionNo: true },
    })
    const isNewest = !supersedes(draw.purpose) || rounds.every(({ purpose, round }) => purpose !== draw.purpose || round <= draw.round)
    const isOfAgency = may(actor, drawGrants, 'spotCheck', draw)
    const dayHasCome = fromDateColumn(draw.sourceOn) <= beijingDay(currentTime())
    return {
      ...record,
      population: announcedIds(populationIds).length,
      passedOver: announcedIds(draw.passedOverIds).length,
      strata: await strataOf(tx, population, draw.method, draw.size),
      spread: spreadOf(weights),
      rounds,
      check: draw.drawnAt === null ? null : drawAgain(population, draw, items),
      /** Announced, of this agency, not announced anew since, by somebody else than who announced it; whether its day has come is said apart. */
      awaitsDraw: draw.drawnAt === null && draw.givenUpAt === null && isOfAgency && isNewest,
      mayDraw: draw.drawnAt === null && draw.givenUpAt === null && isOfAgency && isNewest && draw.announcedById !== actor.userId,
      mayCheck:
        draw.drawnAt !== null &&
        draw.checkedAt === null &&
        draw.drawnById !== actor.userId &&
        may(actor, checkDrawGrants, 'spotCheck', draw),
      mayGiveUp:
        draw.drawnAt === null &&
        draw.givenUpAt === null &&
        may(actor, giveUpDrawGrants, 'spotCheck', draw) &&
        !(dayHasCome && isForced(draw.purpose) && population.length > 0),
      dayHasCome,
      mayAssign: isOfAgency,
      colleagues: staff,
      items,
    }
  })

/** What was drawn, in the order drawn, with what each weighed, declared and was found to have. */
async function drawnItems(tx: Tx, actor: Actor, spotCheckId: string, weights: readonly Weight[]) {
  const items = await tx.spotCheckItem.findMany({
    where: { AND: [{ spotCheckId }, whereReadable(actor, 'spotCheckItem')] },
    include: {
      inspectors: { where: { leftAt: null }, select: { userId: true, userName: true }, orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }] },
      lines: { where: { result: { not: 'agrees' } }, select: { result: true } },
    },
    orderBy: { position: 'asc' },
  })
  // One that has moved to another county is still looked into by whoever drew it; what it filed is that county's.
  const reached = await tx.filing.findMany({
    where: { AND: [{ id: { in: items.map(({ filingId }) => filingId) } }, whereReadable(actor, 'filing')] },
    select: { id: true },
  })
  const inReach = new Set(reached.map(({ id }) => id))
  const regions = await tx.region.findMany({ select: { regionNo: true, shortName: true } })
  const findings = await tx.finding.groupBy({
    by: ['filingId'],
    where: { filingId: { in: items.map(({ filingId }) => filingId) } },
    _sum: { fundLossFen: true },
  })
  const people = await namesOf(
    tx,
    items.flatMap(({ checkedById, secondCheckerId }) => [checkedById, secondCheckerId]),
  )
  return items.map(({ lines, ...item }) => {
    const reported = findings.find(({ filingId }) => filingId === item.filingId)
    return {
      ...item,
      inReach: inReach.has(item.filingId),
      regionName: regions.find(({ regionNo }) => regionNo === item.regionNo)?.shortName ?? '',
      weight: weights.find((one) => one.id === item.filingId) ?? null,
      reportedFen: inReach.has(item.filingId) ? (reported?._sum.fundLossFen ?? 0n) : null,
      underDeclared: lines.filter(({ result }) => result === 'underDeclared').length,
      notRemedied: lines.filter(({ result }) => result === 'notRemedied').length,
      checkers: [item.checkedById, item.secondCheckerId].flatMap((one) => (one ? [people.get(one) ?? ''] : [])).filter(Boolean),
    }
  })
}

type DrawRecord = Omit<Announcement, 'campaignNumber' | 'sourceOn'> & {
  sourceOn: Date
  sourceValue: string | null
  seed: string | null
  populationIds: unknown
  passedOverIds: unknown
  weights: unknown
  campaign: { number: string }
}
export type DrawCheck = 'same' | 'partly' | 'different' | 'populationChanged' | 'weightsChanged' | 'unknownMethod' | 'seedUnbound'

/**
 * Draws again from what was written down. `populationChanged` when the list of ids no longer has the hash it had; `seedUnbound` when the
 * list comes out the same, but of a seed that nobody had announced a source for; `partly` when what the reader sees of it comes out the same.
 */
function drawAgain(reached: readonly Member[], draw: DrawRecord, items: readonly { filingId: string; position: number }[]): DrawCheck {
  const { method, seed } = draw
  if (!isSampleMethod(method)) return 'unknownMethod'
  const announced = announcedIds(draw.populationIds)
  if (
    populationHash(
      announced.map((one) => ({ id: one })),
      sha256,
    ) !== draw.populationHash
  )
    return 'populationChanged'
  // Only shares by region ask where each of them is; of the others the list of ids says all.
  if (method === 'stratifiedByRegion' && reached.length !== announced.length) return 'populationChanged'
  const regionOf = new Map(reached.map(({ id, regionNo }) => [id, regionNo]))
  const passedOver = new Set(announcedIds(draw.passedOverIds))
  const population = announced.filter((one) => !passedOver.has(one)).map((one) => ({ id: one, regionNo: regionOf.get(one) ?? 0 }))
  const weights = weightsOf(draw.weights)
  if (method === 'riskWeighted' && weightsHash(weights, sha256) !== draw.weightsHash) return 'weightsChanged'
  const weightOf = new Map(weights.map(({ id, weight }) => [id, weight]))
  const size = Math.min(draw.size, population.length)
  const again = drawSample({ population, seed: seed ?? '', size, method, weightOf }, sha256)
  const drawn = again.ok ? again.value.map(({ id }) => id) : []
  // Each by its place: a reader who keeps away from one of them is not shown it.
  if (items.length > drawn.length || items.some(({ filingId, position }) => drawn[position - 1] !== filingId)) return 'different'
  const announcement = { ...draw, campaignNumber: draw.campaign.number, sourceOn: fromDateColumn(draw.sourceOn) }
  if (seed !== seedOf(announcement, draw.sourceValue ?? '')) return 'seedUnbound'
  return items.length === drawn.length ? 'same' : 'partly'
}
