import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clockRule } from '#domain/clock/rules'
import { watchClocks } from '#server/clock/watch-clocks'
import { agencyNamed, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

// The watch runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const beijing = (text: string) => new Date(`${text}:00+08:00`)
/** A Monday; the fourth working day after it is the Friday. */
const now = beijing('2026-06-08T09:30')

type Given = {
  dueAt: Date
  rule?: string
  agency?: string | null
  other?: { department: string; regionNo: number } | null
  stopped?: boolean
}

async function aClock({
  dueAt,
  rule = 'CK32',
  agency = places.police,
  other = { department: 'MI', regionNo: 370811 },
  stopped = false,
}: Given) {
  const id = randomUUID()
  const responsible = await agencyNamed(agency ?? places.police)
  await asOwner(
    `INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, rule_id, started_at, due_at, stopped_at,
       responsible_agency_id, responsible_department, responsible_region_no, other_department, other_region_no, secrecy)
     VALUES ($1, 'referral', $2, 'YS-370811-2026-000001', '清溪医院', $3, $4, $5, $6, $7, $8, $9, $10, $11, 2)`,
    [
      id,
      randomUUID(),
      rule,
      new Date(dueAt.getTime() - 30 * 86_400_000),
      dueAt,
      stopped ? new Date(dueAt.getTime() - 3_600_000) : null,
      agency === null ? null : responsible.id,
      responsible.department,
      responsible.regionNo,
      other?.department ?? null,
      other?.regionNo ?? null,
    ],
  )
  return id
}

const toldOf = (clockId: string) =>
  asOwner<{ kind: string; name: string; text: string; link: string }>(
    `SELECT n.kind, a.name, n.text, n.link FROM notification n LEFT JOIN agency a ON a.id = n.agency_id
     WHERE n.dedupe_key LIKE '%' || $1 || '%' ORDER BY n.kind, a.name`,
    [clockId],
  )
const who = async (clockId: string) => (await toldOf(clockId)).map(({ kind, name }) => `${kind} ${name}`)
const auditOf = (clockId: string) =>
  asOwner<{ action: string; actor_name: string }>('SELECT action, actor_name FROM audit_entry WHERE subject_id = $1', [clockId])
const marks = async (clockId: string) =>
  (await asOwner('SELECT warned_at, overdue_noted_at FROM statutory_clock WHERE id = $1', [clockId]))[0]

beforeEach(() => asOwner('DELETE FROM statutory_clock'))

describe('a clock that runs out', () => {
  it('is told once to whoever must act, from three working days before and not a minute earlier', async () => {
    const [soon, ample] = [
      await aClock({ dueAt: beijing('2026-06-12T00:00') }),
      await aClock({ dueAt: beijing('2026-06-12T00:01'), rule: 'CK33' }),
    ]
    expect(await watchClocks(now)).toEqual({ warned: 1, overdue: 0 })
    expect(await watchClocks(beijing('2026-06-08T09:31'))).toEqual({ warned: 0, overdue: 0 })

    expect(await who(soon)).toEqual([`clockSoon ${places.police}`])
    expect(await marks(soon)).toEqual({ warned_at: now, overdue_noted_at: null })
    expect(await who(ample)).toEqual([])
    expect(await watchClocks(beijing('2026-06-09T00:00'))).toEqual({ warned: 1, overdue: 0 })
  })

  it('says until when, and leads to the matter', async () => {
    const clock = await aClock({ dueAt: beijing('2026-06-09T00:00') })
    await watchClocks(now)
    const [notice] = await toldOf(clock)
    expect(JSON.parse(notice?.text ?? '')).toMatchObject({
      number: 'YS-370811-2026-000001',
      dueAt: '2026-06-08 24:00',
      name: expect.any(String),
    })
    expect(notice?.link).toMatch(/^\/referrals\/[0-9a-f-]{36}$/)
    expect(notice?.text).not.toContain('清溪医院')
  })

  it('is left alone once the act is done', async () => {
    await aClock({ dueAt: beijing('2026-06-09T00:00'), stopped: true })
    await aClock({ dueAt: beijing('2026-06-01T00:00'), stopped: true, rule: 'CK33' })
    expect(await watchClocks(now)).toEqual({ warned: 0, overdue: 0 })
  })

  it('without a named agency is told to the bureau of its department and region', async () => {
    const clock = await aClock({ dueAt: beijing('2026-06-09T00:00'), agency: null })
    await watchClocks(now)
    expect(await who(clock)).toEqual([`clockSoon ${places.police}`])
  })
})

describe('a clock that has run out', () => {
  it('is told once to whoever must act, to the side that waits and to the superior, with one line in the trail', async () => {
    const clock = await aClock({ dueAt: beijing('2026-06-08T09:30') })
    expect(await watchClocks(beijing('2026-06-08T09:29'))).toEqual({ warned: 1, overdue: 0 })
    expect(await watchClocks(now)).toEqual({ warned: 0, overdue: 1 })
    expect(await watchClocks(beijing('2026-06-10T09:30'))).toEqual({ warned: 0, overdue: 0 })

    expect((await who(clock)).sort()).toEqual(
      [`clockSoon ${places.police}`, `clockOverdue ${places.police}`, `clockOverdue ${places.bureau}`, 'clockOverdue 济宁市公安局'].sort(),
    )
    expect(await auditOf(clock)).toEqual([{ action: 'clock.overdue', actor_name: '系统自动' }])
    expect(await marks(clock)).toMatchObject({ overdue_noted_at: now })
  })

  it.each(['CK70', 'CK71'] as const)('of a receiver (%s) warns it once, then is told once to both sides and the superior', async (rule) => {
    const clock = await aClock({ dueAt: now, rule })
    const before = beijing('2026-06-08T09:00')
    expect(await watchClocks(before)).toEqual({ warned: 1, overdue: 0 })
    expect(await watchClocks(before)).toEqual({ warned: 0, overdue: 0 })
    expect(await watchClocks(now)).toEqual({ warned: 0, overdue: 1 })
    expect(await watchClocks(beijing('2026-06-09T09:30'))).toEqual({ warned: 0, overdue: 0 })

    expect((await who(clock)).sort()).toEqual(
      [`clockSoon ${places.police}`, `clockOverdue ${places.police}`, `clockOverdue ${places.bureau}`, 'clockOverdue 济宁市公安局'].sort(),
    )
    for (const { text } of await toldOf(clock)) expect(JSON.parse(text)).toMatchObject({ name: clockRule(rule).name })
  })

  it('after 48 hours in which the whole system stood still, is told of once for each stage, late, in the order of the stages', async () => {
    // Warned before the stop; warned and due while it stood still; due while it stood still, entered in it; warned while it stood still alone.
    const [before, within, entered, ahead] = [
      await aClock({ dueAt: beijing('2026-06-08T10:00') }),
      await aClock({ dueAt: beijing('2026-06-10T08:00'), rule: 'CK33' }),
      await aClock({ dueAt: beijing('2026-06-09T00:00'), rule: 'CK34' }),
      await aClock({ dueAt: beijing('2026-06-13T00:00'), rule: 'CK35' }),
    ]
    const known = 'UPDATE statutory_clock SET started_recorded_at = $2, warned_at = $3 WHERE id = $1'
    await asOwner(known, [before, beijing('2026-05-01T00:00'), beijing('2026-06-03T00:00')])
    await asOwner(known, [entered, beijing('2026-06-09T12:00'), null])
    const later = new Date(now.getTime() + 48 * 3_600_000)
    expect(await watchClocks(later)).toEqual({ warned: 2, overdue: 3 })
    expect(await watchClocks(later)).toEqual({ warned: 0, overdue: 0 })

    const told = await asOwner<{ kind: string; clock: string; late: string }>(
      `SELECT kind, split_part(dedupe_key, ':', 2) AS clock, text::json ->> 'late' AS late, min(id::text) AS first
       FROM notification WHERE dedupe_key LIKE ANY ($1) GROUP BY 1, 2, 3 ORDER BY first`,
      [[before, within, entered, ahead].map((id) => `%${id}%`)],
    )
    expect(told.map(({ kind, clock, late }) => [kind, clock, late])).toEqual([
      ['clockSoon', within, '1'],
      ['clockOverdue', before, '1'],
      ['clockOverdue', entered, '1'],
      ['clockSoon', ahead, '1'],
      ['clockOverdue', within, '1'],
    ])
    for (const id of [before, within, entered]) {
      expect((await who(id)).filter((line) => line.startsWith('clockOverdue'))).toHaveLength(3)
      expect(await auditOf(id)).toHaveLength(1)
    }
    expect(await marks(ahead)).toEqual({ warned_at: later, overdue_noted_at: null })
  })

  it('whose worker is killed after it told and before it marked is told of once', async () => {
    const clock = await aClock({ dueAt: beijing('2026-06-01T00:00') })
    await asOwner(`CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NULL; END';
      CREATE TRIGGER halt AFTER INSERT ON notification FOR EACH ROW EXECUTE FUNCTION halt()`)
    const halted = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`
    const text = `const made = await import('#server/clock/watch-clocks'); await made.watchClocks(new Date(${now.getTime()}))`
    const worker = spawn(process.execPath, ['--import', './src/setup/resolve-hook.mjs', '--input-type=module', '--eval', text], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await vi.waitFor(async () => expect(await asOwner(`SELECT ${halted}`)).toHaveLength(1), { timeout: 60_000, interval: 100 })
    } finally {
      const gone = once(worker, 'exit')
      worker.kill('SIGKILL')
      await gone
      await asOwner(`SELECT pg_terminate_backend(pid) ${halted}`) // the machine says that its connection is gone
      await asOwner('DROP FUNCTION halt() CASCADE')
    }
    expect([await toldOf(clock), await marks(clock)]).toEqual([[], { warned_at: null, overdue_noted_at: null }])

    expect(await watchClocks(now)).toEqual({ warned: 1, overdue: 1 })
    const told = await who(clock)
    expect(told).toContain(`clockOverdue ${places.police}`)
    expect(new Set(told).size).toBe(told.length)
    expect(await watchClocks(now)).toEqual({ warned: 0, overdue: 0 })
    expect(await who(clock)).toEqual(told)
  })

  it('is told of once by two workers at once, over more clocks than one turn takes', async () => {
    const responsible = await agencyNamed(places.police)
    await asOwner(
      `INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, rule_id, started_at, due_at,
         responsible_agency_id, responsible_department, responsible_region_no, other_department, other_region_no, secrecy)
       SELECT gen_random_uuid(), 'referral', gen_random_uuid(), 'YS-' || n, '', 'CK32', $1::timestamptz - interval '9 days',
         $1::timestamptz - n * interval '1 minute', $2, 'PS', 370811, 'MI', 370811, 2 FROM generate_series(1, 450) AS n`,
      [now, responsible.id],
    )
    const [one, other] = await Promise.all([watchClocks(now), watchClocks(now)])
    expect(one.overdue + other.overdue).toBe(450)
    const [told] = await asOwner(
      `SELECT count(*)::int AS n FROM notification n JOIN statutory_clock c ON n.dedupe_key LIKE 'clockOverdue:' || c.id || ':%'`,
    )
    expect(told).toEqual({ n: 450 * 3 })
    const [lines] = await asOwner(`SELECT count(*)::int AS n FROM audit_entry e JOIN statutory_clock c ON c.id = e.subject_id`)
    expect(lines).toEqual({ n: 450 })
  })

  it('of the highest agency has no superior to tell', async () => {
    const clock = await aClock({ dueAt: now, agency: '山东省医疗保障局', other: null })
    await watchClocks(now)
    expect(await who(clock)).toEqual(['clockOverdue 山东省医疗保障局', 'clockSoon 山东省医疗保障局'])
  })
})
