import { expect, it } from 'vitest'
import { clockState } from '../../clock/clock'
import { lapsingRules } from '../../clock/rules'
import { workCalendar } from '../../clock/work-calendar'
import { procedureSteps } from './procedure-steps'
import { paperWaiting, publicationFor, publicationOver, unpublished } from './publication'

const published = { dueAt: new Date('2026-07-09T00:00:00+08:00') }

it('serves a paper that was published on the day after its thirty days, and no paper that was not', () => {
  const on = (servedOn: string, of: typeof published | null = published) => publicationOver({ method: 'publication', servedOn }, of)
  expect(on('2026-07-08')).toMatchObject({ refusal: { code: 'publicationRuns', detail: { day: '2026-07-08' } } })
  expect(on('2026-07-09')).toMatchObject({ ok: true })
  expect(on('2026-07-09', null)).toMatchObject({ refusal: { code: 'publicationMissing' } })
  expect(publicationOver({ method: 'post', servedOn: '2026-06-01' }, null)).toMatchObject({ ok: true })
})

const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
const clock = (objectId: string, recordedOn: string, over: object = {}) => ({
  ...{ ruleId: 'CK15', objectId, startedAt: at('2026-01-01'), startedRecordedAt: at(recordedOn), stoppedAt: null as Date | null },
  ...published,
  ...over,
})
const ofAll = '00000000-0000-0000-0000-000000000000'

it('is of one paper: what was published of an earlier one, or has ended, serves nothing', () => {
  const since = at('2026-03-01')
  expect(publicationFor([clock('p', '2026-03-01')], since, 'p')).not.toBeNull()
  expect(publicationFor([clock('p', '2026-01-01')], since, 'p')).toBeNull()
  expect(publicationFor([clock('p', '2026-03-01', { stoppedAt: at('2026-03-02') })], since, 'p')).toBeNull()
  expect(publicationFor([clock('p', '2026-03-01', { ruleId: 'CK14' })], since, 'p')).toBeNull()
  expect(publicationFor([clock('p', '2026-03-01')], null, 'p')).toBeNull()
})

it('is of one party, but for one that names none', () => {
  const since = at('2026-03-01')
  expect(publicationFor([clock('p', '2026-03-01')], since, 'q')).toBeNull()
  expect(publicationFor([clock(ofAll, '2026-03-01')], since, 'q')).not.toBeNull()
  const [p, q] = [{ id: 'p' }, { id: 'q' }]
  expect(unpublished([clock('p', '2026-03-01')], since, [p, q])).toEqual([q])
  expect(unpublished([clock('p', '2026-03-01'), clock('q', '2026-03-01')], since, [p, q])).toEqual([])
  expect(unpublished([], since, [])).toEqual([null])
  expect(unpublished([clock(ofAll, '2026-03-01')], since, [])).toEqual([])
})

it('waits for the paper of its stage, and ends with what it was published in', () => {
  expect(['noticed', 'decided', 'served', 'performing', 'deliberating'].map((stage) => paperWaiting(stage as 'noticed'))).toEqual([
    'priorNotice',
    'decision',
    'demand',
    'demand',
    null,
  ])
  for (const step of ['reopen', 'terminate', 'revoke', 'perform'] as const) expect(procedureSteps[step].stops).toContain('CK15')
})

it('is not late when its days are over: then the paper may be served', () => {
  const [dueAt, startedAt] = [published.dueAt, at('2026-06-08')]
  const stoppedAt = lapsingRules.some((rule) => rule === 'CK15') ? new Date(dueAt.getTime() - 1) : dueAt
  const kept = { ...clock('p', '2026-06-08'), startedAt, dueAt, stoppedAt, pausedAt: null, estimated: false }
  expect(clockState(kept, at('2026-07-20'), workCalendar([], []))).toMatchObject({ state: 'stopped', late: false })
})
