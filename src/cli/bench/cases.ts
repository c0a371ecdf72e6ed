import { join } from 'node:path'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { eventsOfCase, fillCases } from './cases/fill'
import { type Ground, prepareGround } from './leads/ground'
import { scopeValues } from './pages/bare-sql'
import { type CaseLists, holdCaseData } from './pages/gate'
import { type Effort, type Target, takeTurns } from './rig/measure'
import { root, type Side, startSide } from './rig/processes'
import { atMost, type BenchResult, heading, type Measured, type Ratio, tableOf } from './rig/result'

const usage = 'bench -- cases [--cases 200000] [--seconds 5] [--clients 8] [--rounds 3]'
const standard = { cases: 200_000, seconds: 5, clients: 8, rounds: 3 }
const mostCases = 2_000_000
/** So many cases are asked in turn, of those that an officer sees: one alone would lie in memory. */
const asked = 300
const gated = 20

const say = (line: string) => process.stderr.write(`${line}\n`)
const officers = ['county', 'province'] as const
const lists = ['/cases?state=investigating', '/cases?late=1', '/desk'] as const

function effortOf(args: readonly string[]): Effort & { cases: number } {
  const names = Object.keys(standard) as (keyof typeof standard)[] // the names of an object written above
  const given = readArguments(args, { usage, options: names })
  const effort = { ...standard }
  for (const name of names) {
    const value = Number(given[name] ?? standard[name])
    if (!Number.isInteger(value) || value < 1 || value > mostCases) throw new BadInput(benchText.notWhole(name, mostCases))
    effort[name] = value
  }
  return effort
}

type Drawn = Record<(typeof officers)[number], string[]>

/** Cases of each officer's reach, drawn over their whole range. */
async function drawCases({ database, officers: people }: Ground): Promise<Drawn> {
  const draw = async (officer: (typeof officers)[number]) => {
    const { rows } = await database.query<{ id: string }>(
      `SELECT id FROM case_file c WHERE c.department = $1::"Department" AND c.region_no BETWEEN $2 AND $3 AND c.secrecy <= $4 ORDER BY md5(c.id::text) LIMIT ${asked}`,
      scopeValues(people[officer].scope),
    )
    return rows.map(({ id }) => id)
  }
  return { county: await draw('county'), province: await draw('province') }
}

type Listed = { rows?: { id: string }[]; items?: { id: string }[]; count?: number; n?: number; late?: number }

/** Nothing is measured before both sides give the same cases, the same lists and the same counts. */
async function gate({ officers: people, queries }: Ground, bare: Side, drawn: Drawn): Promise<void> {
  say(benchText.checking)
  const json = async (url: string, cookie = '') => {
    const answer = await fetch(url, { headers: { cookie } })
    if (!answer.ok) throw new Error(`${url} answers ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  for (const officer of officers) {
    const { cookie } = people[officer]
    for (const id of drawn[officer].slice(0, gated)) {
      const [one, other] = [await json(`${queries.url}/cases/${id}`, cookie), await json(`${bare.url}/${officer}/cases/${id}`)]
      holdCaseData(one as CaseLists, other as CaseLists) // of query-server.ts, of bare-server.ts
    }
    for (const path of lists) {
      const shown = (await json(queries.url + path, cookie)) as Listed
      const held = (await json(`${bare.url}/${officer}${path}`)) as Listed
      const idsOf = ({ rows, items }: Listed) => JSON.stringify((items ?? rows ?? []).map(({ id }) => id))
      if (idsOf(shown) !== idsOf(held)) throw new Error(`${path}, ${officer}: the rows of the product are not the oracle's`)
      if (shown.count !== Math.min(held.n ?? 0, path === '/desk' ? Number.MAX_SAFE_INTEGER : 10_000))
        throw new Error(`${path}, ${officer}: counted ${shown.count}, not ${held.n}`)
    }
  }
}

function targetsOf({ officers: people, queries }: Ground, bare: Side, drawn: Drawn): Target[] {
  return officers.flatMap((officer) => {
    const headers = { cookie: people[officer].cookie }
    const paths = drawn[officer].map((id) => `/cases/${id}`)
    const file = { case: `case, ${officer}`, headers, paths, holds: 'AJ-BENCH' }
    return [
      { ...file, target: 'product data', url: queries.url },
      { ...file, target: 'bare JSON', url: `${bare.url}/${officer}` },
      ...lists.flatMap((path): Target[] => [
        { case: `${path}, ${officer}`, target: 'product data', headers, url: queries.url + path, holds: 'AJ-BENCH' },
        { case: `${path}, ${officer}`, target: 'bare JSON', headers, url: `${bare.url}/${officer}${path}`, holds: 'AJ-BENCH' },
      ]),
    ]
  })
}

function ratiosOf(results: readonly Measured[]): Ratio[] {
  const p95 = (name: string, target: string) => {
    const found = results.find((one) => one.case === name && one.target === target)
    if (!found) throw new Error(`nothing measured of ${name}, ${target}`)
    return found.p95Ms
  }
  const names = ['case', ...lists]
  return [
    ...names.flatMap((name) =>
      officers.map((officer) =>
        atMost(
          `${name === 'case' ? 'P10 ' : ''}${name}, ${officer}: product data / bare JSON, p95`,
          p95(`${name}, ${officer}`, 'product data') / p95(`${name}, ${officer}`, 'bare JSON'),
          4,
        ),
      ),
    ),
    ...names.map((name) =>
      atMost(
        `${name}: county / province officer, p95`,
        p95(`${name}, county`, 'product data') / p95(`${name}, province`, 'product data'),
        1.5,
      ),
    ),
    atMost(
      'errors',
      results.reduce((sum, { errors }) => sum + errors, 0),
      0,
    ),
  ]
}

/** `npm run bench -- cases`: cases, their list and the work centre of a province, against node:http and pg on the same rows and indexes. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const { cases, ...effort } = effortOf(args)
  const stops: (() => Promise<void>)[] = []
  try {
    say(benchText.settingUp)
    const ground = await prepareGround(stops, 'cases')
    say(benchText.growingCases(cases, cases * eventsOfCase))
    await fillCases(ground.database, cases)
    const scopes = Object.fromEntries(officers.map((officer) => [officer, scopeValues(ground.officers[officer].scope)]))
    const bare = await startSide(join(root, 'src/cli/bench/cases/bare-server.ts'), [], {
      env: { DATABASE_URL: ground.databaseUrl, BENCH_SCOPES: JSON.stringify(scopes) },
      ready: /^serves (\S+)$/,
    })
    stops.push(bare.stop)
    const drawn = await drawCases(ground)
    await gate(ground, bare, drawn)
    say(benchText.measuring)
    const results = await takeTurns(targetsOf(ground, bare, drawn), effort, say)
    const counted = await ground.database.query<{ cases: number; events: number; bytes: string; version: string }>(
      `SELECT (SELECT count(*)::int FROM case_file) AS cases, (SELECT count(*)::int FROM audit_entry) AS events, pg_database_size(current_database()) AS bytes,
        current_setting('server_version') AS version`,
    )
    const { version = '', bytes = '0', ...rows } = counted.rows[0] ?? {}
    const ratios = ratiosOf(results)
    say(`\n${tableOf({ results, ratios })}\n`)
    const engine = { node: process.version, postgres: version, effort: JSON.stringify(effort) }
    return { ...heading('cases'), rows: { ...rows, megabytes: Math.round(Number(bytes) / 1e6) }, engine, results, ratios }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
