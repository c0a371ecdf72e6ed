import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { prisma, transactionMs } from '#platform/db'
import { plan } from '#platform/outbox'
import { openQueue, prepareQueues } from '#platform/queue'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress, asWorker } from '../../support/connected-as'

const kind = 'sendLetter'
const errors: unknown[] = []

type Letter = { kind: string; to: string }
const planned = (to: string) =>
  prisma.$transaction((tx) => plan<Letter>(tx, { kind, to }, { dedupeKey: to, runAt: new Date('2026-03-06T15:00:00+08:00') }))

async function working(handle: (letter: Letter) => Promise<void>) {
  const queue = await asWorker(() => openQueue((error) => errors.push(error)))
  await queue.work<Letter>(kind, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
    for (const { data } of jobs) await handle(data)
  })
  return queue
}

let queue: Awaited<ReturnType<typeof openQueue>> | undefined
beforeAll(() => asOwnerOfAddress(() => prepareQueues([kind], {})))
afterEach(async () => {
  await queue?.stop({ graceful: false })
  expect(errors).toEqual([])
})

const soon = { timeout: 15_000, interval: 100 }

it('does a planned job, as the worker role and with the tables it was given', async () => {
  await planned('甲医院')
  const done: string[] = []
  queue = await working(async ({ to }) => void done.push(to))

  await vi.waitFor(() => expect(done).toEqual(['甲医院']), soon)
  await vi.waitFor(
    async () => expect(await asOwner(`SELECT FROM pgboss.job WHERE state = 'completed' AND name = '${kind}'`)).toHaveLength(1),
    soon,
  )
  await planned('甲医院')
  expect(await asOwner(`SELECT FROM pgboss.job WHERE name = '${kind}'`)).toHaveLength(1)
})

it('gives no job to a second worker while the transaction of the first may still end', async () => {
  const [row] = await asOwner<{ seconds: number }>(`SELECT expire_seconds AS seconds FROM pgboss.queue WHERE name = '${kind}'`)
  expect(row?.seconds).toBeGreaterThan(transactionMs.job / 1000)
})

it('puts a job aside that keeps failing, with its reason, where it can be seen', async () => {
  await planned('乙医院')
  await asOwner(`UPDATE pgboss.job SET retry_limit = 0 WHERE data ->> 'to' = '乙医院'`)
  queue = await working(async () => {
    throw new Error('the post office is closed')
  })

  const aside = () =>
    asOwner(
      `SELECT coalesce(source_name, name) AS kind, data, source_retry_count + 1 AS tries, source_output AS reason
       FROM pgboss.job WHERE name = 'deadLetters' AND state = 'created'`,
    )
  await vi.waitFor(async () => expect(await aside()).toHaveLength(1), soon)
  expect(await aside()).toMatchObject([{ kind, data: { kind, to: '乙医院' }, tries: 1, reason: { message: 'the post office is closed' } }])
})

it('keeps its schedules as they are named, and takes away those that are not', async () => {
  await asOwnerOfAddress(() => prepareQueues([kind, 'watchClocks'], { watchClocks: '* * * * *' }))
  expect(await asOwner('SELECT name, cron, timezone FROM pgboss.schedule')).toEqual([
    { name: 'watchClocks', cron: '* * * * *', timezone: 'Asia/Shanghai' },
  ])
  await asOwnerOfAddress(() => prepareQueues([kind], {}))
  expect(await asOwner('SELECT FROM pgboss.schedule')).toEqual([])
})
