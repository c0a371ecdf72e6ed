import { join } from 'node:path'
import pg from 'pg'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import {
  chartedCampaignSql,
  leadCountSql,
  leadsSql,
  richestCaseSql,
  type Scope,
  scopeSql,
  scopeValues,
  toVerifySql,
} from './pages/bare-sql'
import { type Opened, openBrowser, openPage } from './pages/browser'
import { type CaseLists, holdCase, holdDesk, holdLeads } from './pages/gate'
import { startPlainNext } from './pages/plain-next'
import { type Account, accounts, dataDir, hasWorld, type Product, residentMb, sessionKeys, startProduct } from './pages/product'
import { signIn } from './pages/sign-in'
import { type Effort, type Target, takeTurns } from './rig/measure'
import { root, type Side, startSide } from './rig/processes'
import { atLeast, atMost, type BenchResult, heading, type Measured, type Ratio, tableOf } from './rig/result'

const usage = 'bench -- pages [--seconds 5] [--clients 16] [--rounds 3]'

const say = (line: string) => process.stderr.write(`${line}\n`)

function effortOf(args: readonly string[]): Effort {
  const given = readArguments(args, { usage, options: ['seconds', 'clients', 'rounds'] })
  const whole = (name: keyof Effort, standard: number) => {
    const value = Number(given[name] ?? standard)
    if (!Number.isInteger(value) || value < 1 || value > 600) throw new BadInput(benchText.notWhole(name, 600))
    return value
  }
  return { seconds: whole('seconds', 5), clients: whole('clients', 16), rounds: whole('rounds', 3) }
}

/** Everything that the targets are made of, served and signed in. */
type Ground = {
  product: Product
  coldSeconds: number | null
  bare: Side
  queries: Side
  plain: Side
  county: { cookie: string; scope: Scope }
  province: { cookie: string; scope: Scope }
  theCase: { id: string; number: string; events: number }
  campaignId: string
  database: pg.Client
}

const isHandler = ({ department, roles }: Account) => department === 'MI' && roles.includes('handler')

function officers(): { county: Account; province: Account } {
  const handlers = accounts().filter(isHandler)
  const county = handlers.find(({ regionCode }) => !regionCode.endsWith('00'))
  const province = handlers.find(({ regionCode }) => regionCode.endsWith('0000'))
  if (!county || !province) throw new Error('the demonstration world has no county or no province officer')
  return { county, province }
}

async function prepare(stops: (() => Promise<void>)[]): Promise<Ground> {
  const fresh = !hasWorld()
  say(benchText.starting)
  let product = await startProduct()
  const coldSeconds = fresh ? product.seconds : null
  // Whatever the first start had to set up or build, the second finds.
  await product.stop()
  product = await startProduct()
  stops.push(product.stop)

  const database = new pg.Client({ connectionString: product.databaseUrl, options: '-c TimeZone=UTC' })
  await database.connect()
  stops.push(() => database.end())
  const one = async <Row>(text: string, values: unknown[]): Promise<Row> => (await database.query(text, values)).rows[0] as Row // a row as the text says
  const enter = async (account: Account) => ({
    cookie: await signIn(product.url, account),
    scope: await one<Scope>(scopeSql, [account.login]),
  })
  const { county: countyAccount, province: provinceAccount } = officers()
  const county = await enter(countyAccount)
  const province = await enter(provinceAccount)
  const theCase = await one<Ground['theCase']>(richestCaseSql, scopeValues(county.scope))
  const { id: campaignId } = await one<{ id: string }>(chartedCampaignSql, [province.scope.regionLo, province.scope.regionHi])

  say(benchText.building)
  const env = { DATABASE_URL: product.databaseUrl, BENCH_SCOPE: JSON.stringify(scopeValues(county.scope)) }
  const plain = await startPlainNext(join(dataDir, 'plain-next'), env)
  stops.push(plain.stop)
  const ready = /^serves (\S+)$/
  const bare = await startSide(join(root, 'src/cli/bench/pages/bare-server.ts'), [], { env, ready })
  stops.push(bare.stop)
  const underPolicies = { ...env, ...sessionKeys(), QINGYUAN_DB_ROLE: 'qingyuan_app', NODE_ENV: 'production' }
  const queries = await startSide(join(root, 'src/cli/bench/pages/query-server.ts'), [], { env: underPolicies, ready, heard: say })
  stops.push(queries.stop)
  return { product, coldSeconds, bare, queries, plain, county, province, theCase, campaignId, database }
}

const json = async (url: string, cookie = '') => (await fetch(url, { headers: { cookie } })).json()

