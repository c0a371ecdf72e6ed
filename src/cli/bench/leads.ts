import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { type AskedCase, askedCases } from './leads/asked'
import { bareSql, oracleSql } from './leads/bare-sql'
import { growQueue, insertSeconds } from './leads/fill'
import { type Ground, prepareGround } from './leads/ground'
import { handOut } from './leads/hand-out'
import type { Peer } from './leads/peer'
import { startPeers } from './leads/start-peers'
import { scopeValues } from './pages/bare-sql'
import { type Effort, type Target, takeTurns } from './rig/measure'
import { root, type Side, startSide } from './rig/processes'
import { atLeast, atMost, type BenchResult, heading, type Measured, type Ratio, tableOf } from './rig/result'

const usage = 'bench -- leads [--rows 200000] [--seconds 3] [--clients 16] [--rounds 3] [--peers]'
const standard = { rows: 200_000, seconds: 3, clients: 16, rounds: 3 }
const mostRows = 20_000_000
/** The list is measured at this part of its size first: what it loses on the way is told. */
const growth = 10
const leadsToInstitution = 50
const newList = 100_000

const say = (line: string) => process.stderr.write(`${line}\n`)

function effortOf(args: readonly string[]): Effort & { rows: number; peers: boolean } {
  const names = Object.keys(standard) as (keyof typeof standard)[] // the names of an object written above
  const given = readArguments(args, { usage, options: names, flags: ['peers'] })
  const effort = { ...standard, peers: given.peers }
  for (const name of names) {
    const value = Number(given[name] ?? standard[name])
    if (!Number.isInteger(value) || value < 1 || value > mostRows) throw new BadInput(benchText.notWhole(name, mostRows))
    effort[name] = value
  }
  return effort
}

/** Where the page before the thousandth ends. */
async function deepPlace({ database, officers }: Ground): Promise<string> {
  const { rows } = await database.query<{ place: string }>(
    `SELECT to_char(due_on, 'YYYY-MM-DD') || '~' || id AS place FROM lead l WHERE l.department = $1::"Department" AND l.region_no BETWEEN $2 AND $3 AND l.secrecy <= $4
       AND l.state = 'toVerify' ORDER BY due_on, id OFFSET least(999 * 50, (SELECT count(*) FROM lead WHERE state = 'toVerify') / 2) LIMIT 1`,
    scopeValues(officers.province.scope),
  )
  return rows[0]?.place ?? ''
}

const pathOf = ({ officer, query }: AskedCase) => `/leads?as=${officer}&${query}`

type Answer = { rows: { id: string }[]; count: number | null }

const idsOf = (rows: readonly { id: string }[]) => JSON.stringify(rows.map(({ id }) => id))

/** A peer pages and counts in its own way, and has to mean the same leads. */
async function gatePeer(peer: Peer, ground: Ground, one: AskedCase, held: readonly { id: string }[], counted: number): Promise<void> {
  const url = peer.urlOf(one, ground.officers[one.officer].scope)
  if (!url) return
  const answer = await fetch(url, { headers: peer.headers })
  if (!answer.ok) throw new Error(`${one.name}, ${one.officer}: ${peer.name} answers ${answer.status} ${await answer.text()}`)
  const { ids, count } = peer.pageOf(await answer.json())
  if (JSON.stringify(ids) !== idsOf(held)) throw new Error(`${one.name}, ${one.officer}: the leads of ${peer.name} are not the oracle's`)
  if (Math.min(count, 10_000) !== counted) throw new Error(`${one.name}, ${one.officer}: ${peer.name} counts ${count}`)
}

