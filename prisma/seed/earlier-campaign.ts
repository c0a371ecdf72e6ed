import { planReading, valuesOf } from '#domain/campaign/campaign-plan'
import { beijingDay } from '#domain/kernel/civil-date'
import { parsePlan } from '#domain/plan/parse-plan'
import type { Plan } from '#domain/plan/plan'
import { splitByLedger } from '#domain/self-inspection/ledger'
import { checklistItems } from '../reference/checklist'
import type { ChecklistItem } from '../reference/checklist/item'
import { regions } from '../reference/regions'
import { checklistItemRows } from '../reference/rows'
import { launchedCampaign, type SeedCampaign } from './campaign'
import { addAnswers, auditFiling, filingRow, type SeedFiling } from './filings'
import { commitWithoutReceipt } from './hand-out'
import { dayOf, timeline } from './moments'
import type { Random } from './random'
import type { TableRows } from './rows'
import type { Staff } from './staff'
import type { World } from './world'

/** So many institutions have a past. */
const remembered = 4

const itemOfId = new Map(checklistItemRows().map((row) => [row.id, checklistItems.find(({ code }) => code === row.code)]))

/** The plan with its own years moved back by one; what it cites from before stays as it was published. */
function yearBefore(reading: Plan, year: number): Plan {
  const text = reading.text.replace(/20\d\d(?=\s*年|〕)/g, (named) => String(Number(named) >= year ? Number(named) - 1 : named))
  const read = parsePlan(text)
  if (!read.ok) throw new Error(`the plan of the year before cannot be read: ${read.refusal.code}`)
  return read.value
}

/** Filings that are accepted and report something, each with the first item under which it does: of such as nobody signs in for, and none drawn for a re-check. */
function thoseThatFound(world: World, filings: readonly SeedFiling[]): { filing: SeedFiling; item: ChecklistItem }[] {
  const drawn = new Set(world.rowsOf('spot_check_item').map(({ filingId }) => filingId))
  const itemOf = new Map(world.rowsOf('filing_answer').map(({ id, itemId }) => [id, itemOfId.get(itemId)]))
  const firstOf = new Map(world.rowsOf('finding').map(({ filingId, answerId }) => [filingId, itemOf.get(answerId)]))
  return filings
    .filter(({ id, state, institution }) => state === 'accepted' && institution.login === null && !drawn.has(id))
    .flatMap((filing) => {
      const item = firstOf.get(filing.id)
      return item ? [{ filing, item }] : []
    })
    .slice(0, remembered)
}

/** What usually happens, always does: all of it is rectified, paid and confirmed. */
const settled = (random: Random): Random => ({
  ...random,
  chance: (probability) => probability > 0.5,
  weighted: ([first]) => {
    if (!first) throw new Error('nothing to choose from')
    return first[0]
  },
})

/** The city's campaign of the year before, closed since. */
function closedCampaign(world: World, reading: Plan, staff: Staff): SeedCampaign {
  const plan = valuesOf(reading)
  const region = regions.find(({ code }) => code === '370800')
  const filingDueOn = plan.stages.find(({ kind }) => kind === 'selfInspection')?.dueOn
  const endsOn = plan.stages.at(-1)?.dueOn
  if (!region || !plan.issuedOn || !filingDueOn || !endsOn) throw new Error('the plan of the year before says too little')
  const row = launchedCampaign(world, plan, {
    ...{ region, desk: staff.city, parentId: null, startsOn: plan.issuedOn, gaps: [0, 1, 1, 1] },
    ...{ text: reading.text, planRead: planReading.parse(reading) },
  })
  for (const [index, stage] of plan.stages.entries())
    world.add('stage', { id: world.id(row.launchedAt), campaignId: row.id, seq: index + 1, ...stage })
  commitWithoutReceipt(world, row, [], staff)
  const [closedAt] = timeline(world, endsOn, [0])
  if (!closedAt) throw new Error('a campaign is closed once')
  Object.assign(row, { state: 'closed', version: 5 })
  const change = { state: ['launched', 'closed'] } as const
  world.audit({ subjectType: 'campaign', subjectId: row.id, at: closedAt, doer: staff.city.approver, action: 'campaign.close', change })
  return { id: row.id, number: row.number, launchedAt: row.launchedAt, launchedOn: dayOf(row.launchedAt), filingDueOn }
}

/**
 * The campaign of the year before with a few filings in it, each of an institution that reports the same now: found, rectified, paid back,
 * and here again. Takes chances of its own, so that nothing else in the world moves for it.
 */
export function addEarlierCampaign(whole: World, reading: Plan, staff: Staff, filings: readonly SeedFiling[]): void {
  const those = thoseThatFound(whole, filings)
  const world: World = { ...whole, random: settled(whole.random.fork('the year before')) }
  const year = valuesOf(reading).year ?? Number(beijingDay(whole.now).slice(0, 4))
  const campaign = closedCampaign(world, yearBefore(reading, year), staff)
  for (const { filing: now, item } of those) {
    const [startedAt, submittedAt, reviewedAt] = timeline(world, campaign.launchedOn, [5, 8, 10])
    if (!startedAt || !submittedAt || !reviewedAt) throw new Error('a filing takes three steps')
    const course = { startedAt, submittedAt, reviewedAt }
    const { institution, ...row } = filingRow(world, campaign, now.institution, staff, 'accepted', course)
    const filing = { ...row, institution }
    world.add('filing', row)
    auditFiling(world, campaign, filing, staff, course)
    const [findings, refunds] = [world.rowsOf('finding').length, world.rowsOf('refund').length]
    const asked = checklistItems.filter(({ appliesTo }) => appliesTo.includes(institution.kind))
    addAnswers(world, filing, asked, staff, course, ({ code }) => code === item.code)
    const found = new Map(
      world
        .rowsOf('finding')
        .slice(findings)
        .map((one) => [one.id, one]),
    )
    for (const refund of world.rowsOf('refund').slice(refunds))
      Object.assign(refund, { matchedFen: 0n, ledger: ledgerOf(found.get(refund.findingId)) })
  }
}

function ledgerOf(finding: TableRows['finding'] | undefined) {
  if (!finding) throw new Error('a payment is for a finding')
  const { fundLossFen, periodTo, recordedAt } = finding
  const split = splitByLedger({
    ...{ fundLossFen: BigInt(fundLossFen), agreementFen: null },
    ...{ periodTo: String(periodTo).slice(0, 10), recordedOn: beijingDay(recordedAt) },
  })
  return split.agreementRecovery > 0n ? ('agreementRecovery' as const) : ('fundRefund' as const)
}
