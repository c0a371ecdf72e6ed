import pg from 'pg'
import { beforeAll, expect, it, vi } from 'vitest'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { remindStoppages } from '#server/case/track/remind-stoppages'
import { watchCourtTime } from '#server/case/track/watch-court-time'
import { aCaseToDecide, aDecidedCase, aDesk, type Desk, served, walk } from '../../fixtures/case-scenes'
import { asOwner } from '../../support/as-owner'

// The watch runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const runs = (caseId: string) =>
  asOwner(`SELECT started_at, due_at, stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK19' ORDER BY started_at`, [
    caseId,
  ])

it('the three months to ask a court begin as the time to appeal ends, once, and stop when nothing is owed any more', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  await watchCourtTime(on('2026-12-08'))
  expect(await runs(caseId)).toEqual([])
  // In a case in which somebody acts in the same moment nothing begins.
  const other = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
  await other.connect()
  await other.query('BEGIN')
  await other.query('SELECT FROM case_file WHERE id = $1 FOR UPDATE', [caseId])
  await watchCourtTime(on('2026-12-09'))
  await other.end()
  expect(await runs(caseId)).toEqual([])
  for (const day of ['2026-12-09', '2026-12-10']) await watchCourtTime(on(day))
  const begun = { started_at: beijingMidnight('2026-12-08'), due_at: beijingMidnight('2027-03-09') }
  expect(await runs(caseId)).toEqual([{ ...begun, stopped_at: null }])
  await asOwner(
    `UPDATE case_money SET rejected_at = now(), rejection_reason = '决定已经变更' WHERE case_id = $1 AND kind IN ('demanded', 'fined')`,
    [caseId],
  )
  await watchCourtTime(on('2026-12-20'))
  expect(await runs(caseId)).toEqual([{ ...begun, stopped_at: on('2026-12-20') }])
})

it('what a decision stops is told of to whoever carries it out and to the bureau, before it is over and after that, once for each span', async () => {
  const caseId = await aCaseToDecide(desk, { suspendMonths: '6' })
  await walk(desk, caseId, [
    ['decide', 'approver'],
    ['serveDecision', 'handler', served],
  ])
  for (const day of ['2026-11-20', '2026-12-01', '2026-12-02', '2026-12-09', '2026-12-10', '2026-12-16']) await remindStoppages(on(day))
  const told = await asOwner<{ name: string; kinds: string }>(
    `SELECT a.name, string_agg(n.kind::text, ' ' ORDER BY n.created_at) AS kinds FROM notification n JOIN agency a ON a.id = n.agency_id
     WHERE n.kind IN ('stoppageEnding', 'stoppageOver') AND n.link LIKE '%' || $1 || '%' GROUP BY a.name ORDER BY a.name`,
    [caseId],
  )
  expect(told).toHaveLength(2)
  expect(told.map(({ kinds }) => kinds)).toEqual(Array(2).fill('stoppageEnding stoppageOver stoppageOver'))
})
