import { expect, it } from 'vitest'
import { checksums, evidenceManifest, type PackedPiece, packageNote, pathOf } from './evidence-manifest'

const at = new Date('2026-06-08T02:00:00Z')
const file = {
  number: 'AJ-1',
  partyName: '清溪医院',
  cause: '虚构医药服务',
  agency: '任城区医疗保障局',
  madeBy: '张敏',
  madeAt: at,
  revision: 2,
}
const piece = (seq: number, over: Partial<PackedPiece> = {}): PackedPiece => ({
  kind: 'documentary',
  state: 'held',
  ...{ seq, title: '收费明细', proves: '没有检查记录', fact: 1, original: true, pages: null, displayName: '收费明细.csv' },
  ...{ sha256: 'a'.repeat(64), sizeBytes: 9, mediaType: 'text/plain', collectedAt: at, place: '病案室', sourceSystem: '', provider: '' },
  ...{ extraction: '', collectors: [{ name: '张敏', certificate: '01' }], recordedByName: '张敏', recordedAt: at },
  withdrawnReason: null,
  ...over,
})

it('says the same for the same data, and puts two files of one name apart', () => {
  const pieces = [piece(1), piece(2)]
  expect(evidenceManifest(file, pieces)).toBe(evidenceManifest({ ...file }, structuredClone(pieces)))
  expect(pieces.map(pathOf)).toEqual(['证据/001 收费明细.csv', '证据/002 收费明细.csv'])
})

it('leads out of the package by no name', () => {
  expect(pathOf({ seq: 3, displayName: '../../etc/passwd' })).toBe('证据/003 .._.._etc_passwd')
})

it('names what was withdrawn with its reason, and no file for it', () => {
  const [read] = JSON.parse(evidenceManifest(file, [piece(1, { state: 'withdrawn', withdrawnReason: '选错了' })])).evidence
  expect(read).toMatchObject({ path: null, state: 'withdrawn', withdrawnReason: '选错了' })
})

it('gives hashes as sha256sum reads them, and says how to check', () => {
  expect(checksums([{ path: '证据/001 a.csv', sha256: 'b'.repeat(64) }])).toBe(`${'b'.repeat(64)}  证据/001 a.csv\n`)
  expect(packageNote(file, 2)).toContain('sha256sum -c SHA256SUMS')
})
