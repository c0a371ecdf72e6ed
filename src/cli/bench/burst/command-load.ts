// The command alone: as the product's pages run it, without HTTP and without reading a session.
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { readSession } from '#server/identity/sessions'
import { saveAnswers } from '#server/self-inspection/save-answers'
import { bodyOf, connect, type Job, readItems, readJobs, slotOf, workOff } from './jobs'

const slot = slotOf()
const client = await connect()
const jobs = await readJobs(client, slot)
const items = await readItems(client)
await client.end()

const first = jobs[0] ? await readSession(jobs[0].sessionId, currentTime()) : null
if (!first) throw new Error('the officers have no session')
const actorOf = ({ userId, postId, institutionId, regionNo }: Job): Actor => ({ ...first.actor, userId, postId, institutionId, regionNo })

const answer = await workOff(jobs, slot, async (job) => {
  const saved = await saveAnswers(actorOf(job), { ...bodyOf(items[job.chunk] ?? []), filingId: job.filingId })
  return saved.ok ? null : saved.refusal.code
})
console.log(JSON.stringify(answer))
process.exit(0)
