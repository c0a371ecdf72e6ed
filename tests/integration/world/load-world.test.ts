import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asOwner } from '../../support/as-owner'
import { loadSmallWorld } from '../../support/small-world'

const dataDir = mkdtempSync(join(tmpdir(), 'world-'))
const accountsFile = join(dataDir, 'demo-accounts.json')

const load = () => loadSmallWorld(dataDir)

const count = async (table: string) => Number((await asOwner<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n)

beforeAll(load)
afterAll(() => rmSync(dataDir, { recursive: true }))

it('fills a database that every constraint accepts, small when asked', async () => {
  expect(await count('institution')).toBe(60)
  expect(await count('lead')).toBe(300)
  expect(await count('case_file')).toBe(6)
  expect(await count('filing_answer')).toBeGreaterThan(1_000)
})

it('leaves out nothing of a row that says more than the first of its table', async () => {
  const came = await asOwner<{ settled: boolean }>(
    "SELECT confirmed_at IS NOT NULL AND confirmed_by_id <> recorded_by_id AS settled FROM case_money WHERE kind IN ('recovered', 'finePaid')",
  )
  expect(came.length).toBeGreaterThan(0)
  expect(came.filter(({ settled }) => !settled)).toEqual([])
})

it('chains the trail so that it can be verified', async () => {
  expect(await count('audit_entry')).toBeGreaterThan(500)
  const broken = await asOwner(`
    SELECT id FROM audit_entry WHERE hash <> audit_hash(previous_hash, subject_type, subject_id, seq, at, actor_id, actor_name,
      post_id, department, region_no, action, change, request_id)`)
  expect(broken).toEqual([])
  const headless = await asOwner(
    'SELECT 1 FROM audit_head h LEFT JOIN audit_entry e USING (subject_type, subject_id, seq) WHERE e.hash IS DISTINCT FROM h.hash',
  )
  expect(headless).toEqual([])
})

it('lists the accounts for the owner of the data folder alone, with a password that opens them', async () => {
  const accounts: { login: string; password: string; name: string; department: string | null; regionCode: string; roles: string[] }[] =
    JSON.parse(readFileSync(accountsFile, 'utf8'))
  expect(statSync(accountsFile).mode & 0o077).toBe(0)
  const handler = accounts.find(({ login }) => login === 'rencheng-mi-handler')
  expect(handler).toMatchObject({
    department: 'MI',
    agency: '任城区医疗保障局',
    regionCode: '370811',
    roles: ['handler'],
    secondFactor: null,
  })

  process.env.DATA_DIR = dataDir
  const { verifyPassword } = await import('#platform/password')
  const [stored] = await asOwner<{ password_hash: string }>('SELECT password_hash FROM user_account WHERE login = $1', [
    'rencheng-mi-handler',
  ])
  expect(await verifyPassword(stored?.password_hash ?? '', handler?.password ?? '')).toBe(true)
  const { faultsOf } = await import('#domain/identity/password-policy')
  expect(accounts.flatMap(({ login, password }) => faultsOf(password, { login }))).toEqual([])
  const shut = await asOwner("SELECT login FROM user_account WHERE password_hash = '!' AND login = ANY($1)", [
    accounts.map(({ login }) => login),
  ])
  expect(shut).toEqual([])
})

it('shows one account with a second factor that its code opens', async () => {
  const accounts: { login: string; secondFactor: string | null }[] = JSON.parse(readFileSync(accountsFile, 'utf8'))
  const secured = accounts.filter(({ secondFactor }) => secondFactor !== null)
  expect(secured.map(({ login }) => login)).toEqual(['security-admin'])
  const secret = new URL(secured[0]?.secondFactor ?? '').searchParams.get('secret')
  const { openSecret } = await import('#server/identity/second-factor')
  const [stored] = await asOwner<{ id: string; totp_secret_cipher: string }>(
    "SELECT id, totp_secret_cipher FROM user_account WHERE login = 'security-admin'",
  )
  expect(openSecret(stored?.id ?? '', stored?.totp_secret_cipher ?? '')).toBe(secret)
})

it('keeps identity numbers masked and encrypted, of a county that is not', async () => {
  const rows = await asOwner<{ id: string; id_masked: string; id_cipher: string }>(
    'SELECT id, id_masked, id_cipher FROM lead WHERE id_masked IS NOT NULL',
  )
  expect(rows.length).toBeGreaterThan(100)
  const { decryptField } = await import('#platform/field-cipher')
  for (const { id, id_masked, id_cipher } of rows.slice(0, 20)) {
    expect(id_masked).toMatch(/^370899\*{8}/)
    expect(decryptField({ table: 'lead', column: 'id_cipher', id }, id_cipher)).toMatch(/^370899\d{11}[\dX]$/)
  }
})

it('leaves a world that is there as it is', async () => {
  const before = readFileSync(accountsFile, 'utf8')
  await load()
  expect(await count('lead')).toBe(300)
  expect(readFileSync(accountsFile, 'utf8')).toBe(before)
})
