// Packs as their officers send them back, written to a folder. Not timed.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makePack } from '#server/self-inspection/make-pack'
import { fillPack } from './fill-pack'
import { done, eachOf, officersOf, orderOf } from './officers'

const problemsEach = 3
const order = orderOf()
const { jobs, actorOf } = await officersOf(order)
let items = 0
await eachOf(jobs, async (job, place) => {
  const { bytes } = done(await makePack(actorOf(job), { filingId: job.filingId }))
  const filled = await fillPack(bytes, problemsEach)
  items += filled.items
  await writeFile(join(order.folder, `${place}.xlsx`), filled.bytes)
})
console.log(JSON.stringify({ packs: jobs.length, items }))
process.exit(0)
