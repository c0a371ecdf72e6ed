// Packs handed out, filled in, and taken back by the product's own commands: what is timed is the way back alone.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { receiveFile } from '#server/file/receive-file'
import { readSession } from '#server/identity/sessions'
import { applyPack } from '#server/self-inspection/apply-pack'
import { makePack } from '#server/self-inspection/make-pack'
import { getPackReturn } from '#server/self-inspection/pack-queries'
import { returnPack } from '#server/self-inspection/return-pack'
import { connect, type Job, readJobs, slotOf } from '../burst/jobs'
import { fillPack } from './fill-pack'
import { watchMemory } from './watch-memory'

const problemsEach = 3
const slot = slotOf()
const client = await connect()
const jobs = (await readJobs(client, slot)).slice(0, slot.limit)
await client.end()

const first = jobs[0] ? await readSession(jobs[0].sessionId, currentTime()) : null
if (!first) throw new Error('the officers have no session')
const actorOf = ({ userId, postId, institutionId, regionNo }: Job): Actor => ({ ...first.actor, userId, postId, institutionId, regionNo })

function done<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** Works the list off, as many at a time as there are cores to read files. */
async function eachOf(act: (job: Job, place: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let place = next++; place < jobs.length; place = next++) {
      const job = jobs[place]
      if (job) await act(job, place)
    }
  }
  await Promise.all([worker(), worker()])
}

const folder = await mkdtemp(join(tmpdir(), 'packs-'))
let items = 0
await eachOf(async (job, place) => {
  const { bytes } = done(await makePack(actorOf(job), { filingId: job.filingId }))
  const filled = await fillPack(bytes, problemsEach)
  items += filled.items
  await writeFile(join(folder, `${place}.xlsx`), filled.bytes)
})

const memory = watchMemory()
const finishedMs: number[] = []
const begun = performance.now()
await eachOf(async (job, place) => {
  const [actor, bytes] = [actorOf(job), new Uint8Array(await readFile(join(folder, `${place}.xlsx`)))]
  const { id: fileId } = done(await receiveFile(actor, { name: `${place}.xlsx`, bytes }))
  const { packReturnId } = done(await returnPack(actor, { filingId: job.filingId, fileId }))
  const view = await getPackReturn(actor, job.filingId, packReturnId)
  if (!view) throw new Error('the return cannot be seen')
  done(await applyPack(actor, { packReturnId, seen: view.seen }))
  finishedMs.push(performance.now() - begun)
})
const peak = memory.stop()
const packs = (await readdir(folder)).length
await rm(folder, { recursive: true })
console.log(JSON.stringify({ packs, items, finishedMs, ...peak }))
process.exit(0)
