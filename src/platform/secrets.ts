import 'server-only'
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { dataPath } from './data-path'

/**
 * The keys of this installation. They live outside of the database: who holds only a copy of the database can neither try
 * passwords nor read an encrypted field nor sign an anchor of the audit trail.
 */
export type Keyring = {
  /** The key that new field values are encrypted under; older ones stay for reading. */
  current: string
  fieldKeys: Record<string, string>
  /** Makes blind indexes. Never rotated without rebuilding every index. */
  indexKey: string
  /** Mixed into every password before it is hashed. Never rotated: a new one voids every password. */
  pepper: string
  /** Ed25519, PKCS #8 PEM. Signs the anchors of the audit trail and certificates. */
  signingKey: string
  /** Encrypts the cookie that names a session. */
  sessionKey: string
}

const given = () => process.env.QINGYUAN_KEYS_FILE
export const keysFile = () => given() ?? dataPath('secrets', 'keys.json')

const fresh = (): string => randomBytes(32).toString('base64')

function makeKeyring(): Keyring {
  const keyId = `k${randomBytes(4).toString('hex')}`
  return {
    current: keyId,
    fieldKeys: { [keyId]: fresh() },
    indexKey: fresh(),
    pepper: fresh(),
    signingKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sessionKey: fresh(),
  }
}

/** Made once, whoever comes first: written aside, then linked into place, which only one process can do. */
function ensureKeysFile(file: string): void {
  if (existsSync(file)) return
  if (given()) throw new Error(`QINGYUAN_KEYS_FILE names a file that is not there: ${file}`)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const aside = `${file}.${randomUUID()}`
  writeFileSync(aside, `${JSON.stringify(makeKeyring(), null, 2)}\n`, { mode: 0o600 })
  try {
    linkSync(aside, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    unlinkSync(aside)
  }
}

const held = new Map<string, Keyring>()

/** The keyring of `QINGYUAN_KEYS_FILE`, else of the data folder, where it is made when there is none. */
export function keyring(): Keyring {
  const file = keysFile()
  const known = held.get(file)
  if (known) return known
  ensureKeysFile(file)
  const read = JSON.parse(readFileSync(file, 'utf8')) as Keyring
  held.set(file, read)
  return read
}

/** What the session cookie is encrypted with: given by the environment, or this installation's own. */
export const sessionSecret = (): string => process.env.NEXTAUTH_SECRET ?? keyring().sessionKey
