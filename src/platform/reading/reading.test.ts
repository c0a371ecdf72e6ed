import { zipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { inspectUpload } from './file-kind'
import { readingLimits } from './reading'
import { openArchive } from './safe-zip'
import { decodeText } from './text-encoding'

vi.setConfig({ testTimeout: 60_000 })

const utf8 = (text: string) => new TextEncoder().encode(text)
const workbook = (more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': utf8('<Types/>'), 'xl/workbook.xml': utf8('<workbook/>'), ...more })
const failureOf = (bytes: Uint8Array) => {
  const upload = inspectUpload(bytes, ['xlsx', 'text', 'html'])
  return upload.ok
    ? `read as ${upload.value.kind}`
    : `${upload.failure.code} ${upload.failure.detail.detected ?? upload.failure.detail.content ?? ''}`.trim()
}

describe('what a file is', () => {
  it.each<[string, Uint8Array, string]>([
    ['a workbook', workbook(), 'read as xlsx'],
    ['a program renamed .xlsx', Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0), 'E-FILE-01 executable'],
    ['nothing', new Uint8Array(), 'E-FILE-02'],
    ['blank lines', utf8('\n \r\n\t'), 'E-FILE-02'],
    ['a workbook cut short', workbook({ 'xl/a.xml': utf8('x'.repeat(9_000)) }).slice(0, -40), 'E-FILE-03'],
    ['an archive', zipSync({ 'a.txt': utf8('a') }), 'E-FILE-01 zip'],
    ['an archive in an archive', zipSync({ 'a.bin': zipSync({ 'b.txt': utf8('b') }) }), 'E-FILE-05'],
    ['a path that leads out', workbook({ '../../evil.xml': utf8('x') }), 'E-FILE-06'],
    ['a path that leads out, by backslash', workbook({ 'xl\\..\\..\\evil.xml': utf8('x') }), 'E-FILE-06'],
    ['macros', workbook({ 'xl/vbaProject.bin': utf8('x') }), 'E-FILE-08 macro'],
    ['external links', workbook({ 'xl/externalLinks/externalLink1.xml': utf8('<x/>') }), 'E-FILE-08 externalLink'],
    ['a data connection', workbook({ 'xl/connections.xml': utf8('<x/>') }), 'E-FILE-08 connection'],
    ['an embedded workbook', workbook({ 'xl/embeddings/a.xlsx': workbook() }), 'E-FILE-08 embedded'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'E-FILE-01 image'],
    ['a drawing with script', utf8('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'E-FILE-01 svg'],
    ['an old workbook', Buffer.concat([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), Buffer.from('Workbook', 'utf16le')]), 'E-FILE-10 xls'],
    [
      'a protected workbook',
      Buffer.concat([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('EncryptedPackage', 'utf16le')]),
      'E-FILE-09',
    ],
    ['an HTML table saved as .xls', utf8('<html><body><table><tr><td>a</td></tr></table></body></html>'), 'read as html'],
    ['the test virus', utf8(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-')), 'E-FILE-07'],
    ['a table of text', utf8('姓名,金额\n张某,1\n'), 'read as text'],
    ['a table that begins with MZ', utf8('MZ编号,金额,说明\n1,2,无\n'.repeat(9)), 'read as text'],
  ])('%s', (_name, bytes, expected) => expect(failureOf(bytes)).toBe(expected))
})

describe('an archive', () => {
  it('stops while counting, long before a bomb is out', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024)
    const archive = openArchive(zipSync({ 'bomb.xml': [zeros, { level: 6 }] }))
    if (!archive.ok) throw new Error(archive.failure.code)
    let seen = 0
    const failure = await archive.value.pump('bomb.xml', (piece) => {
      seen += piece.length
      return null
    })
    expect(failure?.code).toBe('E-FILE-04')
    expect(seen).toBeLessThan(63 * 1024 * 1024)
  })

  it('counts over all entries together', async () => {
    const part = new Uint8Array(15 * 1024 * 1024)
    const files = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`p${index}.xml`, part]))
    const archive = openArchive(zipSync(files, { level: 0 }))
    if (!archive.ok) throw new Error(archive.failure.code)
    const codes: (string | undefined)[] = []
    for (const name of archive.value.names) codes.push((await archive.value.pump(name, () => null))?.code)
    expect(codes.indexOf('E-FILE-04')).toBe(13)
  })

  it('refuses too many entries', () => {
    const many = Object.fromEntries(Array.from({ length: readingLimits.archiveEntries + 1 }, (_, index) => [`${index}`, utf8('')]))
    expect(openArchive(zipSync(many))).toMatchObject({ ok: false, failure: { code: 'E-FILE-05' } })
  })

  it('notices damaged bytes by their checksum', async () => {
    const bytes = zipSync({ 'a.xml': [utf8('0123456789'), { level: 0 }] })
    bytes[37] = (bytes[37] ?? 0) ^ 1
    const archive = openArchive(bytes)
    expect(archive.ok && (await archive.value.bytes('a.xml'))).toMatchObject({ ok: false, failure: { code: 'E-FILE-03' } })
  })

  it('notices packed bytes that make no sense', async () => {
    const bytes = zipSync({ 'a.xml': utf8('x'.repeat(5_000)) })
    bytes[30 + 'a.xml'.length] = 0xff
    const archive = openArchive(bytes)
    expect(archive.ok && (await archive.value.bytes('a.xml'))).toMatchObject({ ok: false, failure: { code: 'E-FILE-03' } })
  })
})

