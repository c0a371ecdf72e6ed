import { createHash } from 'node:crypto'
import { type Digest, drawSample, populationHash, populationIds } from '#domain/self-inspection/sample'
import type { SeedCampaign } from './campaign'
import type { SeedFiling } from './filings'
import { timeline } from './moments'
import type { Staff } from './staff'
import type { World } from './world'

const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')

const method = 'stratifiedByRegion'

/** The city's drawn sample of filings, re-checked by two officers. Anybody can draw it again from what is written down. */
export function addSpotCheck(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const { random } = world
  const { handler, agencyId } = staff.city
  const population = filings.filter(({ state }) => state === 'accepted')
  const size = Math.min(population.length, world.scaled(60))
  const [drawnAt] = timeline(world, campaign.filingDueOn, [35])
  if (!drawnAt || size === 0) return
  const seed = Array.from({ length: 32 }, () => random.whole(0, 15).toString(16)).join('')
  const drawn = drawSample({ population, seed, size, method }, sha256)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  const id = world.id(drawnAt)
  world.add('spot_check', {
    id,
    number: world.number('CC', 370800, drawnAt),
    campaignId: campaign.id,
    agencyId,
    department: 'MI',
    regionNo: 370800,
    seed,
    method,
    size,
    populationIds: populationIds(population),
    populationHash: populationHash(population, sha256),
    drawnById: handler.id,
    drawnByName: handler.name,
    drawnAt,
  })
  const change = { seed: [null, seed], method: [null, method], size: [null, size], population: [null, population.length] } as const
  world.audit({ subjectType: 'spotCheck', subjectId: id, at: drawnAt, doer: handler, action: 'spotCheck.draw', change })
  const institutionOf = new Map(population.map((filing) => [filing.id, filing.institutionId]))
  for (const [place, { id: filingId, regionNo }] of drawn.value.entries()) {
    const item = { spotCheckId: id, filingId, institutionId: institutionOf.get(filingId) ?? '', regionNo, position: place + 1 }
    check(world, campaign, item, drawnAt, staff)
  }
}

type Item = { spotCheckId: string; filingId: string; institutionId: string; regionNo: number; position: number }

function check(world: World, campaign: SeedCampaign, item: Item, drawnAt: Date, staff: Staff): void {
  const { random } = world
  const { handler, secondHandler } = staff.city
  const result = random.weighted([
    ['agrees', 70],
    ['discrepancy', 14],
    ['pending', 16],
  ] as const)
  const [checkedAt] = timeline(world, campaign.filingDueOn, [random.whole(40, 120)])
  const at = result === 'pending' ? null : (checkedAt ?? null)
  const differs = result === 'discrepancy'
  world.add('spot_check_item', {
    id: world.id(drawnAt),
    ...item,
    department: 'MI',
    result,
    discrepancyFen: differs ? BigInt(random.longTailed(300_000, 1)) : null,
    note: differs ? '现场抽取病历二十份，发现与自查结果不一致的收费。' : at ? '现场核对与填报一致。' : '',
    checkedById: at ? handler.id : null,
    secondCheckerId: at ? secondHandler.id : null,
    checkedAt: at,
    version: at ? 2 : 1,
  })
  if (at)
    world.audit({
      subjectType: 'filing',
      subjectId: item.filingId,
      at,
      doer: handler,
      action: 'spotCheck.record',
      change: { result: ['pending', result] },
    })
}
