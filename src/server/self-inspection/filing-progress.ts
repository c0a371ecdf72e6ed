import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type FilingState, filingStates, unfiledStates } from '#domain/self-inspection/steps'
import { currentTime } from '#platform/time'
import { hotQuery } from '../query'

/**
 * A region's filings. `ended`: had not filed when they closed or were taken over; in none of the states and not in `total`, `asked` and
 * `answered`. What was found and what money came of it counts for every filing of the region, as its list shows it.
 */
export type RegionProgress = {
  regionNo: number
  regionName: string
  counts: Record<FilingState, number>
  overdue: number
  ended: number
  total: number
  asked: number
  answered: number
  findings: number
  fundLossFen: bigint
  refundedFen: bigint
  recoveredFen: bigint
  checks: number
  discrepancies: number
}

type Counted = 'regionNo' | 'filings' | 'asked' | 'answered' | 'findings' | 'checks' | 'discrepancies'
type Money = 'fundLossFen' | 'refundedFen' | 'recoveredFen'
/** The sums of a region's filings in one state, late or not, of institutions that are still expected to file or are not. */
type Share = Record<Counted, number> & Record<Money, string> & { regionName: string; state: FilingState; expected: boolean; late: boolean }

const shares = `SELECT share.*, r.short_name AS "regionName" FROM (
    SELECT t.region_no AS "regionNo", t.state, t.expected, t.due_on < $4::date AS late, count(*)::int AS filings, sum(t.asked)::int AS asked,
      sum(t.answered)::int AS answered, sum(t.findings)::int AS findings, sum(t.fund_loss_fen)::text AS "fundLossFen",
      sum(t.refunded_fen)::text AS "refundedFen", sum(t.recovered_fen)::text AS "recoveredFen", sum(t.checks)::int AS checks,
      sum(t.discrepancies)::int AS discrepancies
    FROM filing_tally t WHERE t.region_no >= $1 AND t.region_no <= $2 AND ($3::uuid IS NULL OR t.campaign_id = $3)
    GROUP BY t.region_no, t.state, t.expected, late
  ) AS share JOIN region r ON r.region_no = share."regionNo"`

/**
 * For the rest of a transaction that reads many tallies. The planner takes rows under a policy for a handful, which it would sort rather than
 * gather, or rather than read in the order of an index.
 */
export const planForMany = `SELECT set_config('enable_sort', 'off', true), set_config('enable_incremental_sort', 'off', true)`

/** And here every one of them is read, not some in order: by the page, each page once. */
const planForAll = `SELECT set_config('enable_indexscan', 'off', true)`

/**
 * Who has filed and what came of it, region by region: how many filings stand in each state, how many are late, how far they have come. A sum
 * of one row for each filing that the actor may see, never of the answers under it.
 */
export async function filingProgress(actor: Actor, campaignId?: string): Promise<RegionProgress[]> {
  const values = [actor.regionLo ?? 1, actor.regionHi ?? 0, campaignId ?? null, beijingDay(currentTime())]
  const found = await hotQuery(actor, async (client) => {
    const [, , { rows }] = await Promise.all([client.query(planForMany), client.query(planForAll), client.query<Share>(shares, values)])
    return rows
  })
  const regions = [...new Set(found.map(({ regionNo }) => regionNo))].sort((one, other) => one - other)
  return regions.map((regionNo) => progressOfRegion(found.filter((share) => share.regionNo === regionNo)))
}

function progressOfRegion(own: readonly Share[]): RegionProgress {
  const sum = (of: Counted, which: (share: Share) => boolean = () => true) =>
    own.reduce((total, share) => (which(share) ? total + share[of] : total), 0)
  const fen = (of: Money) => own.reduce((total, share) => total + BigInt(share[of]), 0n)
  const isUnfiled = ({ state }: Share) => unfiledStates.some((one) => one === state)
  const hasEnded = (share: Share) => !share.expected && isUnfiled(share)
  // What was taken back is asked of nobody.
  const stands = (share: Share) => share.state !== 'recalled' && !hasEnded(share)
  const count = (state: FilingState) => sum('filings', (share) => share.state === state && !hasEnded(share))
  return {
    regionNo: own[0]?.regionNo ?? 0,
    regionName: own[0]?.regionName ?? '',
    counts: Object.fromEntries(filingStates.map((state) => [state, count(state)])) as Record<FilingState, number>, // every state is a key
    overdue: sum('filings', (share) => share.late && share.expected && isUnfiled(share)),
    ended: sum('filings', hasEnded),
    total: sum('filings', stands),
    asked: sum('asked', stands),
    answered: sum('answered', stands),
    findings: sum('findings'),
    fundLossFen: fen('fundLossFen'),
    refundedFen: fen('refundedFen'),
    recoveredFen: fen('recoveredFen'),
    checks: sum('checks'),
    discrepancies: sum('discrepancies'),
  }
}

type Asked = { region?: number; state?: FilingState | 'unfiled' | 'ended'; overdue?: '1'; kind?: string; q?: string }

/** How many filings the list has under a filter, as far as the regions tell: by region, state or lateness. `null` where it asks something else. */
export function countIn(progress: readonly RegionProgress[], { region, state, overdue, kind, q }: Asked): number | null {
  if (kind || q || (overdue && state)) return null
  const own = region ? progress.filter(({ regionNo }) => regionNo === region) : progress
  const sum = (of: (one: RegionProgress) => number) => own.reduce((total, one) => total + of(one), 0)
  const standing = (states: readonly FilingState[]) => sum(({ counts }) => states.reduce((total, one) => total + counts[one], 0))
  if (overdue) return sum((one) => one.overdue)
  if (state === 'ended') return sum(({ ended }) => ended)
  if (state) return standing(state === 'unfiled' ? unfiledStates : [state])
  return standing(filingStates) + sum(({ ended }) => ended)
}
