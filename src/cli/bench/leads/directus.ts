import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Scope } from '../pages/bare-sql'
import { freePort, startSide } from '../rig/processes'
import type { AskedCase } from './asked'
import { installPeer } from './install-peer'
import { type Peer, patienceMs, type StartPeer } from './peer'

/** The newest that installs. Its sandbox compiles against Node 22 at most. */
const product = { name: 'Directus', version: '12.4.0', native: 'isolated-vm', built: 'out/isolated_vm.node' }

const shown = [
  ...['id', 'number', 'risk', 'institution_name', 'person_name', 'id_masked', 'behaviour', 'amount_fen', 'repeat_count', 'source', 'state'],
  ...['conclusion', 'handler_name', 'agency_id.short_name', 'due_on', 'version'],
]
const readTables = ['lead', 'agency', 'institution']

/** A role of an officer who reads these tables. Answers with the token of one who has it. */
async function enterOfficer(url: string, admin: string): Promise<string> {
  const post = async (path: string, body: object): Promise<string> => {
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return ((await answer.json()) as { data: { id: string } }).data.id // as its interface says
  }
  const policy = await post('/policies', { name: 'officer', icon: 'badge', admin_access: false, app_access: false })
  const role = await post('/roles', { name: 'officer' })
  await post('/access', { role, policy })
  for (const collection of readTables) await post('/permissions', { policy, collection, action: 'read', fields: ['*'] })
  const token = randomBytes(16).toString('hex')
  await post('/users', { role, email: 'officer@example.com', token, status: 'active' })
  return token
}

/**
 * Directus on the same rows, one process, without cache and limits, as an officer with a role of its own. Rules by row are refused to an
 * installation without a licence (`custom_permission_rules_enabled`), so the officer's territory stands in what is asked: it does less than
 * the product, which holds each row against its policies. It is asked by the numbers that the queue's indexes have, and pages by offset.
 */
export const startDirectus: StartPeer = async ({ databaseUrl }, stops, say) => {
  const { node, folder } = await installPeer(product, say)
  const script = join(folder, 'node_modules/directus/cli.js')
  const admin = randomBytes(16).toString('hex')
  const port = await freePort()
  const env: Record<string, string> = {
    ...{ DB_CLIENT: 'pg', DB_CONNECTION_STRING: databaseUrl, DB_POOL__MAX: '8', SECRET: randomBytes(32).toString('hex'), KEY: 'bench' },
    ...{
      ADMIN_EMAIL: 'admin@example.com',
      ADMIN_PASSWORD: randomBytes(16).toString('hex'),
      ADMIN_TOKEN: admin,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
    ...{
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      CACHE_ENABLED: 'false',
      RATE_LIMITER_ENABLED: 'false',
      PRESSURE_LIMITER_ENABLED: 'false',
      TELEMETRY: 'false',
    },
    ...{ WEBSOCKETS_ENABLED: 'false', LOG_LEVEL: 'info', LOG_STYLE: 'raw', NODE_ENV: 'production' },
    ...{ STORAGE_LOCAL_ROOT: join(folder, 'uploads'), EXTENSIONS_PATH: join(folder, 'extensions') },
  }
  await promisify(execFile)(node, [script, 'bootstrap'], { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 1 << 26 })
  const side = await startSide(script, ['start'], {
    env,
    ready: /Server started at (http[^"\s]+)/,
    own: true,
    node,
    folder,
    within: patienceMs,
  })
  stops.push(side.stop)
  const token = await enterOfficer(side.url, admin)
  const headers = { authorization: `Bearer ${token}` }
  return { name: product.name, goals: { list: 4, search: 5 }, headers, urlOf: (one, scope) => urlOf(side.url, one, scope), pageOf }
}

const pageOf: Peer['pageOf'] = (body) => {
  const { data, meta } = body as { data: { id: string }[]; meta: { filter_count: number } } // as its interface says
  return { ids: data.map(({ id }) => id), count: meta.filter_count }
}

function urlOf(url: string, { peer }: AskedCase, { regionLo, regionHi, clearance }: Scope): string | null {
  if (!peer) return null
  const region = regionLo === regionHi ? { _eq: regionLo } : { _between: [regionLo, regionHi] }
  const searched = [
    ...(peer.name ? [{ institution_name: { _contains: peer.name } }] : []),
    ...(peer.initials ? [{ institution_id: { name_initials: { _contains: peer.initials } } }] : []),
  ]
  const filter = { _and: [{ region_no: region }, { secrecy: { _lte: clearance } }, { stage: { _eq: 1 } }, ...searched] }
  const asked = { fields: shown.join(','), filter: JSON.stringify(filter), sort: 'due_on,id', limit: '50', meta: 'filter_count' }
  return `${url}/items/lead?${new URLSearchParams(asked)}`
}
