// Filled packs, taken back by the product's own commands as a page does it: received, read, compared, taken over.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { receiveFile } from '#server/file/receive-file'
import { applyPack } from '#server/self-inspection/apply-pack'
import { getPackReturn } from '#server/self-inspection/pack-queries'
import { returnPack } from '#server/self-inspection/return-pack'
import { done, eachOf, officersOf, orderOf } from './officers'
import { watchMemory } from './watch-memory'

const order = orderOf()
const { jobs, actorOf } = await officersOf(order)

const memory = watchMemory()
const finishedMs: number[] = []
const tookMs = { received: 0, read: 0, compared: 0, takenOver: 0 }
const begun = performance.now()
await eachOf(jobs, async (job, place) => {
  const actor = actorOf(job)
  const bytes = new Uint8Array(await readFile(join(order.folder, `${place}.xlsx`)))
  const at = [performance.now()]
  const { id: fileId } = done(await receiveFile(actor, { name: `${place}.xlsx`, bytes }))
  at.push(performance.now())
  const { packReturnId } = done(await returnPack(actor, { filingId: job.filingId, fileId }))
  at.push(performance.now())
  const view = await getPackReturn(actor, job.filingId, packReturnId)
  if (!view) throw new Error('the return cannot be seen')
  at.push(performance.now())
  done(await applyPack(actor, { packReturnId, seen: view.seen }))
  at.push(performance.now())
  const step = (place: number) => (at[place + 1] ?? 0) - (at[place] ?? 0)
  tookMs.received += step(0)
  tookMs.read += step(1)
  tookMs.compared += step(2)
  tookMs.takenOver += step(3)
  finishedMs.push(performance.now() - begun)
})
console.log(JSON.stringify({ finishedMs, tookMs, ...memory.stop() }))
process.exit(0)
