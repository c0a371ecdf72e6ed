// The logins under which pages and worker use the database: each may act under its own role and nothing else, and neither is the owner.
// Their names and passwords are made once for a data folder and kept in it; given addresses win.
import { createHash, createHmac, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { dataDir } from './data-dir.mjs'
import { setupLock, withClient } from './database.mjs'
import { Stopped } from './progress.mjs'

/** What each login acts as, and the setting that names an address made by hand. */
const kinds = {
  web: { role: 'qingyuan_app', given: 'QINGYUAN_APP_DATABASE_URL', prefix: 'qingyuan_web' },
  worker: { role: 'qingyuan_worker', given: 'QINGYUAN_WORKER_DATABASE_URL', prefix: 'qingyuan_jobs' },
}

/** What a process that serves is not told: how to become another. */
const untold = Object.fromEntries(Object.values(kinds).map(({ given }) => [given, '']))

const loginsFile = join(dataDir, 'secrets', 'database-logins.json')

/** Made once, whoever comes first: written aside, then linked into place, which only one process can do. */
function keptLogins(file) {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const mark = randomBytes(4).toString('hex')
    const made = Object.fromEntries(
      Object.entries(kinds).map(([kind, { prefix }]) => [
        kind,
        { user: `${prefix}_${mark}`, password: randomBytes(24).toString('base64url') },
      ]),
    )
    const aside = `${file}.${randomUUID()}`
    writeFileSync(aside, JSON.stringify(made), { mode: 0o600 })
    try {
      linkSync(aside, file)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      rmSync(aside)
    }
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The owner's address with another login in it. Without a host (a socket named by `?host=`), an address has no place for a name. */
function addressOf(ownerUrl, { user, password }) {
  const url = new URL(ownerUrl)
  if (url.host === '') {
    url.searchParams.set('user', user)
    url.searchParams.set('password', password)
  } else Object.assign(url, { username: user, password })
  return url.href
}

/** What the server keeps of a password, so that neither the password nor anything to guess it by stands in its log. */
function scramOf(password) {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256')
  const keyed = (word) => createHmac('sha256', salted).update(word).digest()
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`
}

const standing = `
  SELECT r.rolname AS login, r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication AS mighty,
    pg_has_role(r.oid, d.datdba, 'MEMBER') AS owner,
    EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) OR EXISTS (SELECT FROM pg_proc WHERE proowner = r.oid) AS owns,
    -- Also by way of another role.
    ARRAY(SELECT of.rolname::text FROM pg_roles of WHERE of.oid <> r.oid AND pg_has_role(r.oid, of.oid, 'MEMBER')) AS "memberOf"
  FROM pg_roles r JOIN pg_database d ON d.datname = current_database() WHERE r.rolname = session_user`

/** Enters by the address and acts under the role. Returns what the login is and may. */
async function enter(url, role) {
  const client = new pg.Client({ connectionString: url, options: `-c TimeZone=UTC -c role=${role}`, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return (await client.query(standing)).rows[0]
  } finally {
    await client.end()
  }
}

/** Stops where a login could step past the row policies. */
function mustBeBound({ login, mighty, owner, owns, memberOf }, role, from) {
  const besides = memberOf.filter((name) => name !== role)
  const faults = [
    ...(mighty ? ['有超级用户、BYPASSRLS、CREATEROLE、CREATEDB 或 REPLICATION 属性'] : []),
    ...(owner ? ['能以库主身份行事'] : []),
    ...(owns ? ['拥有表或函数'] : []),
    ...(besides.length > 0 ? [`还属于角色 ${besides.join('、')}`] : []),
  ]
  if (faults.length > 0)
    throw new Stopped(
      `数据库登录名 ${login} 权限过大：${faults.join('；')}。页面和后台任务用它连接时，行级权限就挡不住越权。请只授予角色 ${role}，或删去 ${from}，由清源自己建立登录名。`,
    )
}

const byHand = `请数据库管理员给库主 CREATEROLE 属性（以及 ${kinds.web.role}、${kinds.worker.role} 的 ADMIN 权限）后重新启动；或自建两个登录名：
  CREATE ROLE qingyuan_web LOGIN NOINHERIT PASSWORD '…'; GRANT ${kinds.web.role} TO qingyuan_web;
  CREATE ROLE qingyuan_jobs LOGIN NOINHERIT PASSWORD '…'; GRANT ${kinds.worker.role} TO qingyuan_jobs;
并用 ${kinds.web.given} 和 ${kinds.worker.given} 给出它们的地址。`

/** Makes the login, or gives one that is there its password again. */
async function makeLogin(ownerUrl, role, { user, password }) {
  await withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [setupLock])
    const [login, secret] = [client.escapeIdentifier(user), client.escapeLiteral(scramOf(password))]
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user])
    const bounds = 'LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
    await client.query(
      rowCount === 0 ? `CREATE ROLE ${login} ${bounds} PASSWORD ${secret}` : `ALTER ROLE ${login} LOGIN PASSWORD ${secret}`,
    )
    await client.query(`GRANT ${role} TO ${login} WITH ADMIN FALSE, INHERIT FALSE, SET TRUE`)
    const database = client.escapeIdentifier((await client.query('SELECT current_database() AS name')).rows[0].name)
    await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${login}`)
  }).catch((error) => {
    if (error.code !== '42501') throw error
    throw new Stopped(`DATABASE_URL 的用户不能为页面和后台任务建立数据库登录名：${error.message}。\n${byHand}`)
  })
}

/** Whether any login of the server gets in. The roles are the server's: those of another installation on it could act here then. */
const openToAll = (ownerUrl) =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query("SELECT has_database_privilege('public', current_database(), 'CONNECT') AS open")
    return rows[0].open
  })

async function addressFor(kind, ownerUrl, file) {
  const { role, given } = kinds[kind]
  const named = process.env[given]
  if (named) {
    const found = await enter(named, role).catch((error) => {
      throw new Stopped(`不能用 ${given} 连接数据库并成为角色 ${role}：${error.message}。请检查地址、密码和 GRANT ${role}。`)
    })
    mustBeBound(found, role, given)
    return named
  }
  const login = keptLogins(file)[kind]
  const url = addressOf(ownerUrl, login)
  if (await openToAll(ownerUrl)) await makeLogin(ownerUrl, role, login)
  const found = await enter(url, role).catch(async () => {
    await makeLogin(ownerUrl, role, login)
    return enter(url, role).catch((error) => {
      throw new Stopped(
        `已建立数据库登录名 ${login.user}，但用它连接不上：${error.message}。请在数据库的 pg_hba.conf 中允许它以密码连接本库，或用 ${given} 给出另一个地址。`,
      )
    })
  })
  mustBeBound(found, role, file)
  return url
}

/**
 * What a process is told of the database that `ownerUrl` is the owner's address of, as one who serves: `web` or `worker`. The migrations must be there.
 * A login that is missing, or has lost its password, is made first.
 */
export async function connectAs(kind, ownerUrl, file = loginsFile) {
  return { ...untold, DATABASE_URL: await addressFor(kind, ownerUrl, file), QINGYUAN_DB_ROLE: kinds[kind].role }
}
