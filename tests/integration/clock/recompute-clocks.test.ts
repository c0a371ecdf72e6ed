import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it, vi } from 'vitest'
import { lastDayOf } from '#domain/clock/moved'
import { recomputeClocks } from '#server/clock/recompute-clocks'
import { remindOpenPeriods } from '#server/clock/remind-open-periods'
import { watchClocks } from '#server/clock/watch-clocks'
import { agencyNamed, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

// The job runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const at = (text: string) => new Date(`${text}:00+08:00`)
/** A Monday. Fifteen working days from it, with 端午 on the 19th off, end on the 30th. */
const started = at('2026-06-08T10:00')
const now = at('2026-06-10T09:30')

beforeEach(() => asOwner('UPDATE statutory_clock SET stopped_at = greatest(started_at, due_at) WHERE stopped_at IS NULL'))

/** A clock as an older calendar had it. */
async function aClock(override: Record<string, unknown> = {}): Promise<string> {
  const bureau = await agencyNamed(places.bureau)
  const row = {
    ...{
      id: randomUUID(),
      subject_type: 'case',
      subject_id: randomUUID(),
      subject_number: 'AJ-370811-2026-000001',
      subject_title: '清溪医院',
    },
    ...{ rule_id: 'CK01', started_at: started, due_at: at('2026-06-30T00:00'), length: 15, secrecy: 2, warned_at: now },
    ...{ responsible_agency_id: bureau.id, responsible_department: 'MI', responsible_region_no: bureau.regionNo },
    ...{ other_department: 'PS', other_region_no: 370811 },
    ...override,
  }
  const names = Object.keys(row)
  await asOwner(
    `INSERT INTO statutory_clock (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`,
    Object.values(row),
  )
  return row.id
}

const standing = async (id: string) => {
  const [row] = await asOwner<{ due_at: Date; warned_at: Date | null }>('SELECT due_at, warned_at FROM statutory_clock WHERE id = $1', [id])
  return row && { lastDay: lastDayOf(row.due_at), warned: row.warned_at !== null }
}
const changes = async (id: string) =>
  (
    await asOwner<{ cause: string; due_before: Date; due_after: Date; by_id: string | null }>(
      'SELECT * FROM clock_change WHERE clock_id = $1',
      [id],
    )
  ).map((row) => [row.cause, lastDayOf(row.due_before), lastDayOf(row.due_after), row.by_id])

it('moves what runs by the calendar of today, once, keeps both days and tells both sides', async () => {
  const id = await aClock()
  expect(await recomputeClocks(now)).toEqual({ moved: 1 })
  expect(await recomputeClocks(now)).toEqual({ moved: 0 })
  expect(await standing(id)).toEqual({ lastDay: '2026-06-30', warned: false })
  expect(await changes(id)).toEqual([['calendar', '2026-06-29', '2026-06-30', null]])
  const told = await asOwner<{ name: string; text: string }>(
    `SELECT a.name, n.text FROM notification n JOIN agency a ON a.id = n.agency_id WHERE n.kind = 'clockMoved' AND n.dedupe_key LIKE '%' || $1 || '%' ORDER BY a.name`,
    [id],
  )
  expect(told.map(({ name }) => name).sort()).toEqual([places.bureau, places.police].sort())
  expect(JSON.parse(told[0]?.text ?? '')).toMatchObject({ before: '2026-06-29 24:00', after: '2026-06-30 24:00' })
})

it('has what is announced by now estimated no longer, where the day stays', async () => {
  const id = await aClock({ due_at: at('2026-07-01T00:00'), estimated: true })
  expect(await recomputeClocks(now)).toEqual({ moved: 0 })
  expect(await asOwner('SELECT estimated FROM statutory_clock WHERE id = $1', [id])).toEqual([{ estimated: false }])
  expect(await changes(id)).toEqual([])
})

it('leaves alone what stands still, is over, has stopped, was agreed on or counts plain days', async () => {
  const wrong = { due_at: at('2026-06-30T00:00') }
  const left = [
    await aClock({ ...wrong, paused_at: started }),
    await aClock({ ...wrong, due_at: at('2026-06-10T09:30') }),
    await aClock({ ...wrong, stopped_at: now }),
    await aClock({ ...wrong, length: null }),
    await aClock({ ...wrong, rule_id: 'CK03' }),
  ]
  expect(await recomputeClocks(now)).toEqual({ moved: 0 })
  for (const id of left) expect(await changes(id)).toEqual([])
})

it('makes nobody late: a day that has passed by the new calendar is the end of today', async () => {
  const id = await aClock({ length: 1, due_at: at('2026-06-12T00:00') })
  expect(await recomputeClocks(now)).toEqual({ moved: 1 })
  expect(await standing(id)).toMatchObject({ lastDay: '2026-06-10' })
})

it('that is moved is told of again when its new day comes, and of what nobody looked at in time it is said so', async () => {
  const id = await aClock()
  await recomputeClocks(now)
  const texts = async () =>
    (
      await asOwner<{ kind: string; text: string }>(
        `SELECT DISTINCT kind, text FROM notification WHERE kind LIKE 'clock%' AND kind <> 'clockMoved' AND dedupe_key LIKE '%' || $1 || '%' ORDER BY kind DESC`,
        [id],
      )
    ).map(({ kind, text }) => [kind, JSON.parse(text).late])
  expect(await watchClocks(at('2026-06-30T09:00'))).toEqual({ warned: 1, overdue: 0 })
  expect(await watchClocks(at('2026-07-02T09:00'))).toEqual({ warned: 0, overdue: 1 })
  expect(await texts()).toEqual([
    ['clockSoon', 1],
    ['clockOverdue', 1],
  ])
})

it('asks after a clock that has stood still for thirty days, once for each thirty, and after none before', async () => {
  const [long, short] = [await aClock({ paused_at: at('2026-07-01T00:00') }), await aClock({ paused_at: at('2026-07-05T00:00') })]
  for (const day of ['2026-07-30T23:00', '2026-08-01T00:20', '2026-08-02T00:20', '2026-08-31T00:20']) await remindOpenPeriods(at(day), 1)
  const told = async (id: string) =>
    asOwner(
      `SELECT a.name, n.text::json->>'since' AS since, (n.text::json->>'days')::int AS days FROM notification n JOIN agency a ON a.id = n.agency_id
       WHERE n.kind = 'clockStandsLong' AND n.dedupe_key LIKE '%' || $1 || '%' ORDER BY n.created_at`,
      [id],
    )
  expect(await told(long)).toEqual([
    { name: places.bureau, since: '2026-07-01', days: 31 },
    { name: places.bureau, since: '2026-07-01', days: 61 },
  ])
  expect(await told(short)).toEqual([{ name: places.bureau, since: '2026-07-05', days: 57 }])
})

/** A rule of the bureau for the time in which a party may speak. */
async function aLocalRule(override: Record<string, unknown>) {
  const bureau = await agencyNamed(places.bureau)
  const row = {
    ...{ key: 'defenceDays', state: 'inUse', agency_id: bureau.id, agency_name: '示例局', region_no: bureau.regionNo },
    ...{ range_lo: bureau.regionNo, range_hi: bureau.regionNo, title: '处罚程序规定', document_number: '示医保发〔2026〕3号' },
    ...{ basis_text: '十五个工作日。', verified: true, valid_from: '2026-06-09', proposed_at: now, decided_at: now },
    ...{ proposed_by_id: randomUUID(), proposed_by_name: '甲', decided_by_id: randomUUID(), decided_by_name: '乙', ...override },
  }
  const names = Object.keys(row)
  await asOwner(`INSERT INTO local_rule (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`, Object.values(row))
}

it('moves what runs by a rule of its place only where that says so, and both days are kept', async () => {
  const id = await aClock({ rule_id: 'CK12', length: 5, due_at: at('2026-06-16T00:00') })
  await aLocalRule({ seq: 1, value: '15' })
  expect(await recomputeClocks(now)).toEqual({ moved: 0 })
  await aLocalRule({ seq: 2, value: '15', for_running: true })
  expect(await recomputeClocks(now)).toEqual({ moved: 1 })
  expect(await changes(id)).toEqual([['law', '2026-06-15', '2026-06-30', null]])
  expect(await asOwner('SELECT length, local_basis FROM statutory_clock WHERE id = $1', [id])).toEqual([
    { length: 15, local_basis: '《处罚程序规定》（示医保发〔2026〕3号）' },
  ])
  const reasons = await asOwner('SELECT reason FROM clock_change WHERE clock_id = $1', [id])
  expect(reasons).toEqual([{ reason: '《处罚程序规定》（示医保发〔2026〕3号）' }])
  expect(await recomputeClocks(now)).toEqual({ moved: 0 })
})
