import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blindIndex, decryptField, encryptField } from './field-cipher'
import { hashPassword, needsRehash, verifyNobody, verifyPassword } from './password'
import { keyring } from './secrets'

const folder = mkdtempSync(join(tmpdir(), 'qingyuan-keys-'))
const before = { ...process.env }

beforeAll(() => {
  process.env.DATA_DIR = folder
  delete process.env.QINGYUAN_KEYS_FILE
})
afterAll(() => {
  process.env = before
  rmSync(folder, { recursive: true })
})

describe('the keyring', () => {
  it('is made once, for its owner alone, and leaves no half file', () => {
    const made = keyring()
    const file = join(folder, 'secrets', 'keys.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made)
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['keys.json'])
  })

  it('is never made anew where one is named', () => {
    process.env.QINGYUAN_KEYS_FILE = join(folder, 'elsewhere.json')
    expect(() => keyring()).toThrow(/not there/)
    delete process.env.QINGYUAN_KEYS_FILE
  })
})

describe('passwords', () => {
  it('are kept as argon2id at the agreed cost', async () => {
    const kept = await hashPassword('Tieshan-2026-lu')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword(kept, 'Tieshan-2026-lu')).toBe(true)
    expect(await verifyPassword(kept, 'Tieshan-2026-lU')).toBe(false)
    expect(needsRehash(kept)).toBe(false)
    expect(needsRehash(kept.replace('m=19456', 'm=4096'))).toBe(true)
    expect(await verifyNobody('nobody has this password')).toBe(false)
    for (const shut of ['!', '', '$2b$10$x']) expect(await verifyPassword(shut, 'nobody has this password')).toBe(false)
  })

  it('cannot be tried without the pepper', async () => {
    const { hash, verify } = await import('@node-rs/argon2')
    const kept = await hashPassword('Tieshan-2026-lu')
    expect(await verify(kept, 'Tieshan-2026-lu')).toBe(false)
    expect(await verify(await hash('Tieshan-2026-lu'), 'Tieshan-2026-lu')).toBe(true)
  })

  it('are the same however a keyboard composes them, and count to the last of many characters', async () => {
    const kept = await hashPassword('Cafe\u0301-Jining-26')
    expect(await verifyPassword(kept, 'Caf\u00e9-Jining-26')).toBe(true)
    const long = 'a'.repeat(127)
    expect(await verifyPassword(await hashPassword(`${long}b`), `${long}c`)).toBe(false)
  })
})

const place = { table: 'lead', column: 'id_number', id: '0198f0c0-0000-7000-8000-000000000001' }

describe('encrypted fields', () => {
  it('come back whatever they hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => decryptField(place, encryptField(place, value)) === value))
  })

  it('never read the same twice', () => {
    expect(encryptField(place, '370899199001011234')).not.toBe(encryptField(place, '370899199001011234'))
    expect(encryptField(place, '370899199001011234').split('.').slice(0, 2)).toEqual(['v1', keyring().current])
  })

  it('are refused in another row, column or table', () => {
    const kept = encryptField(place, '370899199001011234')
    for (const moved of [{ id: '0198f0c0-0000-7000-8000-000000000002' }, { column: 'phone' }, { table: 'case_file' }]) {
      expect(() => decryptField({ ...place, ...moved }, kept)).toThrow()
    }
  })

  it('are refused when one bit of any part is not what it was', () => {
    const parts = encryptField(place, '370899199001011234').split('.')
    for (const at of [2, 3, 4]) {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url')
      for (let byte = 0; byte < bytes.length; byte += 1) {
        const bent = Buffer.from(bytes)
        bent[byte] = (bent[byte] ?? 0) ^ 1
        expect(() => decryptField(place, parts.with(at, bent.toString('base64url')).join('.'))).toThrow()
      }
    }
  })

  it('say which key is missing, and are readable under an older key after rotation', () => {
    const kept = encryptField(place, 'value')
    const ring = keyring()
    const older = ring.current
    ring.fieldKeys.knew = Buffer.alloc(32, 7).toString('base64')
    ring.current = 'knew'
    expect(decryptField(place, kept)).toBe('value')
    expect(encryptField(place, 'value').split('.')[1]).toBe('knew')
    ring.current = older
    expect(() => decryptField(place, kept.replace(older, 'kgone'))).toThrow(/no key kgone/)
  })
})

it('opens what was sealed, and finds what was indexed, by any build of this program', () => {
  const ring = keyring()
  const { indexKey } = ring
  ring.fieldKeys.kolder = ring.indexKey = Buffer.alloc(32, 9).toString('base64')
  const sealed = 'v1.kolder.BQUFBQUFBQUFBQUFBQUFBQ.voqabk4gk5MtX1pZtTZ6zQc-.WpltfL5xBR7FVABNYL_-zG7ov37_gxuYM6Nd-PljZFA'
  expect(decryptField(place, sealed)).toBe('370899199001011234')
  expect(blindIndex({ table: 'lead', column: 'id_number' }, '370899199001011234')).toBe(
    '52180391f1d64106c9ac7d9ca48b3b8763ad7fc1737f904cbc3532ce06b8a085',
  )
  ring.indexKey = indexKey
  expect(blindIndex({ table: 'lead', column: 'id_number' }, '370899199001011234')).not.toMatch(/^52180391/)
})

it('indexes equal values alike within a column and differently across columns', () => {
  const one = blindIndex({ table: 'lead', column: 'id_number' }, '370899199001011234')
  expect(one).toBe(blindIndex({ table: 'lead', column: 'id_number' }, '370899199001011234'))
  expect(one).not.toBe(blindIndex({ table: 'case_file', column: 'id_number' }, '370899199001011234'))
  expect(one).toMatch(/^[0-9a-f]{64}$/)
})

it('stands on a provider that computes SM3 as published', () => {
  expect(createHash('sm3').update('abc').digest('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
})
