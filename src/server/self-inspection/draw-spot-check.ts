import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { drawSpotCheckInput } from '#domain/self-inspection/inputs'
import { type Digest, drawSample, populationHash, populationIds } from '#domain/self-inspection/sample'
import { settlingStates } from '#domain/self-inspection/steps'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { type Context, command } from '../command'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Draws filings for re-check on site (抽查复查) out of all that are filed in the actor's region. Seed, method, size and population
 * are written down, so that anybody can draw again and arrive at the same.
 *
 * Refuses `notFound` (no such campaign, or not an officer of an insurance bureau), `sampleTooLarge`.
 * Commits together: the draw, its items in the order drawn, the audit entry.
 */
export const drawSpotCheck = command('spotCheck.draw', drawSpotCheckInput, async (context, { campaignId, method, size, seed: given }) => {
  const { tx, actor, now, requestId } = context
  const { agencyId, department, agencyKind } = actor
  if (agencyId === null || department !== 'MI' || agencyKind !== 'bureau' || !actor.roles.includes('handler'))
    return must(refuse('notFound'))
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
    select: { id: true },
  })
  if (!campaign) must(refuse('notFound'))

  const population = await tx.filing.findMany({
    where: { AND: [{ campaignId, state: { in: [...settlingStates] } }, whereReadable(actor, 'filing')] },
    select: { id: true, regionNo: true, institutionId: true },
  })
  const seed = given || randomBytes(16).toString('hex')
  const drawn = must(drawSample({ population, seed, size, method }, sha256))
  const number = await nextInternalNumber(context, 'CC', actor.regionNo)
  const spotCheck = await tx.spotCheck.create({
    data: {
      number,
      campaignId,
      agencyId,
      department,
      regionNo: actor.regionNo,
      seed,
      method,
      size,
      populationIds: populationIds(population),
      populationHash: populationHash(population, sha256),
      drawnById: actor.userId,
      drawnByName: actor.name,
      drawnAt: now,
    },
    select: { id: true },
  })
  await writeItems(context, spotCheck.id, drawn, new Map(population.map((member) => [member.id, member.institutionId])))
  await audit(tx, {
    at: now,
    actor,
    action: 'spotCheck.draw',
    subject: { type: 'spotCheck', id: spotCheck.id },
    change: { seed: [null, seed], method: [null, method], size: [null, size], population: [null, population.length] },
    requestId,
  })
  return { id: spotCheck.id, number }
})

const writeItems = (
  { tx }: Context,
  spotCheckId: string,
  drawn: readonly { id: string; regionNo: number }[],
  institutionOf: ReadonlyMap<string, string>,
) =>
  tx.spotCheckItem.createMany({
    data: drawn.map(({ id, regionNo }, place) => ({
      spotCheckId,
      filingId: id,
      institutionId: institutionOf.get(id) ?? must(refuse('notFound')),
      regionNo,
      position: place + 1,
    })),
  })