/** Nothing is measured before every target gives the oracle's leads in the oracle's order, of as many as the oracle counts. Returns what a right answer holds. */
async function gate(ground: Ground, bare: Side, cases: readonly AskedCase[], peers: readonly Peer[]): Promise<string[]> {
  say(benchText.checking)
  const { database, officers, queries } = ground
  const lasts: string[] = []
  for (const one of cases) {
    const { cookie, scope } = officers[one.officer]
    const { ids, count } = oracleSql(one)
    const { rows: held } = await database.query<{ id: string }>(ids, scopeValues(scope))
    const counted = Math.min((await database.query<{ n: number }>(count, scopeValues(scope))).rows[0]?.n ?? 0, 10_000)
    const product = (await (await fetch(`${queries.url}/leads?${one.query}`, { headers: { cookie } })).json()) as Answer // of query-server.ts
    const limit = (await (await fetch(bare.url + pathOf(one))).json()) as Answer // of bare-server.ts
    const what = `${one.name}, ${one.officer}`
    for (const [side, answer] of Object.entries({ product, limit })) {
      const given = idsOf(answer.rows)
      if (given !== idsOf(held)) throw new Error(`${what}: the leads of ${side} are not the oracle's: ${given.slice(0, 200)}`)
    }
    for (const peer of peers) await gatePeer(peer, ground, one, held, counted)
    // The product says when it has given a count up; a wrong one it never says. The bare side counts from where a later page begins.
    if (product.count !== null && product.count !== counted) throw new Error(`${what}: counted ${product.count}, not ${counted}`)
    if (product.count === null) say(benchText.countGivenUp(what))
    lasts.push(held.at(-1)?.id ?? 'rows')
  }
  return lasts
}

