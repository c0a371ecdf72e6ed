import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { lastDayOf } from '#domain/clock/moved'
import type { Actor } from '#domain/kernel/access'
import { getClockActs } from '#server/clock/clock-acts'
import { closeExclusion, openExclusion } from '#server/clock/exclude-period'
import { extendClock } from '#server/clock/extend-clock'
import { strikeExclusion } from '#server/clock/strike-exclusion'
import { strikeExtension } from '#server/clock/strike-extension'
import { aDesk, aFiledCase, type Desk } from '../../fixtures/case-scenes'
import { actionsOn, aFile, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
let clockId: string
let caseId: string
const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

beforeAll(async () => {
  desk = await aDesk()
})
// Filed on 8 June: ninety days later is 6 September.
beforeEach(async () => {
  caseId = await aFiledCase(desk)
  const found = await asOwner<{ id: string }>(`SELECT id FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK03'`, [caseId])
  clockId = String(found[0]?.id)
})

const clock = async () => {
  const [row] = await asOwner<{ due_at: Date; paused_at: Date | null; warned_at: Date | null; overdue_noted_at: Date | null }>(
    'SELECT due_at, paused_at, warned_at, overdue_noted_at FROM statutory_clock WHERE id = $1',
    [clockId],
  )
  if (!row) throw new Error('no clock')
  return { lastDay: lastDayOf(row.due_at), stands: row.paused_at !== null, told: row.overdue_noted_at !== null }
}
const changes = async () =>
  (
    await asOwner<{ cause: string; due_before: Date; due_after: Date; by_name: string; extension_no: number | null }>(
      'SELECT cause, due_before, due_after, by_name, extension_no FROM clock_change WHERE clock_id = $1 ORDER BY at, id',
      [clockId],
    )
  ).map((row) => [row.cause, lastDayOf(row.due_before), lastDayOf(row.due_after), row.by_name, row.extension_no])

const period = { ground: 'appraisal', note: '委托对36份病历作真实性鉴定', fromOn: '2026-06-10' }
const open = async (actor: Actor, override: object = {}, now = on('2026-06-10')) =>
  openExclusion(actor, { clockId, ...period, fileId: await aFile(actor, '鉴定委托书.pdf'), ...override }, now)
const exclusionOf = async () =>
  String((await asOwner<{ id: string }>('SELECT id FROM clock_exclusion WHERE clock_id = $1', [clockId]))[0]?.id)
const close = async (actor: Actor, toOn: string, now = on('2026-06-22')) =>
  closeExclusion(actor, { clockId, exclusionId: await exclusionOf(), toOn, fileId: await aFile(actor, '鉴定意见书.pdf') }, now)

describe('a period that does not count', () => {
  it('holds the clock, then moves its last day by its days; both days and their proofs are kept', async () => {
    expect(await open(desk.handler)).toMatchObject({ ok: true })
    expect(await clock()).toMatchObject({ stands: true, lastDay: '2026-09-06' })
    expect(await open(desk.handler)).toMatchObject(refused('exclusionOpen', { ground: '鉴定' }))

    expect(await close(desk.second, '2026-06-19')).toMatchObject({ ok: true })
    expect(await clock()).toMatchObject({ stands: false, lastDay: '2026-09-16' })
    expect(await changes()).toEqual([['exclusion', '2026-09-06', '2026-09-16', '李强', null]])
    expect(await close(desk.handler, '2026-06-19')).toMatchObject(refused('wrongState'))
    expect(await actionsOn(clockId)).toEqual(['clock.openExclusion', 'clock.move'])

    const [acts] = (await getClockActs(desk.handler, { type: 'case', id: caseId })).filter((one) => one.clockId === clockId)
    expect(acts?.exclusions).toMatchObject([
      { name: '鉴定', days: 10, fromFile: { name: '鉴定委托书.pdf' }, toFile: { name: '鉴定意见书.pdf' }, mayEnd: false },
    ])
    expect(acts?.changes).toMatchObject([{ cause: 'exclusion', before: '2026-09-06', after: '2026-09-16' }])
  })

  it('is ended once where both officers end it in the same moment', async () => {
    await open(desk.handler)
    const ends = await Promise.all([close(desk.handler, '2026-06-19'), close(desk.second, '2026-06-19')])
    const refusals = ends.flatMap((end) => (end.ok ? [] : [end.refusal.code]))
    expect(refusals).toEqual([expect.stringMatching(/^(changedMeanwhile|wrongState)$/)])
    expect(await changes()).toHaveLength(1)
  })

  it('entered by the head after the clock ran out, of days before that, takes back that it was late', async () => {
    await asOwner('UPDATE statutory_clock SET warned_at = due_at, overdue_noted_at = due_at WHERE id = $1', [clockId])
    const late = (actor: Actor, fromOn: string) => open(actor, { fromOn }, on('2026-09-08'))
    expect(await late(desk.approver, '2026-09-07')).toMatchObject(refused('clockRanOut', { day: '2026-09-06' }))
    expect(await late(desk.handler, '2026-09-01')).toMatchObject(refused('lateNeedsHead', { day: '2026-09-06' }))
    expect(await late({ ...desk.handler, roles: ['approver'] }, '2026-09-01')).toMatchObject(refused('samePerson'))
    expect(await late(await officerOf(places.otherBureau, ['approver']), '2026-09-01')).toMatchObject(refused('notFound'))
    expect(await late(desk.approver, '2026-09-01')).toMatchObject({ ok: true })
    expect(await clock()).toMatchObject({ stands: true, told: true })
    expect(await close(desk.handler, '2026-09-05', on('2026-09-08'))).toMatchObject({ ok: true })
    expect(await clock()).toEqual({ stands: false, lastDay: '2026-09-11', told: false })
  })

  it('is entered by an officer of the case alone, with a file of theirs, on a ground of the rule', async () => {
    const stranger = await officerOf(places.bureau, ['handler'], { name: '王芳' })
    const elsewhere = await officerOf(places.otherBureau, ['handler'])
    for (const actor of [stranger, elsewhere, desk.approver]) expect(await open(actor)).toMatchObject(refused('notFound'))
    expect(await open(desk.handler, { fileId: await aFile(elsewhere) })).toMatchObject(refused('notFound'))
    const { fileId: _, ...without } = { clockId, ...period, fileId: '' }
    expect(await openExclusion(desk.handler, without, on('2026-06-10'))).toMatchObject(refused('invalidInput'))
    expect(await asOwner('SELECT FROM clock_exclusion WHERE clock_id = $1', [clockId])).toEqual([])
    expect(await clock()).toMatchObject({ stands: false })
    expect(await actionsOn(clockId)).toEqual([])
  })

  it('entered wrongly is struck out by the head, stays in sight and counts no more', async () => {
    await open(desk.handler)
    await close(desk.handler, '2026-06-19')
    const form = { clockId, exclusionId: await exclusionOf(), reason: '鉴定委托属于另一案' }
    const strike = (actor: Actor) => strikeExclusion(actor, form, on('2026-06-23'))
    for (const actor of [desk.handler, await officerOf(places.otherBureau, ['approver'])])
      expect(await strike(actor)).toMatchObject(refused('notFound'))
    expect(await strike({ ...desk.second, roles: ['approver'] })).toMatchObject(refused('samePerson'))
    expect(await strike(desk.approver)).toMatchObject({ ok: true })
    expect(await clock()).toMatchObject({ stands: false, lastDay: '2026-09-06' })
    expect((await changes()).at(-1)).toEqual(['exclusion', '2026-09-16', '2026-09-06', '刘洋', null])
    const [acts] = (await getClockActs(desk.approver, { type: 'case', id: caseId })).filter((one) => one.clockId === clockId)
    expect(acts?.exclusions).toMatchObject([{ name: '鉴定', struck: { by: '刘洋', reason: '鉴定委托属于另一案' }, mayStrike: false }])
    expect(await strike(desk.approver)).toMatchObject(refused('wrongState'))
    await open(desk.handler, { fromOn: '2026-06-20' }, on('2026-06-24'))
    expect(await clock()).toMatchObject({ stands: true })
  })

  it('leaves no clock standing where two that began together are struck out in the same moment', async () => {
    await open(desk.handler)
    await open(desk.handler, { ground: 'testing' })
    const found = await asOwner<{ id: string }>('SELECT id FROM clock_exclusion WHERE clock_id = $1', [clockId])
    const heads = [desk.approver, await officerOf(places.bureau, ['approver'], { name: '赵磊' })]
    const struck = await Promise.all(
      found.map(({ id }, place) =>
        strikeExclusion(heads[place] ?? desk.approver, { clockId, exclusionId: id, reason: '委托属于另一案' }, on('2026-06-11')),
      ),
    )
    expect(struck.map(({ ok }) => ok)).toEqual([true, true])
    expect(await clock()).toMatchObject({ stands: false, lastDay: '2026-09-06' })
  })

  it('stays as it was entered, and no end stands without its proof', async () => {
    await open(desk.handler)
    await expect(asOwner(`UPDATE clock_exclusion SET from_on = '2026-06-09' WHERE clock_id = $1`, [clockId])).rejects.toThrow(
      'stays as it was',
    )
    await expect(asOwner(`UPDATE clock_exclusion SET to_on = '2026-06-19' WHERE clock_id = $1`, [clockId])).rejects.toThrow('closed')
  })
})

describe('an extension', () => {
  const extend = (actor: Actor, form: object = {}, now = on('2026-06-22')) =>
    extendClock(actor, { clockId, reason: '涉及人数多，案情复杂', ...form }, now)

  it('is the head’s to give, twice, the second on minutes; each keeps the day before', async () => {
    expect(await extend(desk.approver, { length: '30' })).toMatchObject({ ok: true })
    expect(await extend(desk.approver, { length: '60' })).toMatchObject(refused('minutesMissing'))
    const minutes = { fileId: await aFile(desk.approver, '集体讨论记录.pdf') }
    expect(await extend(desk.approver, { length: '60', ...minutes })).toMatchObject({ ok: true })
    expect(await changes()).toEqual([
      ['extension', '2026-09-06', '2026-10-06', '刘洋', 1],
      ['extension', '2026-10-06', '2026-12-05', '刘洋', 2],
    ])
    expect(await extend(desk.approver)).toMatchObject(refused('noExtension', { count: 2 }))
    // The second was entered wrongly: another head strikes it out, and it is given again.
    const strike = (actor: Actor) => strikeExtension(actor, { clockId, reason: '应为延长30日' }, on('2026-06-22'))
    expect(await strike(desk.approver)).toMatchObject(refused('samePerson'))
    expect(await strike(await officerOf(places.bureau, ['approver'], { name: '赵磊' }))).toMatchObject({ ok: true })
    expect((await changes()).at(-1)).toEqual(['strike', '2026-12-05', '2026-10-06', '赵磊', null])
    expect(await extend(desk.approver, { length: '60', ...minutes })).toMatchObject({ ok: true })
    expect((await changes()).at(-1)).toEqual(['extension', '2026-10-06', '2026-12-05', '刘洋', 3])
    // A period after that moves the day that stands.
    await open(desk.handler)
    await close(desk.handler, '2026-06-19')
    expect(await clock()).toMatchObject({ lastDay: '2026-12-15' })
  })

  it('is given once where two heads give it in the same moment', async () => {
    const heads = [desk.approver, await officerOf(places.bureau, ['approver'], { name: '赵磊' })]
    const other = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
    await other.connect()
    await other.query('BEGIN')
    await other.query('SELECT FROM statutory_clock WHERE id = $1 FOR UPDATE', [clockId])
    const given = Promise.all(heads.map((head) => extend(head, { length: '30' })))
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    // Both have read what the clock had by now.
    await vi.waitFor(async () => expect(await asOwner(waiting)).toHaveLength(2), { timeout: 20_000, interval: 50 })
    await other.end()
    const refusals = (await given).flatMap((one) => (one.ok ? [] : [one.refusal.code]))
    expect(refusals).toEqual(['changedMeanwhile'])
    expect(await clock()).toMatchObject({ lastDay: '2026-10-06' })
  })

  it('comes too late on the day after the last, and is nobody else’s', async () => {
    expect(await extend(desk.approver, {}, on('2026-09-07'))).toMatchObject(refused('clockRanOut', { day: '2026-09-06' }))
    const elsewhere = await officerOf(places.otherBureau, ['approver'])
    const city = await officerOf(places.cityBureau, ['approver'])
    for (const actor of [desk.handler, desk.second, elsewhere, city]) expect(await extend(actor)).toMatchObject(refused('notFound'))
    const both = { ...desk.handler, roles: ['handler', 'approver'] as const }
    expect(await extend(both)).toMatchObject(refused('samePerson'))
    expect(await changes()).toEqual([])
  })
})
