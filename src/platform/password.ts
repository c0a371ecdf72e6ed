import 'server-only'
import { createHmac } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { keyring } from './secrets'

/** argon2id, the package's default algorithm, at the cost that OWASP asks for. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The pepper stands outside of the database, so a stolen table of hashes cannot be tried. Composed form, so that every keyboard spells one password one way. */
const peppered = (password: string): string =>
  createHmac('sm3', Buffer.from(keyring().pepper, 'base64')).update(password.normalize('NFC'), 'utf8').digest('base64')

export const hashPassword = (password: string): Promise<string> => hash(peppered(password), cost)

/** Whether this is the password. What is no hash, as on an account that no password opens, is never matched, and costs the same work. */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  passwordHash.startsWith('$argon2id$') ? verify(passwordHash, peppered(password)) : verifyNobody(password)

/** True when a hash was made at a lower cost than today's. */
export function needsRehash(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash)
  return memoryCost < cost.memoryCost || timeCost < cost.timeCost || parallelism !== cost.parallelism
}

let decoy: Promise<string> | undefined

/** As much work as verifying a real password, for an account that does not exist. Always false. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword('nobody has this password')
  await verify(await decoy, peppered(password))
  return false
}
