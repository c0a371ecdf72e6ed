import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { beat } from '#platform/heartbeat'
import { fileCase } from '#server/case/file-case'
import { readiness } from '#server/readiness'
import { aDesk, aProposedCase, type Desk } from '../../fixtures/case-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
  await beat('worker')
})
afterEach(() => {
  vi.useRealTimers()
})

const days = 86_400_000
const shifted = (by: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + by })

it.each([30 * days, -30 * days])('a machine whose clock is %d ms wrong sets the same last days, and the alarm is raised', async (by) => {
  const caseId = await aProposedCase(desk)
  shifted(by)
  expect(await fileCase(desk.approver, { caseId, version: '1' })).toMatchObject({ ok: true })
  expect(await readiness()).toMatchObject({ clock: false, database: true })
  vi.useRealTimers()

  const [clock] = await asOwner<{ late: boolean; days: number }>(
    `SELECT abs(extract(epoch FROM now() - started_at)) > 60 AS late,
       (due_at AT TIME ZONE 'Asia/Shanghai')::date - (started_at AT TIME ZONE 'Asia/Shanghai')::date AS days
     FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK03'`,
    [caseId],
  )
  expect(clock).toEqual({ late: false, days: 91 })
})

it('a few seconds raise no alarm', async () => {
  shifted(3000)
  expect(await readiness()).toMatchObject({ clock: true })
  vi.useRealTimers()
  shifted(9000)
  expect(await readiness()).toMatchObject({ clock: false })
})
