// The product's own data path without its pages: who asks, then the query under the row policies, over node:http.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { caseFilter, listCases } from '#server/case/list-cases'
import { getCase } from '#server/case/queries'
import { getWorkCentre } from '#server/desk/work-list'
import { actorFromRequest } from '#server/identity/request-actor'
import { filterOf } from '#server/lead/lead-filter'
import { listLeads } from '#server/lead/list-leads'

const read = (actor: Actor, path: string): Promise<unknown> => {
  const caseId = /^\/cases\/([\w-]+)$/.exec(path)?.[1]
  if (caseId) return getCase(actor, caseId, currentTime())
  if (path.startsWith('/cases?'))
    return listCases(actor, caseFilter.parse(Object.fromEntries(new URLSearchParams(path.slice(7)))), currentTime())
  return path === '/desk' ? getWorkCentre(actor) : listLeads(actor, filterOf(path.split('?')[1] ?? ''))
}

const asJson = (value: unknown) => JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part))

async function answer(path: string, cookie: string): Promise<[status: number, body: string]> {
  const actor = await actorFromRequest(new Request(`http://bench${path}`, { headers: { cookie } }), currentTime())
  return actor.ok ? [200, asJson(await read(actor.value, path))] : [401, '']
}

const server = createServer((request, response) => {
  answer(request.url ?? '/', request.headers.cookie ?? '').then(
    ([status, body]) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body),
    (error) => response.writeHead(500).end(String(error)),
  )
})
server.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${(server.address() as AddressInfo).port}`))
