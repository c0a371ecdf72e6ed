import { beforeEach, expect, it } from 'vitest'
import { beat } from '#platform/heartbeat'
import { readiness } from '#server/readiness'
import { shippedMigrations } from '../../../src/setup/database.mjs'
import { asOwner } from '../../support/as-owner'

const newest = shippedMigrations().at(-1)?.name
beforeEach(() => beat('worker'))

it('is ready with the newest migration and a worker that has just spoken', async () => {
  expect(await readiness(newest)).toEqual({ ready: true, database: true, migrations: true, worker: true, clock: true })
})

it('is not ready while a migration is missing', async () => {
  expect(await readiness('29991231000000_later')).toMatchObject({ ready: false, migrations: false })
})

it('is not ready when the worker has been silent for over a minute', async () => {
  await asOwner(`UPDATE worker_heartbeat SET beat_at = now() - interval '61 seconds'`)
  expect(await readiness(newest)).toMatchObject({ ready: false, worker: false })
})
