import 'server-only'
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { keyring } from './secrets'

/** Where a value stands. It is bound into the value's seal, so that no ciphertext can be moved to another row, column or table. */
export type FieldPlace = { table: string; column: string; id: string }

const version = 'v1'
const ivBytes = 16

/** Derives a key of each master key and column once: deriving it anew for each value would take most of the time of sealing a list. */
function derivedOnce<Derived>(bytes: number, shape: (derived: Buffer) => Derived): (master: string, info: string) => Derived {
  const known = new Map<string, Derived>()
  return (master, info) => {
    const name = `${master}|${info}`
    const before = known.get(name)
    if (before) return before
    const made = shape(Buffer.from(hkdfSync('sm3', Buffer.from(master, 'base64'), '', info, bytes)))
    known.set(name, made)
    return made
  }
}

const fieldKeys = derivedOnce(48, (derived) => ({
  cipher: createSecretKey(derived.subarray(0, 16)),
  seal: createSecretKey(derived.subarray(16)),
}))
const indexKey = derivedOnce(32, createSecretKey)

function keysOf(keyId: string, { table, column }: FieldPlace) {
  const master = keyring().fieldKeys[keyId]
  if (!master) throw new Error(`no key ${keyId}: the keys file is not the one this database was written with`)
  return fieldKeys(master, `field|${table}|${column}`)
}

function sealOf(key: KeyObject, place: FieldPlace, keyId: string, iv: Buffer, text: Buffer): Buffer {
  const bound = `${version}|${place.table}|${place.column}|${place.id}|${keyId}`
  return createHmac('sm3', key).update(`${bound.length}|${bound}`).update(iv).update(text).digest()
}

/** The value as `v1.keyId.iv.text.seal`: SM4 in counter mode, then HMAC-SM3 over all of it and its place. */
export function encryptField(place: FieldPlace, value: string): string {
  const keyId = keyring().current
  const { cipher, seal } = keysOf(keyId, place)
  const iv = randomBytes(ivBytes)
  const encrypting = createCipheriv('sm4-ctr', cipher, iv)
  const text = Buffer.concat([encrypting.update(value, 'utf8'), encrypting.final()])
  return [version, keyId, ...[iv, text, sealOf(seal, place, keyId, iv, text)].map((part) => part.toString('base64url'))].join('.')
}

/** The value back. Throws when a single bit, or its place, is not what it was, or when its key is gone. */
export function decryptField(place: FieldPlace, envelope: string): string {
  const [is, keyId, ...parts] = envelope.split('.')
  const [iv, text, given] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (is !== version || !keyId || !iv || !text || !given || parts.length !== 3) throw new Error('not an encrypted field')
  const { cipher, seal } = keysOf(keyId, place)
  const expected = sealOf(seal, place, keyId, iv, text)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error(`encrypted field does not hold: ${place.table}.${place.column}`)
  }
  const decrypting = createDecipheriv('sm4-ctr', cipher, iv)
  return Buffer.concat([decrypting.update(text), decrypting.final()]).toString('utf8')
}

/** Finds equal values without reading them. Every column has a key of its own, so equal values in two columns do not show. Pass the normalised value. */
export function blindIndex({ table, column }: Pick<FieldPlace, 'table' | 'column'>, value: string): string {
  return createHmac('sm3', indexKey(keyring().indexKey, `index|${table}|${column}`))
    .update(value, 'utf8')
    .digest('hex')
}
