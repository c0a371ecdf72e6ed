// Thousands of leads handed out by the product's own command, and taken back. Answers with the seconds of each.
import { readFile } from 'node:fs/promises'
import type { Result } from '#domain/kernel/result'
import { actorOfPost } from '#server/identity/actor-of-post'
import { assignLeads } from '#server/lead/assign-leads'
import { takeBackLeads } from '#server/lead/take-back'

// Written by hand-out.ts: more keys than an argument may be long.
const order = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as { userId: string; postId: string; leadIds: string[] }

const done = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

const actor = await actorOfPost(order.userId, order.postId, new Date())
if (!actor) throw new Error('nobody assigns')
const begun = performance.now()
const act = done(await assignLeads(actor, { leadIds: order.leadIds, agencyId: 'territory' }))
const assigned = performance.now()
const undone = done(await takeBackLeads(actor, { leadIds: act.leadIds, assignedAt: act.at }))
const ended = performance.now()
const seconds = { assign: (assigned - begun) / 1000, takeBack: (ended - assigned) / 1000 }
console.log(JSON.stringify({ ...seconds, assigned: act.assigned, agencies: act.agencies.length, takenBack: undone.takenBack }))
process.exit(0)
