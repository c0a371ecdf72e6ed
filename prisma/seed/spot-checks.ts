import { createHash } from 'node:crypto'
import { addDays, type CivilDate } from '#domain/kernel/civil-date'
import { digitsOf, seedOf } from '#domain/self-inspection/draw'
import { type Digest, drawSample, populationHash, populationIds } from '#domain/self-inspection/sample'
import type { SeedCampaign } from './campaign'
import type { SeedFiling } from './filings'
import { dayOf, timeline } from './moments'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')

const method = 'stratifiedByRegion'

const fixed = { department: 'MI', regionNo: 370800, method } as const
const lottery = '中国福利彩票双色球开奖号码'

/** The city's drawn sample of filings, re-checked by two officers, and a second draw that is announced and whose number is out today. */
export function addSpotChecks(world: World, campaign: SeedCampaign, filings: readonly SeedFiling[], staff: Staff): void {
  const population = filings.filter(({ state }) => state === 'accepted')
  const size = Math.min(population.length, world.scaled(60))
  const [announcedAt, drawnAt] = timeline(world, campaign.filingDueOn, [32, 3])
  if (!announcedAt || !drawnAt || size === 0) return
  addDrawn(world, campaign, population, staff, { size, announcedAt, drawnAt })
  const [yesterday] = timeline(world, addDays(world.today, -1), [0])
  if (yesterday && yesterday < world.now) {
    announced(world, campaign, population, staff, { purpose: 'remedyReview', size: 4, at: yesterday, sourceOn: world.today })
  }
}

function announced(
  world: World,
  campaign: SeedCampaign,
  population: readonly SeedFiling[],
  { city: { secondHandler: announcer, agencyId } }: Staff,
  { purpose, size, at, sourceOn }: { purpose: string; size: number; at: Date; sourceOn: CivilDate },
) {
  const id = world.id(at)
  const announcement = { purpose, round: 1, method, size: Math.min(size, population.length), sourceName: lottery }
  const row: TableRows['spot_check'] & { id: string } = {
    ...{ ...fixed, ...announcement, id, number: world.number('CC', 370800, at), campaignId: campaign.id, agencyId, reason: '' },
    ...{ sourceOn, announcedById: announcer.id, announcedByName: announcer.name, announcedAt: at },
    populationIds: populationIds(population),
    populationHash: populationHash(population, sha256),
    ...{ sourceValue: null, seed: null, drawnById: null, drawnByName: null, drawnAt: null },
    ...{ checkedById: null, checkedByName: null, checkedAt: null },
  }
  world.add('spot_check', row)
  const change = { purpose: [null, purpose], round: [null, 1], source: [null, `${lottery} ${sourceOn}`] } as const
  world.audit({ subjectType: 'spotCheck', subjectId: id, at, doer: announcer, action: 'spotCheck.announce', change })
  return {
    row,
    seed: (value: string) =>
      seedOf({ ...announcement, campaignNumber: campaign.number, populationHash: row.populationHash, sourceOn }, value),
  }
}

function addDrawn(
  world: World,
  campaign: SeedCampaign,
  population: readonly SeedFiling[],
  staff: Staff,
  { size, announcedAt, drawnAt }: { size: number; announcedAt: Date; drawnAt: Date },
): void {
  const { handler, secondHandler: checker } = staff.city
  const { row, seed: seedFor } = announced(world, campaign, population, staff, {
    ...{ purpose: 'filingReview', size, at: announcedAt, sourceOn: dayOf(drawnAt) },
  })
  const filingOf = new Map(population.map((filing) => [filing.id, filing]))
  const { sourceValue, seed, drawn } = numberThatMeets(world, (value) => {
    const seed = seedFor(value)
    const sample = drawSample({ population, seed, size, method }, sha256)
    if (!sample.ok) throw new Error(sample.refusal.code)
    const ids = sample.value.map(({ id }) => id)
    return { sourceValue: value, seed, drawn: ids.flatMap((id) => filingOf.get(id) ?? []) }
  })
  Object.assign(row, { sourceValue, seed, drawnById: handler.id, drawnByName: handler.name, drawnAt })
  Object.assign(row, { checkedById: checker.id, checkedByName: checker.name, checkedAt: drawnAt })
  const change = { seed: [null, seed], method: [null, method], size: [null, size], population: [null, population.length] } as const
  world.audit({ subjectType: 'spotCheck', subjectId: row.id, at: drawnAt, doer: handler, action: 'spotCheck.draw', change })
  const published = { published: [null, digitsOf(sourceValue)] } as const
  world.audit({ subjectType: 'spotCheck', subjectId: row.id, at: drawnAt, doer: checker, action: 'spotCheck.check', change: published })
  const answersOf = new Map<string, Answered[]>()
  const declaredOf = new Map<string, bigint>()
  for (const { answerId, fundLossFen } of world.rowsOf('finding'))
    declaredOf.set(answerId, (declaredOf.get(answerId) ?? 0n) + BigInt(fundLossFen))
  for (const { id, filingId, itemId } of world.rowsOf('filing_answer'))
    answersOf.set(filingId, [...(answersOf.get(filingId) ?? []), { itemId, declaredFen: declaredOf.get(id) ?? 0n }])
  const shown = population.find(({ institution }) => institution.login === disputing)?.id
  const institutionOf = new Map(population.map((filing) => [filing.id, filing.institutionId]))
  for (const [place, { id: filingId, regionNo }] of drawn.entries()) {
    const item = { spotCheckId: row.id, filingId, institutionId: institutionOf.get(filingId) ?? '', regionNo, position: place + 1 }
    check(world, campaign, { ...item, isShown: filingId === shown }, drawnAt, staff, answersOf.get(filingId) ?? [])
  }
}

