import { beforeAll, expect, it } from 'vitest'
import { prisma } from '#platform/db'
import { plan } from '#platform/outbox'
import { prepareQueues } from '#platform/queue'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress } from '../../support/connected-as'

const job = { kind: 'sendLetter' }
const runAt = new Date('2026-03-06T15:00:00+08:00')

beforeAll(() => asOwnerOfAddress(() => prepareQueues([job.kind], {})))

const planned = (dedupeKey: string) => prisma.$transaction((tx) => plan(tx, { ...job, subject: dedupeKey }, { dedupeKey, runAt }))

const inQueue = (subject: string) =>
  asOwner<{ name: string; data: unknown; start_after: Date; state: string }>(
    `SELECT name, data, start_after, state::text FROM pgboss.job WHERE data ->> 'subject' = $1`,
    [subject],
  )

it('puts a planned job into the queue when its transaction commits', async () => {
  await planned('commits')
  expect(await inQueue('commits')).toEqual([
    { name: 'sendLetter', data: { ...job, subject: 'commits' }, start_after: runAt, state: 'created' },
  ])
})

it('forgets a planned job with the transaction that asked for it', async () => {
  const lost = prisma.$transaction(async (tx) => {
    await plan(tx, { ...job, subject: 'rolls back' }, { dedupeKey: 'rolls back', runAt })
    throw new Error('changed our mind')
  })
  await expect(lost).rejects.toThrow('changed our mind')
  expect(await inQueue('rolls back')).toEqual([])
})

it('plans the same thing once, however often it is asked, also at the same time', async () => {
  await planned('once')
  await Promise.all([planned('once'), planned('once')])
  expect(await inQueue('once')).toHaveLength(1)
})

it('refuses a kind of job that nobody handles', async () => {
  const unknown = prisma.$transaction((tx) => plan(tx, { kind: 'makeCoffee' }, { dedupeKey: 'x', runAt }))
  await expect(unknown).rejects.toThrow(/makeCoffee does not exist/)
})
