import { createHash } from 'node:crypto'
import { drawSample, populationHash, populationIds } from '#domain/self-inspection/sample'
import type { SeedCampaign } from './campaign'
import type { SeedFiling } from './filings'
import { timeline } from './moments'
import type { Staff } from './staff'
import type { World } from './world'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The city's drawn sample of filings, re-checked by two officers. */
export function addSpotCheck(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const { random } = world
  const population = filings.filter(({ state }) => state === 'accepted' || state === 'submitted')
  const size = Math.min(population.length, world.scaled(60))
  const [drawnAt] = timeline(world, campaign.filingDueOn, [35])
  if (!drawnAt || size === 0) return
  const seed = random.whole(0, 0xffffffff).toString(16).padStart(8, '0')
  const drawn = drawSample({ population, seed, size, method: 'stratifiedByRegion' }, digest)
  if (!drawn.ok) return
  const filingOf = new Map(population.map((filing) => [filing.id, filing]))
  const id = world.id(drawnAt)
  world.add('spot_check', {
    id,
    number: world.number('CC', 370800, drawnAt),
    campaignId: campaign.id,
    agencyId: staff.city.agencyId,
    department: 'MI',
    regionNo: 370800,
    seed,
    method: 'stratifiedByRegion',
    size,
    populationIds: populationIds(population),
    populationHash: populationHash(population, digest),
    drawnById: staff.city.handler.id,
    drawnByName: staff.city.handler.name,
    drawnAt,
  })
  drawn.value
    .flatMap((member) => filingOf.get(member.id) ?? [])
    .forEach((filing, index) => {
      const result = random.weighted([
        ['agrees', 70],
        ['discrepancy', 14],
        ['pending', 16],
      ] as const)
      const [checkedAt] = timeline(world, campaign.filingDueOn, [random.whole(40, 120)])
      const checked = result !== 'pending'
      world.add('spot_check_item', {
        id: world.id(drawnAt),
        spotCheckId: id,
        filingId: filing.id,
        institutionId: filing.institutionId,
        department: 'MI',
        regionNo: filing.regionNo,
        position: index + 1,
        result,
        discrepancyFen: result === 'discrepancy' ? BigInt(random.longTailed(300_000, 1)) : null,
        note: result === 'discrepancy' ? '现场抽取病历二十份，发现与自查结果不一致的收费。' : checked ? '现场核对与填报一致。' : '',
        checkedById: checked ? staff.city.handler.id : null,
        secondCheckerId: checked ? staff.city.secondHandler.id : null,
        checkedAt: checked ? (checkedAt ?? null) : null,
        version: checked ? 2 : 1,
      })
    })
}
