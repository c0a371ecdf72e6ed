import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { normalisePlanText } from '#domain/plan/normalise'
import { docxBytes, paragraph, pdfBytes } from '../../tests/support/documents'
import { run } from './plan-parse'

const folder = mkdtempSync(join(tmpdir(), 'plan-parse-'))
const published = (name: string) => new URL(`../../tests/fixtures/plans/${name}`, import.meta.url).pathname

function saved(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** The plan without what differs from form to form: the text, the places in it, and the blanks of layout. */
const fieldsOf = (plan: unknown) => {
  const { text: _text, evidence: _evidence, ...fields } = plan as Record<string, unknown>
  return JSON.parse(JSON.stringify(fields).replace(/ /g, ''))
}

const lines = normalisePlanText(readFileSync(published('jn24.txt'), 'utf8')).split('\n')
/** Thirty characters fit a line of the page; signatures are never broken. */
const wrapped = lines.flatMap((line) => line.match(/.{1,30}/g) ?? [])
const pages = Array.from({ length: Math.ceil(wrapped.length / 25) }, (_, page) => [
  ...wrapped.slice(page * 25, page * 25 + 25),
  String(page + 1),
])

describe('plan parse', () => {
  it.each([
    ['plain text', published('jn24.txt')],
    ['Word', saved('plan.docx', docxBytes(lines.map((line) => paragraph(line)).join('')))],
    ['PDF', saved('plan.pdf', pdfBytes(pages))],
    ['UTF-16 under the wrong name', saved('plan.doc', Buffer.from(`\uFEFF${lines.join('\r\n')}`, 'utf16le'))],
  ])('reads the same plan from %s', async (_form, file) => {
    const expected = JSON.parse(readFileSync(published('jn24.expected.json'), 'utf8'))
    expect(fieldsOf(await run([file]))).toEqual(fieldsOf(expected))
  })

  it.each([
    ['no file named', [], /缺少 FILE/],
    ['a file that is not there', [join(folder, 'none.txt')], /找不到文件/],
    ['an empty file', [saved('empty.txt', '')], /文件为空/],
    ['a text that is no plan', [saved('poem.txt', '床前明月光，疑是地上霜。')], /不像专项整治方案/],
    ['a picture', [saved('scan.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))], /文件内容不是可以读取的类型/],
    ['a scanned PDF', [saved('scan.pdf', pdfBytes([[], []]))], /共 2 页，都是图片/],
  ])('refuses %s in one sentence', async (_what, args, sentence) => {
    await expect(run(args)).rejects.toThrow(sentence)
    await expect(run(args)).rejects.not.toThrow(/\n/)
  })
})