describe('the encoding of a text', () => {
  const gbk = (pairs: readonly number[]) => Uint8Array.from(pairs)
  it.each<[string, Uint8Array, string, string]>([
    ['UTF-8', utf8('姓名,𠮷田'), 'UTF-8', '姓名,𠮷田'],
    ['UTF-8 with a mark', utf8('\uFEFF姓名'), 'UTF-8 BOM', '姓名'],
    ['GBK', gbk([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd5, 0xc5]), 'GB18030', '姓名,张'],
    ['GB18030, four bytes', gbk([0xd0, 0xd5, 0x95, 0x32, 0x82, 0x36]), 'GB18030', '姓𠀀'],
    ['UTF-16LE with a mark', Buffer.from('\uFEFF姓名,金额\n', 'utf16le'), 'UTF-16LE', '姓名,金额\n'],
    ['UTF-16BE with a mark', Buffer.from('\uFEFF姓名\n', 'utf16le').swap16(), 'UTF-16BE', '姓名\n'],
    ['UTF-16LE without', Buffer.from('姓名,金额,一一一\n张某,1,2\n', 'utf16le'), 'UTF-16LE', '姓名,金额,一一一\n张某,1,2\n'],
  ])('%s', (_name, bytes, encoding, text) => expect(decodeText(bytes)).toEqual({ ok: true, value: { encoding, text, brokenLines: [] } }))

  it('keeps UTF-8 as UTF-8 when a line is damaged, and says which', () => {
    const lines = Array.from({ length: 40 }, (_, index) => utf8(`${index},姓名张某\n`))
    lines[36] = Uint8Array.of(...utf8('36,'), 0xe5, 0xbc, ...utf8(',1\n'))
    const decoded = decodeText(Buffer.concat(lines))
    expect(decoded).toMatchObject({ ok: true, value: { encoding: 'UTF-8', brokenLines: [37] } })
    expect(decoded.ok && decoded.value.text.split('\n')[36]).toBe('36,\uFFFD,1')
  })

  it('refuses half a UTF-16 unit and bytes that are no text', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x20))).toMatchObject({ failure: { code: 'E-FILE-03' } })
    expect(decodeText(Uint8Array.of(0xff, 0xff, 0xff, 0x41, 0xff, 0xff))).toMatchObject({ failure: { code: 'E-ENC-01' } })
  })
})
