import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { assignDutyOwner } from '#server/campaign/assign-duty-owner'
import { completeDuty, reopenDuty } from '#server/campaign/complete-duty'
import { reportDuty } from '#server/campaign/report-duty'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, launchedCampaign, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

/** The assignment of one duty of the plan to one agency. */
const dutyOf = async (code: string, seq: number) => {
  const [row] = await asOwner<{ id: string; version: number }>(
    `SELECT a.id, a.version FROM duty_assignment a JOIN duty d ON d.id = a.duty_id WHERE a.campaign_id = $1 AND a.agency_id = $2 AND d.seq = $3`,
    [campaignId, agencyId(code), seq],
  )
  if (!row) throw new Error(`${code} has no duty ${seq}`)
  return { assignmentId: row.id, version: row.version }
}
const state = async ({ assignmentId }: { assignmentId: string }) =>
  (await asOwner('SELECT state::text, progress, completed_at, owner_name, version FROM duty_assignment WHERE id = $1', [assignmentId]))[0]

const police = officerOf('PS', 370800, ['handler'])
const progress = '已接收移交线索 3 件，立案 1 件，其余正在核查。'

describe('a duty', () => {
  it('is reported on, struck off with proof, and taken up again, each with a line in the trail', async () => {
    const duty = await dutyOf('PS-370800', 4)
    done(await reportDuty(police, { ...duty, progress }))
    expect(await state(duty)).toMatchObject({ state: 'inProgress', progress, completed_at: null })

    const proof = await uploadedFile(police, new TextEncoder().encode('立案决定书清单\n共 1 份'), '清单.txt')
    const now = new Date('2024-11-20T03:00:00Z')
    done(await completeDuty(police, { ...duty, version: 2, progress: '移交线索已全部办结，清单附后。', evidenceFileIds: proof }, now))
    expect(await state(duty)).toMatchObject({ state: 'done', completed_at: now })
    expect(await asOwner(`SELECT kind, file_id FROM attachment WHERE subject_id = $1`, [duty.assignmentId])).toEqual([
      { kind: 'proof', file_id: proof },
    ])

    done(await reopenDuty(police, { ...duty, version: 3, reason: '检察院退回补充侦查' }))
    expect(await state(duty)).toMatchObject({ state: 'inProgress', completed_at: null, version: 4 })
    const trail = await asOwner('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq', [duty.assignmentId])
    expect(trail.map(({ action }) => action)).toEqual(['duty.report', 'duty.complete', 'duty.reopen'])
  })

  it('without an account of what was done is not struck off', async () => {
    const duty = await dutyOf('FI-370800', 5)
    expect(await completeDuty(officerOf('FI', 370800, ['handler']), { ...duty, progress: '完成' })).toMatchObject({
      ok: false,
      refusal: { code: 'invalidInput', detail: { fields: ['progress'] } },
    })
    expect(await state(duty)).toMatchObject({ state: 'notStarted', version: 1 })
  })

  it('seen at an older version is left alone', async () => {
    const duty = await dutyOf('HC-370800', 6)
    const health = officerOf('HC', 370800, ['handler'])
    done(await reportDuty(health, { ...duty, progress }))
    expect(await completeDuty(health, { ...duty, progress })).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
    expect(await state(duty)).toMatchObject({ state: 'inProgress' })
  })

  it('reported twice under one key is reported once', async () => {
    const duty = await dutyOf('CT-370800', 2)
    const raw = { ...duty, progress, requestKey: crypto.randomUUID() }
    const court = officerOf('CT', 370800, ['handler'])
    await reportDuty(court, raw)
    await reportDuty(court, raw)
    expect(await state(duty)).toMatchObject({ version: 2 })
  })

  it.each<[string, Actor]>([
    ['another department of the city', officerOf('PR', 370800, ['handler'])],
    ['the leading bureau', city.handler],
    ['the police of a county', officerOf('PS', 370811, ['handler'])],
    ['an approver of its own agency', officerOf('PS', 370800, ['approver'])],
  ])('of the city’s police is not reported on by %s', async (_who, actor) => {
    const duty = await dutyOf('PS-370800', 9)
    expect(await reportDuty(actor, { ...duty, progress })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await state(duty)).toMatchObject({ version: 1 })
  })
})

describe('the owner of a duty', () => {
  const handlerId = crypto.randomUUID()
  beforeAll(async () => {
    await asOwner(
      `INSERT INTO user_account (id, login, name, password_hash, password_changed_at) VALUES ($1, 'rencheng-test', '周敏', '!', now())`,
      [handlerId],
    )
    await asOwner(
      `INSERT INTO post (id, user_id, agency_id, roles, valid_from) VALUES (gen_random_uuid(), $1, $2, '{handler}', '2024-01-01T00:00:00Z')`,
      [handlerId, agencyId('MI-370811')],
    )
  })

  it('is named by the agency, from among its own people', async () => {
    const duty = await dutyOf('MI-370811', 1)
    done(await assignDutyOwner(county.approver, { ...duty, ownerId: handlerId }))
    expect(await state(duty)).toMatchObject({ owner_name: '周敏', version: 2 })
    const [entry] = await asOwner('SELECT change FROM audit_entry WHERE subject_id = $1', [duty.assignmentId])
    expect(entry?.change).toEqual({ ownerName: [null, '周敏'] })
  })

  it('is nobody of another agency', async () => {
    const duty = await dutyOf('MI-370800', 1)
    expect(await assignDutyOwner(city.handler, { ...duty, ownerId: handlerId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it.each<[string, Actor]>([
    ['the city', city.handler],
    ['another county', officerOf('MI', 370812, ['handler'])],
    ['another department', officerOf('HC', 370811, ['approver'])],
  ])('is not named by %s', async (_who, actor) => {
    const duty = await dutyOf('MI-370811', 7)
    expect(await assignDutyOwner(actor, { ...duty, ownerId: handlerId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })
})