/** Who can sign in and has something to dispute. */
const disputing = 'health-centre-a'

type Numbered = { sourceValue: string; seed: string; drawn: readonly SeedFiling[] }

/** A number as it might have been published, by which the institution that can sign in is among those drawn. */
function numberThatMeets(world: World, drawBy: (value: string) => Numbered): Numbered {
  const number = (random: World['random']) => Array.from({ length: 7 }, () => String(random.whole(1, 33)).padStart(2, '0')).join(' ')
  let met = drawBy(number(world.random))
  const others = world.random.fork('published')
  for (let left = 2_000; left > 0 && met.drawn.every(({ institution }) => institution.login !== disputing); left -= 1)
    met = drawBy(number(others))
  return met
}

/** An answer of a filing, and what was found under it. */
type Answered = { itemId: string; declaredFen: bigint }

type Item = {
  spotCheckId: string
  filingId: string
  institutionId: string
  regionNo: number
  position: number
  isShown: boolean
}

function check(world: World, campaign: SeedCampaign, item: Item, drawnAt: Date, staff: Staff, answers: readonly Answered[]): void {
  const { random } = world
  const { handler, secondHandler } = staff.city
  const { isShown, ...own } = item
  const drawn = random.weighted([
    ['agrees', 70],
    ['discrepancy', 14],
    ['pending', 16],
  ] as const)
  const result = isShown ? 'discrepancy' : drawn
  const [usually] = timeline(world, campaign.filingDueOn, [random.whole(40, 120)])
  const [justNow] = timeline(world, addDays(world.today, -2), [0])
  const checkedAt = isShown ? justNow : usually
  const at = result === 'pending' ? null : (checkedAt ?? null)
  const differs = result === 'discrepancy'
  const id = world.id(drawnAt)
  const discrepancyFen = differs ? BigInt(random.longTailed(300_000, 1)) : null
  world.add('spot_check_item', {
    id,
    ...own,
    department: 'MI',
    result,
    discrepancyFen,
    note: '',
    checkedById: at ? handler.id : null,
    secondCheckerId: at ? secondHandler.id : null,
    checkedAt: at,
    firstSignedAt: at,
    disputeUntil: isShown && at ? new Date(at.getTime() + 12 * 86_400_000) : null,
    version: at ? 2 : 1,
  })
  for (const { id: userId, name: userName } of [handler, secondHandler])
    world.add('check_inspector', {
      ...{ id: world.id(drawnAt), checkId: id, userId, userName },
      ...{ assignedById: handler.id, assignedByName: handler.name, assignedAt: drawnAt, leftAt: null, leftReason: null },
    })
  if (at) addLines(world, id, answers, discrepancyFen, { at, by: handler, stillGoingOn: !isShown && own.position % 3 === 0 })
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

/** Every item of the filing agrees, but for the first when something was found besides. */
function addLines(
  world: World,
  checkId: string,
  answers: readonly Answered[],
  differenceFen: bigint | null,
  { at, by, stillGoingOn }: { at: Date; by: { id: string; name: string }; stillGoingOn: boolean },
): void {
  const found = stillGoingOn ? 'notRemedied' : 'underDeclared'
  const ordered = [...answers].sort((one, other) => Number(other.declaredFen > 0n) - Number(one.declaredFen > 0n))
  for (const [place, { itemId, declaredFen }] of ordered.entries()) {
    const differs = place === 0 && differenceFen !== null
    world.add('check_line', {
      ...{ id: world.id(at), checkId, itemId, declaredFen },
      ...{ result: differs ? found : 'agrees', differenceFen: differs ? differenceFen : null },
      note: differs ? '现场抽取病历二十份，发现超标准收费仍未纠正或未申报。' : '',
      ...{ recordedById: by.id, recordedByName: by.name, recordedAt: at, changedAt: null, version: 1 },
    })
  }
}
