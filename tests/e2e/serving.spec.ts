import { expect, test } from '@playwright/test'

test('says that it is alive, and ready once the worker has spoken', async ({ request }) => {
  const health = await request.get('/api/health')
  expect(health.status()).toBe(200)
  expect(await health.json()).toEqual({ status: 'ok' })

  await expect(async () => {
    const ready = await request.get('/api/ready')
    expect(await ready.json()).toEqual({ ready: true, database: true, migrations: true, worker: true, clock: true })
    expect(ready.status()).toBe(200)
  }).toPass()
})

test('does not say what it is built with', async ({ request }) => {
  expect((await request.get('/api/health')).headers()['x-powered-by']).toBeUndefined()
})
