import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { hitFates, proveHits } from '#domain/screening/hit-fates'
import { proveBatches } from '#server/lead/prove-zero'
import { backTest } from '#server/screening/back-test'
import { takeInHand } from '#server/screening/in-hand'
import { issueBlock } from '#server/screening/issue-block'
import { issueHits } from '#server/screening/issue-hits'
import { runIssue } from '#server/screening/issue-job'
import { issuesOfRun } from '#server/screening/issue-queries'
import { resumeScreening } from '#server/screening/resume'
import { setHitsAside } from '#server/screening/set-hits-aside'
import { done } from '../../fixtures/campaigns'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { aScreening } from '../../fixtures/screened-runs'
import { asOwner } from '../../support/as-owner'

// The job is the worker's, under its role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const chosen = ['M02', 'M04', 'M06', 'M07']
const now = new Date('2026-06-08T09:30:00+08:00')

let city: Actor
let campaignId = ''
let [runId, all] = ['', 0]

beforeAll(async () => {
  city = await officerOf(places.cityBureau, ['handler'])
  runId = await (await aScreening(city, chosen))()
}, 60_000)

beforeEach(async () => {
  await asOwner('UPDATE screening_hit SET lead_id = NULL, issued_at = NULL, issue_id = NULL')
  campaignId = await aCampaign({ bureau: places.cityBureau })
  all = (await asOwner('SELECT FROM screening_hit WHERE run_id = $1', [runId])).length
  expect(all).toBeGreaterThan(4)
})

const form = (more: object = {}) => ({
  ...{ runId, campaignId, codes: chosen.join(), grades: 'high,medium,low', dueOn: '2026-07-08', reason: '省局专项要求限期核查' },
  ...more,
})
const asked = async () => done(await issueHits(city, form(), now)).issueId
const actOf = async (issueId: string) => (await issuesOfRun(city, runId)).find(({ id }) => id === issueId)
/** Leads of the act's campaign, each with how many rows of evidence it has, and from which hits it came. */
const leads = () =>
  asOwner<{ id: string; source_row: number; repeat_count: number; rows: number; hits: number }>(
    `SELECT lead.id, source_row, repeat_count, (SELECT count(*)::int FROM lead_evidence WHERE lead_id = lead.id) AS rows,
       (SELECT count(*)::int FROM screening_hit WHERE lead_id = lead.id) AS hits
     FROM lead WHERE campaign_id = $1 ORDER BY source_row`,
    [campaignId],
  )
const fates = async () => {
  const counts = Object.fromEntries(hitFates.map((fate) => [fate, 0])) as Record<(typeof hitFates)[number], number>
  for (const model of (await backTest(city, runId)).models.values()) for (const fate of hitFates) counts[fate] += model.fates[fate]
  return counts
}
const wholeAndOnce = async () => {
  const made = await leads()
  expect(made.map(({ source_row }) => source_row)).toEqual(Array.from({ length: all }, (_, at) => at + 1))
  expect(made.every(({ rows, hits, repeat_count }) => rows > 0 && hits === 1 && repeat_count === 1)).toBe(true)
  expect(await proveBatches(city, campaignId)).toMatchObject([{ issued: all, open: all, holds: true }])
}

it('records the decision alone, holds the clues for it, and then makes leads of them in blocks, each with its rows', async () => {
  const issueId = await asked()
  expect(await leads()).toEqual([])
  expect(await actOf(issueId)).toMatchObject({ state: 'waiting', hitCount: all, issuedCount: 0, batch: null })
  expect(await fates()).toMatchObject({ issuing: all, waiting: 0 })
  expect(proveHits(all, await fates())).toMatchObject({ holds: true, cleared: false })
  // What is held is neither asked for again nor set aside.
  expect(await issueHits(city, form(), now)).toMatchObject({ refusal: { code: 'noHitsToIssue' } })
  const aside = { runId, codes: chosen.join(), grades: 'high,medium,low', expected: 1, reason: '暂不核查这些' }
  expect(await setHitsAside(city, aside, now)).toMatchObject({ refusal: { code: 'noHitsToSetAside' } })

  await runIssue(issueId, 3)
  await wholeAndOnce()
  expect(await actOf(issueId)).toMatchObject({ state: 'done', issuedCount: all, trouble: null })
  expect(await fates()).toMatchObject({ issued: all, issuing: 0 })
  await runIssue(issueId, 3)
  expect(await leads()).toHaveLength(all)
}, 60_000)

it('goes on after its worker was killed, and two workers at once make each lead once', async () => {
  const issueId = await asked()
  const mark = await takeInHand('screening_issue', issueId)
  if (!mark) throw new Error('nobody has it in hand')
  done(await issueBlock(city, { issueId, mark, most: 3 }))
  expect(await leads()).toHaveLength(3)
  expect(await proveBatches(city, campaignId)).toMatchObject([{ issued: 3, open: 3, holds: true }])
  expect(await actOf(issueId)).toMatchObject({ state: 'issuing', issuedCount: 3 })
  await runIssue(issueId, 3) // it is another's
  expect(await leads()).toHaveLength(3)
  // Two at the same clues, as where a worker comes back from the dead: what one has made, the other leaves alone.
  await Promise.allSettled([issueBlock(city, { issueId, mark, most: 2 }), issueBlock(city, { issueId, mark, most: 2 })])

  await asOwner(`UPDATE screening_issue SET lease_until = now() - interval '1 minute' WHERE id = $1`, [issueId])
  const former = issueBlock(city, { issueId, mark, most: 2 })
  await Promise.all([resumeScreening(), runIssue(issueId, 2), former.catch(() => undefined)])
  await wholeAndOnce()
  expect(await actOf(issueId)).toMatchObject({ state: 'done', issuedCount: all })
}, 60_000)

it('shows no lead without its rows where they could not be written, and gives back what is left', async () => {
  await asOwner(`CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no rows''; END';
    CREATE TRIGGER refuse_rows BEFORE INSERT ON lead_evidence FOR EACH ROW WHEN ((NEW.lead_id IS NOT NULL)) EXECUTE FUNCTION refuse_rows()`)
  const issueId = await asked()
  try {
    await runIssue(issueId, 3)
  } finally {
    await asOwner('DROP FUNCTION refuse_rows() CASCADE')
  }
  expect(await leads()).toEqual([])
  expect(await actOf(issueId)).toMatchObject({ state: 'stopped', trouble: 'fault', issuedCount: 0, batch: null })
  expect(await fates()).toMatchObject({ waiting: all, issuing: 0 })
  await runIssue(await asked(), 3)
  await wholeAndOnce()
}, 60_000)

it('issues nothing more once whoever asked has no post for it', async () => {
  const issueId = await asked()
  await asOwner('UPDATE post SET valid_until = $2 WHERE id = $1', [city.postId, new Date('2026-06-09T00:00:00Z')])
  try {
    await runIssue(issueId)
  } finally {
    await asOwner('UPDATE post SET valid_until = NULL WHERE id = $1', [city.postId])
  }
  expect(await leads()).toEqual([])
  expect(await actOf(issueId)).toMatchObject({ state: 'stopped', trouble: 'notFound' })
  expect(await fates()).toMatchObject({ waiting: all })
  const [{ change } = { change: {} }] = await asOwner<{ change: object }>(
    `SELECT change FROM audit_entry WHERE action = 'screening.issued' ORDER BY at DESC, id DESC LIMIT 1`,
  )
  expect(change).toMatchObject({ issued: [null, 0], left: [null, all], trouble: [null, 'notFound'] })
})