/** Waits until no statement of the side before is under way: one that its client has left would be paid for by the next. */
async function settle({ database }: Ground): Promise<void> {
  const busy = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()`
  for (let tries = 0; tries < 300; tries++) {
    const { rows } = await database.query<{ n: number }>(busy)
    if (rows[0]?.n === 0) return
    await wait(100)
  }
}

/** Every case on each side at the size that the queue has now; the page of the list besides. */
async function measure(ground: Ground, effort: Effort, size: string, peers: readonly Peer[]): Promise<Measured[]> {
  const { databaseUrl, officers, queries } = ground
  const cases = askedCases(await deepPlace(ground))
  const asked = Object.fromEntries(cases.map((one) => [pathOf(one), { ...bareSql(one), values: scopeValues(officers[one.officer].scope) }]))
  const bare = await startSide(join(root, 'src/cli/bench/leads/bare-server.ts'), [], {
    env: { DATABASE_URL: databaseUrl, BENCH_ASKED: JSON.stringify(asked) },
    ready: /^serves (\S+)$/,
  })
  try {
    const lasts = await gate(ground, bare, cases, peers)
    say(benchText.measuring)
    const targets = cases.flatMap((one, place): Target[] => {
      const common = {
        case: `${one.name}, ${one.officer}, ${size}`,
        headers: { cookie: officers[one.officer].cookie },
        holds: lasts[place] ?? 'rows',
      }
      const data = { ...common, target: 'product data', url: `${queries.url}/leads?${one.query}` }
      const limit = { ...common, target: 'bare JSON', url: bare.url + pathOf(one) }
      const theirs = peers.flatMap(({ name, headers, urlOf }): Target[] => {
        const url = urlOf(one, officers[one.officer].scope)
        return url ? [{ ...common, target: name, url, headers }] : []
      })
      return [data, limit, ...theirs]
    })
    return await takeTurns(targets, effort, say, () => settle(ground))
  } finally {
    await bare.stop()
  }
}

function ratiosOf(results: readonly Measured[]): Ratio[] {
  const of = (name: string, target: string) => {
    const found = results.find((one) => one.case === name && one.target === target)
    if (!found) throw new Error(`nothing measured of ${name}, ${target}`)
    return found
  }
  const data = (name: string, size = 'full') => of(`${name}, ${size}`, 'product data')
  const bare = (name: string) => of(`${name}, full`, 'bare JSON')
  const [county, province] = [data('list, county'), data('list, province')]
  const kept = (name: string) => data(name).perSecond / data(name, 'a tenth').perSecond
  const texts = ['name, common, province', 'name, rare, province', 'initials, province']
  return [
    atLeast('P1 list data with its count, county / bare JSON, per second', county.perSecond / bare('list, county').perSecond, 0.4),
    atLeast('P1 list data with its count, province / bare JSON, per second', province.perSecond / bare('list, province').perSecond, 0.4),
    atLeast('P2 list, ten times the rows keep, county', kept('list, county'), 0.8),
    atLeast('P2 list, ten times the rows keep, province', kept('list, province'), 0.8),
    ...texts.map((name) => atLeast(`P2 ${name}, ten times the rows keep`, kept(name), 0.6)),
    atMost('P2 page 1,000 / page 1, p50', data('page 1,000, province').p50Ms / province.p50Ms, 1.2),
    atMost('P2 total shown after bare SQL, one client, ms', Math.max(0, county.p50Ms - bare('list, county').p50Ms) / 16, 10),
    atMost('P2 county / province officer, p50', county.p50Ms / province.p50Ms, 1.5),
    ...texts.map((name) => atLeast(`P3 ${name} / bare JSON, per second`, data(name).perSecond / bare(name).perSecond, 0.4)),
    atMost(
      'errors',
      results.reduce((sum, { errors }) => sum + errors, 0),
      0,
    ),
  ]
}

/** What a peer says that was asked the same, at the full size. */
function peerRatiosOf(results: readonly Measured[], { name: peer, goals }: Peer): Ratio[] {
  return results
    .filter(({ target, case: name }) => target === peer && name.endsWith(', full'))
    .flatMap(({ case: name, perSecond }) => {
      const data = results.find((one) => one.case === name && one.target === 'product data')
      const [code, goal] = name.startsWith('list') ? ['P1', goals.list] : ['P3', goals.search]
      return data ? [atLeast(`${code} ${name.replace(', full', '')} / ${peer}, per second`, data.perSecond / perSecond, goal)] : []
    })
}

/** `npm run bench -- leads`: the queue of a province, against node:http and pg on the same rows and the same indexes. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const { rows, peers, ...effort } = effortOf(args)
  const stops: (() => Promise<void>)[] = []
  try {
    say(benchText.settingUp)
    const ground = await prepareGround(stops)
    const started = peers ? await startPeers(ground, stops, say) : []
    const tenth = Math.ceil(rows / growth)
    const institutions = Math.ceil(rows / leadsToInstitution)
    const results: Measured[] = []
    for (const [from, to, size] of [
      [0, tenth, 'a tenth'],
      [tenth, rows, 'full'],
    ] as const) {
      say(benchText.growingQueue(to))
      await growQueue(ground.database, from, to, institutions)
      results.push(...(await measure(ground, effort, size, started)))
    }
    const insert = await insertSeconds(ground.database, rows, newList, institutions)
    const handedOut = await handOut(ground)
    const counted = await ground.database.query<{ leads: number; bytes: number; version: string }>(
      "SELECT (SELECT count(*)::int FROM lead) AS leads, pg_total_relation_size('lead') AS bytes, current_setting('server_version') AS version",
    )
    const { leads = 0, bytes = 0, version = '' } = counted.rows[0] ?? {}
    const ratios = [
      ...ratiosOf(results),
      ...started.flatMap((peer) => peerRatiosOf(results, peer)),
      atMost(`seconds to assign ${handedOut.assigned} leads with their trail`, handedOut.assign, 5),
      atMost('seconds to take them back', handedOut.takeBack, 5),
      atMost(`P5 ${newList} new leads into a fresh table / into the full one, seconds`, insert.fresh / insert.full, 1 / 3),
    ]
    say(`\n${tableOf({ results, ratios })}\n`)
    say(benchText.inserted(newList, insert))
    say(benchText.handedOut(handedOut))
    const engine = {
      node: process.version,
      postgres: version,
      effort: JSON.stringify(effort),
      insertSeconds: insert.full.toFixed(1),
      insertSecondsApart: insert.fresh.toFixed(1),
    }
    return { ...heading('leads'), rows: { leads, institutions, megabytes: Math.round(Number(bytes) / 1e6) }, engine, results, ratios }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
