import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Scope } from '../pages/bare-sql'
import { freePort, root, startSide } from '../rig/processes'
import type { AskedCase } from './asked'
import type { Ground } from './ground'
import { installPeer } from './install-peer'
import { type Peer, patienceMs, type StartPeer } from './peer'

/** Its own `xlsx` is an address outside the registry. The native code is loaded even where another database keeps what it knows. */
const product = {
  ...{ name: 'NocoDB', version: '0.301.3', overrides: { xlsx: 'npm:@e965/xlsx@0.20.3' } },
  ...{ native: 'sqlite3', built: 'build/Release/node_sqlite3.node' },
}

const shown = [
  ...['id', 'number', 'risk', 'institution_name', 'person_name', 'id_masked', 'behaviour', 'amount_fen', 'repeat_count', 'source', 'state'],
  ...['conclusion', 'handler_name', 'agency_id', 'due_on', 'version'],
]
/** What of its institution a lead is searched by. */
const searchedBy = { title: 'initials', of: 'institution', column: 'name_initials' }

type Column = { id: string; column_name: string | null; colOptions?: { type?: string; fk_related_model_id?: string } }
type Table = { id: string; table_name: string; columns: Column[] }
type Call = <Answer>(method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>

/** Its interface, asked by one person. Answers are taken for what it says of them. */
const caller =
  (url: string, headers: Record<string, string> = {}): Call =>
  async <Answer>(method: string, path: string, body?: object) => {
    const told = { ...headers, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method, headers: told, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

/** The database as a source of a base: its tables are read in by a job. Answers with the base. */
async function addSource(admin: Call, databaseUrl: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const { id: base } = await admin<{ id: string }>('POST', '/api/v2/meta/bases', { title: 'bench' })
  const connection = { host: hostname, port, user: username, password: decodeURIComponent(password), database: pathname.slice(1) }
  const { id: job } = await admin<{ id: string }>('POST', `/api/v2/meta/bases/${base}/sources`, {
    ...{ alias: 'leads', type: 'pg', is_schema_readonly: true, is_data_readonly: true },
    config: { client: 'pg', connection, searchPath: ['public'], pool: { min: 0, max: 8 } },
  })
  for (let waited = 0; waited < patienceMs; waited += 500) {
    const jobs = await admin<{ id: string; status: string; result: unknown }[]>('POST', `/api/v2/jobs/${base}`, {})
    const found = jobs.find(({ id }) => id === job)
    if (found?.status === 'completed') return base
    if (found?.status === 'failed') throw new Error(`the tables could not be read in: ${JSON.stringify(found.result)}`)
    await wait(500)
  }
  throw new Error(`the tables were not read in within ${patienceMs / 1000} s`)
}

/** The table of the leads, with the initials of its institution looked up. Answers with its id. */
async function findLeads(admin: Call, base: string): Promise<string> {
  const { list } = await admin<{ list: Table[] }>('GET', `/api/v2/meta/bases/${base}/tables`)
  const tableOf = (name: string) => admin<Table>('GET', `/api/v2/meta/tables/${list.find(({ table_name }) => table_name === name)?.id}`)
  const [lead, institution] = [await tableOf('lead'), await tableOf(searchedBy.of)]
  const link = lead.columns.find(({ colOptions }) => colOptions?.type === 'bt' && colOptions.fk_related_model_id === institution.id)
  const looked = institution.columns.find(({ column_name }) => column_name === searchedBy.column)
  await admin('POST', `/api/v2/meta/tables/${lead.id}/columns`, {
    ...{ uidt: 'Lookup', title: searchedBy.title, fk_relation_column_id: link?.id, fk_lookup_column_id: looked?.id },
  })
  return lead.id
}

/** A viewer of the base. Answers with the token of one. */
async function enterOfficer(url: string, admin: Call, base: string): Promise<string> {
  const officer = { email: 'officer@example.com', password: `Aa1-${randomBytes(12).toString('hex')}` }
  const { token: session } = await caller(url)<{ token: string }>('POST', '/api/v1/auth/user/signup', officer)
  await admin('POST', `/api/v2/meta/bases/${base}/users`, { email: officer.email, roles: 'viewer' })
  return (await caller(url, { 'xc-auth': session })<{ token: string }>('POST', '/api/v1/tokens', { description: 'bench' })).token
}

async function serve({ database, databaseUrl }: Ground, say: (line: string) => void, password: string) {
  const { node, folder } = await installPeer(product, say)
  await database.query('CREATE DATABASE nocodb')
  const { hostname, port, username, password: secret } = new URL(databaseUrl)
  const own = { host: hostname, port: Number(port), user: username, password: decodeURIComponent(secret), database: 'nocodb' }
  const env = {
    ...{ NC_DB_JSON: JSON.stringify({ client: 'pg', connection: own }), NC_TOOL_DIR: folder, PORT: String(await freePort()) },
    ...{ NC_ADMIN_EMAIL: 'admin@example.com', NC_ADMIN_PASSWORD: password, NC_AUTH_JWT_SECRET: randomBytes(32).toString('hex') },
    ...{ NC_DISABLE_TELE: 'true', NC_DISABLE_ERR_REPORTS: 'true', NC_DISABLE_PRODUCT_FEED: 'true', NODE_ENV: 'production' },
  }
  const script = join(root, 'src/cli/bench/leads/nocodb-server.ts')
  return startSide(script, [], { env, ready: /^serves (\S+)$/, node, folder, within: patienceMs })
}

/**
 * NocoDB on the same rows, one process, by the token of a viewer: one who reads, of a source that cannot be written to. It knows no rule by
 * row and no role of a county, and a viewer reads every table of the base, so the officer's territory stands in what is asked: it does less
 * than the product. Nor does it show an agency's name: to look one up it counts all that refers to the agency, for each lead. What it knows itself it keeps in a database of its own. It pages by offset, and counts with every page.
 */
export const startNocodb: StartPeer = async (ground, stops, say) => {
  const password = `Aa1-${randomBytes(12).toString('hex')}`
  const side = await serve(ground, say, password)
  stops.push(side.stop)
  const entered = { email: 'admin@example.com', password }
  const { token: session } = await caller(side.url)<{ token: string }>('POST', '/api/v1/auth/user/signin', entered)
  const admin = caller(side.url, { 'xc-auth': session })
  const base = await addSource(admin, ground.databaseUrl)
  const leads = `${side.url}/api/v2/tables/${await findLeads(admin, base)}/records`
  const headers = { 'xc-token': await enterOfficer(side.url, admin, base) }
  return { name: product.name, goals: { list: 10, search: 20 }, headers, urlOf: (one, scope) => urlOf(leads, one, scope), pageOf }
}

const pageOf: Peer['pageOf'] = (body) => {
  const { list, pageInfo } = body as { list: { id: string }[]; pageInfo: { totalRows: number } } // as its interface says
  return { ids: list.map(({ id }) => id), count: pageInfo.totalRows }
}

function urlOf(leads: string, { peer }: AskedCase, { regionLo, regionHi, clearance }: Scope): string | null {
  if (!peer) return null
  const region = regionLo === regionHi ? [`(region_no,eq,${regionLo})`] : [`(region_no,gte,${regionLo})`, `(region_no,lte,${regionHi})`]
  const searched = [
    ...(peer.name ? [`(institution_name,like,%${peer.name}%)`] : []),
    ...(peer.initials ? [`(initials,like,%${peer.initials}%)`] : []),
  ]
  const where = [...region, `(secrecy,lte,${clearance})`, '(stage,eq,1)', ...searched].join('~and')
  return `${leads}?${new URLSearchParams({ fields: shown.join(','), where, sort: 'due_on,id', limit: '50' })}`
}
