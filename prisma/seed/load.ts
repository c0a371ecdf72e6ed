import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { renderDocument } from '#documents/templates'
import { workCalendar } from '#domain/clock/work-calendar'
import { beijingDay } from '#domain/kernel/civil-date'
import { normaliseIdNumber } from '#domain/kernel/identity-number'
import { parsePlan } from '#domain/plan/parse-plan'
import { blindIndex, encryptField } from '#platform/field-cipher'
import { keepBytes, sha256Of } from '#platform/files'
import { hashPassword } from '#platform/password'
import { enrolmentUri, newSecret, sealSecret } from '#server/identity/second-factor'
import { workCalendarDays, workCalendarYears } from '../reference/work-calendar'
import { buildWorld } from './build-world'
import { demoFile } from './demo-file'
import { planShiftMonths, shiftPlanText } from './demo-plan'
import type { Seal } from './leads'
import type { ListedAccount } from './staff'
import { storeWorld } from './store-world'
import type { SealReporter } from './whistle'
import type { Render, World } from './world'

const dataDir = process.env.DATA_DIR ?? '.data'
const accountsFile = join(dataDir, 'demo-accounts.json')

/** How many different hashes the accounts share: they share a password too. */
const DIFFERENT_HASHES = 4

/** Papers on their way to the disk. All are there before the world can be seen. */
const keeping: Promise<unknown>[] = [keepBytes(demoFile)]

/** Renders a paper as the application does, and keeps it among the files. */
const render: Render = async (kind, input) => {
  const bytes = await renderDocument(kind, input)
  keeping.push(keepBytes(bytes))
  return { sha256: sha256Of(bytes), sizeBytes: bytes.byteLength }
}

/** What the loader may be told: the share of the world to load, and the moment at which it stands. */
function settings() {
  const scale = Number(process.env.QINGYUAN_WORLD_SCALE ?? '1')
  if (!(scale > 0 && scale <= 1)) throw new Error('QINGYUAN_WORLD_SCALE must be above 0 and at most 1')
  const now = process.env.QINGYUAN_WORLD_NOW ? new Date(process.env.QINGYUAN_WORLD_NOW) : new Date()
  if (Number.isNaN(now.getTime())) throw new Error('QINGYUAN_WORLD_NOW must be an instant such as 2026-09-15T02:00:00Z')
  return {
    seed: process.env.QINGYUAN_WORLD_SEED ?? 'qingyuan',
    now,
    scale,
    calendar: workCalendar(workCalendarDays, workCalendarYears),
    render,
  }
}

async function readDemoPlan(now: Date) {
  const text = await readFile(new URL('./plan-jining-2024.txt', import.meta.url), 'utf8')
  const plan = parsePlan(shiftPlanText(text, planShiftMonths(beijingDay(now))))
  if (!plan.ok) throw new Error(`the demonstration plan cannot be read: ${plan.refusal.code}`)
  return plan.value
}

const seal: Seal = (leadId, identityNumber) => ({
  idCipher: encryptField({ table: 'lead', column: 'id_cipher', id: leadId }, identityNumber),
  idIndex: blindIndex({ table: 'lead', column: 'id_number' }, normaliseIdNumber(identityNumber)),
})

const sealReporter: SealReporter = (id, { name, contact, idNumber }) => {
  const at = (column: string) => ({ table: 'whistle_identity', column, id })
  return {
    nameCipher: encryptField(at('name_cipher'), name),
    contactCipher: encryptField(at('contact_cipher'), contact),
    codeCipher: encryptField(at('code_cipher'), idNumber),
  }
}

/** The one account that shows signing in with a second factor. */
const withSecondFactor = 'security-admin'

/** Opens the listed accounts with one password; everybody else's stay shut. Returns the second factors by login. */
async function openAccounts(world: World, accounts: readonly ListedAccount[], password: string): Promise<Map<string, string>> {
  const hashes = await Promise.all(Array.from({ length: DIFFERENT_HASHES }, () => hashPassword(password)))
  const listed = new Map(accounts.map(({ userId }, index) => [userId, hashes[index % DIFFERENT_HASHES]]))
  const factors = new Map<string, string>()
  for (const account of world.rowsOf('user_account')) {
    account.passwordHash = listed.get(account.id) ?? account.passwordHash
    account.passwordChangedAt = world.now
    if (account.login !== withSecondFactor) continue
    const secret = newSecret()
    account.totpSecretCipher = sealSecret(account.id, secret)
    account.totpConfirmedAt = world.now
    factors.set(account.login, enrolmentUri(account.login, secret, 'Qingyuan'))
  }
  return factors
}

/** The list of those who can sign in, readable by the owner of the data folder alone. */
async function writeAccounts(accounts: readonly ListedAccount[], password: string, factors: ReadonlyMap<string, string>): Promise<void> {
  const list = accounts.map(({ userId: _userId, ...account }) => ({
    ...account,
    password,
    secondFactor: factors.get(account.login) ?? null,
  }))
  await mkdir(dataDir, { recursive: true })
  await writeFile(`${accountsFile}.new`, `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 })
  await rename(`${accountsFile}.new`, accountsFile)
}

/**
 * Loads the demonstration world into the database behind DATABASE_URL, as its owner, all or nothing. A database that has
 * it is left alone. The accounts file is in place before the world can be seen, so there is no world without it.
 */
async function loadWorld(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query("SELECT pg_advisory_xact_lock(hashtext('demonstration world'))")
    const { rows } = await client.query("SELECT FROM user_account WHERE login = 'jining-mi-handler'")
    if (rows.length > 0) return

    const { now, ...others } = settings()
    const { world, accounts } = await buildWorld({ now, ...others }, await readDemoPlan(now), seal, sealReporter)
    const password = `Qy-${randomBytes(12).toString('base64url')}-7a`
    const factors = await openAccounts(world, accounts, password)
    await storeWorld(client, world)
    await client.query('ANALYZE')
    await Promise.all(keeping)
    await writeAccounts(accounts, password, factors)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

await loadWorld()
