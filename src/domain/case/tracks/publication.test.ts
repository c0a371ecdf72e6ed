import { expect, it } from 'vitest'
import { publicationOver } from './publication'

const published = { dueAt: new Date('2026-07-09T00:00:00+08:00') }

it('serves a paper that was published on the day after its thirty days, and no paper that was not', () => {
  const on = (servedOn: string, of: typeof published | null = published) => publicationOver({ method: 'publication', servedOn }, of)
  expect(on('2026-07-08')).toMatchObject({ refusal: { code: 'publicationRuns', detail: { day: '2026-07-08' } } })
  expect(on('2026-07-09')).toMatchObject({ ok: true })
  expect(on('2026-07-09', null)).toMatchObject({ refusal: { code: 'publicationMissing' } })
  expect(publicationOver({ method: 'post', servedOn: '2026-06-01' }, null)).toMatchObject({ ok: true })
})
