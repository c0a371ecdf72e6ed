// A list taken in by the product's own commands, as its page does it; what is planned, the product's own worker does.
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Result } from '#domain/kernel/result'
import { receiveFile } from '#server/file/receive-file'
import { actorOfPost } from '#server/identity/actor-of-post'
import { importLeads } from '#server/lead/import-list'
import { downloadRefusedRows, getImport, getListProgress } from '#server/lead/import-queries'
import { uploadLeadList } from '#server/lead/upload-list'
import { watchProduct } from './watch-product'

const order = JSON.parse(process.argv[2] ?? '{}') as { path: string; pid: number } // written by import.ts

const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function cityHandler(owner: pg.Client) {
  const { rows } = await owner.query<{ userId: string; postId: string; campaignId: string }>(
    `SELECT post.user_id AS "userId", post.id AS "postId", campaign.id AS "campaignId"
     FROM post JOIN agency ON agency.id = post.agency_id JOIN campaign ON campaign.agency_id = agency.id AND campaign.state = 'launched'
     WHERE agency.department = 'MI' AND agency.kind = 'bureau' AND 'handler' = ANY (post.roles::text[]) AND post.clearance >= 2
     ORDER BY agency.region_no LIMIT 1`,
  )
  if (!rows[0]) throw new Error('nobody takes lists in')
  const actor = await actorOfPost(rows[0].userId, rows[0].postId, new Date())
  if (!actor) throw new Error('nobody takes lists in')
  return { actor, campaignId: rows[0].campaignId }
}

const owner = new pg.Client({ connectionString: process.env.BENCH_DATABASE_URL })
await owner.connect()
const { actor, campaignId } = await cityHandler(owner)
const memory = watchProduct(order.pid)
const tookMs: Record<string, number> = {}
async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const value = await work()
  tookMs[step] = performance.now() - begun
  return value
}
async function until(importId: string, state: string): Promise<void> {
  for (;;) {
    const progress = await getListProgress(actor, importId)
    if (progress?.state === state) return
    if (progress?.trouble) throw new Error(JSON.stringify(progress.trouble))
    await wait(100)
  }
}

const bytes = new Uint8Array(await readFile(order.path))
const importId = await timed('upload', async () => {
  const { id: fileId } = done(await receiveFile(actor, { name: 'bench.xlsx', bytes }))
  const form = { campaignId, fileId, sourceName: `bench ${Date.now()}`, source: 'province', origin: 'prescribed' }
  return done(await uploadLeadList(actor, form)).importId
})
await timed('read', () => until(importId, 'uploaded'))
await timed('import', async () => {
  done(await importLeads(actor, { importId, version: 1, dueOn: '2099-12-31', totalsSeen: 'on' }))
  await until(importId, 'imported')
})
await timed('error workbook', async () => done(await downloadRefusedRows(actor, { importId })))

const found = await getImport(actor, importId)
const { rows } = await owner.query<{ leads: number }>(
  'SELECT count(*)::int AS leads FROM lead JOIN lead_import ON lead_import.batch_id = lead.batch_id WHERE lead_import.id = $1',
  [importId],
)
await owner.end()
console.log(JSON.stringify({ tookMs, batch: found?.batch, leads: rows[0]?.leads ?? 0, memory: memory.stop() }))
process.exit(0)