/** Nothing is measured before the pages show what the database holds. Returns the pages as a browser saw them, and the last row that each officer must get. */
async function gate({ product, queries, bare, county, province, theCase, campaignId, database }: Ground) {
  say(benchText.checking)
  const { findChromium } = (await import(join(root, 'src/setup/chromium.mjs'))) as { findChromium: () => Promise<string> } // plain JavaScript
  const browser = await openBrowser(await findChromium())
  try {
    const open = (path: string, cookie = county.cookie) => openPage(browser, product.url, path, cookie)
    const oracleOf = async (scope: Scope) => {
      const { rows } = await database.query<{ id: string; number: string }>(leadsSql, scopeValues(scope))
      const counted = await database.query<{ n: number }>(leadCountSql, scopeValues(scope))
      return { rows, count: counted.rows[0]?.n ?? 0 }
    }
    const held = { county: await oracleOf(county.scope), province: await oracleOf(province.scope) }
    const leads = await open('/leads')
    holdLeads(leads, await json(`${queries.url}/leads`, county.cookie), held.county)
    holdLeads(await open('/leads', province.cookie), await json(`${queries.url}/leads`, province.cookie), held.province)

    const desk = await open('/desk')
    const toVerify = await database.query<{ n: number }>(toVerifySql, [county.scope.userId])
    holdDesk(desk, toVerify.rows[0]?.n ?? 0)

    const file = await open(`/cases/${theCase.id}`)
    const asData: CaseLists = await json(`${queries.url}/cases/${theCase.id}`, county.cookie)
    holdCase(file, theCase.number, asData, await json(`${bare.url}/cases/${theCase.id}`))

    const opened: Record<string, Opened> = {
      '/leads': leads,
      '/desk': desk,
      '/cases/…': file,
      '/campaigns/…': await open(`/campaigns/${campaignId}`, province.cookie),
    }
    const last = (rows: { number: string }[]) => rows.at(-1)?.number ?? ''
    return { opened, lastLead: { county: last(held.county.rows), province: last(held.province.rows) } }
  } finally {
    await browser.close()
  }
}

function targetsOf(ground: Ground, lastLead: { county: string; province: string }): Target[] {
  const { product, queries, bare, plain, county, province, theCase } = ground
  const as = ({ cookie }: { cookie: string }) => ({ cookie })
  const leads = { case: 'lead queue', headers: as(county), holds: lastLead.county }
  const desk = { case: 'work centre', headers: as(county) }
  const file = { case: 'case', headers: as(county), holds: theCase.number, url: `/cases/${theCase.id}` }
  return [
    { ...leads, target: 'page', url: `${product.url}/leads` },
    { ...leads, target: 'page, province', url: `${product.url}/leads`, headers: as(province), holds: lastLead.province },
    { ...leads, target: 'product data', url: `${queries.url}/leads` },
    { ...leads, target: 'machine interface', url: `${product.url}/api/v1/leads`, holds: 'nextCursor' },
    { ...leads, target: 'plain Next page', url: `${plain.url}/leads` },
    { ...leads, target: 'bare JSON', url: `${bare.url}/leads` },
    { ...desk, target: 'page', url: `${product.url}/desk`, holds: '/leads?todo=verify' },
    { ...desk, target: 'product data', url: `${queries.url}/desk`, holds: 'verifyLead' },
    { ...file, target: 'page', url: `${product.url}${file.url}` },
    { ...file, target: 'product data', url: `${queries.url}${file.url}` },
    { ...file, target: 'bare JSON', url: `${bare.url}${file.url}` },
  ]
}

const scriptLimitKb: Record<string, number> = { '/campaigns/…': 280 }

function ratiosOf(results: readonly Measured[], ground: Ground, opened: Record<string, Opened>, rssMb: number | null): Ratio[] {
  const of = (name: string, target: string) => {
    const found = results.find((one) => one.case === name && one.target === target)
    if (!found) throw new Error(`nothing measured of ${name}, ${target}`)
    return found
  }
  const page = of('lead queue', 'page')
  return [
    atLeast('P4 lead queue page / bare JSON, per second', page.perSecond / of('lead queue', 'bare JSON').perSecond, 0.12),
    atLeast('P4 lead queue page / plain Next page, per second', page.perSecond / of('lead queue', 'plain Next page').perSecond, 1.3),
    atMost('P10 case data / bare JSON, p95', of('case', 'product data').p95Ms / of('case', 'bare JSON').p95Ms, 4),
    atMost('county / province officer on the lead queue page, p95', page.p95Ms / of('lead queue', 'page, province').p95Ms, 1.5),
    ...Object.entries(opened).map(([path, { scriptKb }]) => atMost(`P4 script of ${path}, kB gzip`, scriptKb, scriptLimitKb[path] ?? 180)),
    ...(rssMb === null ? [] : [atMost('P11 memory of the product, MB', rssMb, 600)]),
    ...(ground.coldSeconds === null ? [] : [atMost('P11 first start with packages in place, s', ground.coldSeconds, 300)]),
    atMost('P11 warm start, s', ground.product.seconds, 20),
    atMost(
      'errors',
      results.reduce((sum, { errors }) => sum + errors, 0),
      0,
    ),
  ]
}

/** `npm run bench -- pages`: the pages an officer opens all day, against the least that could answer the same. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const effort = effortOf(args)
  const stops: (() => Promise<void>)[] = []
  try {
    const ground = await prepare(stops)
    const { opened, lastLead } = await gate(ground)
    say(benchText.measuring)
    const results = await takeTurns(targetsOf(ground, lastLead), effort, say)
    const rssMb = residentMb(ground.product)
    const counted = await ground.database.query(
      "SELECT (SELECT count(*)::int FROM lead) AS leads, (SELECT count(*)::int FROM case_file) AS cases, current_setting('server_version') AS version",
    )
    const { version, ...rows } = counted.rows[0]
    const ratios = ratiosOf(results, ground, opened, rssMb)
    const engine = {
      node: process.version,
      postgres: version,
      effort: JSON.stringify(effort),
      start: JSON.stringify(ground.product.phases),
    }
    say(`\n${tableOf({ results, ratios })}\n`)
    return { ...heading('pages'), rows: { ...rows, eventsOfCase: Number(ground.theCase.events) }, engine, results, ratios }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
