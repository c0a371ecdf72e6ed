import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { docxBytes, paragraph, pdfBytes, table } from '../../../tests/support/documents'
import { readDocumentText } from './document-text'

const sentence = '济医保发〔2024〕9号\n一、总体要求\n坚决维护医保基金安全，制定本方案。'
/** The first two lines of `sentence` in GB18030, of which the runtime has a decoder and no encoder. */
const inGb18030 = Buffer.from('bcc3d2bdb1a3b7a2a1b232303234a1b339bac50ad2bba1a2d7dccce5d2aac7f30a', 'hex')

const textOf = async (bytes: Uint8Array) => {
  const result = await readDocumentText(bytes)
  return result.ok ? result.value.text : result.failure
}

describe('plain text', () => {
  it.each([
    ['UTF-8', Buffer.from(sentence, 'utf8')],
    ['UTF-8 BOM', Buffer.from(`\uFEFF${sentence}`, 'utf8')],
    ['UTF-16LE', Buffer.from(`\uFEFF${sentence}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\uFEFF${sentence}`, 'utf16le').swap16()],
  ])('is read in %s', async (encoding, bytes) => {
    expect(await readDocumentText(bytes)).toEqual({ ok: true, value: { text: sentence, kind: 'text', encoding } })
  })

  it('is read in GB18030', async () => {
    expect(await readDocumentText(inGb18030)).toEqual({
      ok: true,
      value: { text: '济医保发〔2024〕9号\n一、总体要求\n', kind: 'text', encoding: 'GB18030' },
    })
  })

  it.each([
    ['nothing', Buffer.alloc(0), { code: 'E-FILE-02' }],
    ['blanks only', Buffer.from(' \n\t\n'), { code: 'E-FILE-02' }],
    [
      'a damaged line',
      Buffer.concat([Buffer.from('一、总体要求\n二、工作'), Buffer.from([0xe9, 0x87]), Buffer.from('\n三、职责分工\n')]),
      { code: 'E-ENC-01', detail: { row: 2 } },
    ],
    ['half a UTF-16 unit', Buffer.from(`\uFEFF${sentence}`, 'utf16le').subarray(0, -1), { code: 'E-FILE-03' }],
    ['an executable', Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'latin1'), { code: 'E-FILE-01' }],
    ['a web page', Buffer.from('<html><body>一、总体要求</body></html>'), { code: 'E-FILE-01' }],
    ['more than any plan holds', Buffer.from('工作要求。\n'.repeat(40_000)), { code: 'E-DOC-01' }],
  ])('is refused when it is %s', async (_what, bytes, failure) => {
    expect(await textOf(bytes)).toMatchObject(failure)
  })
})

describe('Word', () => {
  it('gives paragraphs with the numbers of their lists, and table rows', async () => {
    const body = [
      paragraph('工作方案'),
      paragraph('总体要求', 0),
      paragraph('工作重点', 0),
      paragraph('聚焦欺诈骗保行为。', 1),
      paragraph('聚焦重点药品耗材。', 1),
      paragraph('职责分工', 0),
      paragraph('医保部门', 1),
      table([
        ['序号', '药品名称'],
        ['1', '人血白蛋白'],
      ]),
      '<w:p><w:r><w:delText>删去的话</w:delText></w:r><w:r><w:t>留下的话</w:t></w:r></w:p>',
    ].join('')
    expect(await textOf(docxBytes(body))).toBe(
      [
        '工作方案',
        '一、总体要求',
        '二、工作重点',
        '（一）聚焦欺诈骗保行为。',
        '（二）聚焦重点药品耗材。',
        '三、职责分工',
        '（一）医保部门',
        '序号\t药品名称',
        '1\t人血白蛋白',
        '留下的话',
      ].join('\n'),
    )
  })

  it.each([
    ['truncated', docxBytes(paragraph(sentence)).subarray(0, -30), { code: 'E-FILE-03' }],
    ['empty', docxBytes(paragraph('')), { code: 'E-FILE-02' }],
    ['a bomb', docxBytes(paragraph(sentence), { 'word/document.xml': new Uint8Array(220 * 1024 * 1024) }), { code: 'E-FILE-04' }],
    ['full of macros', docxBytes(paragraph(sentence), { 'word/vbaProject.bin': strToU8('x') }), { code: 'E-FILE-08' }],
    ['broken inside', docxBytes('<w:p><w:r><w:t>没有结束'), { code: 'E-FILE-12' }],
  ])('is refused when it is %s', async (_what, bytes, failure) => {
    expect(await textOf(bytes)).toMatchObject(failure)
  })
})

describe('PDF', () => {
  it('gives the lines of every page from the top, page numbers left out', async () => {
    const pages = [
      ['济医保发〔2024〕9号', '各县（市、区）医疗保障局：', '1'],
      ['一、总体要求', '坚决维护医保基金安全。', '2'],
    ]
    expect(await textOf(pdfBytes(pages))).toBe('济医保发〔2024〕9号\n各县（市、区）医疗保障局：\n\f一、总体要求\n坚决维护医保基金安全。')
  })

  it('keeps a figure that counts nothing', async () => {
    expect(await textOf(pdfBytes([['附件一的内容如下，共三项', '3'], ['另有附件二，内容同上']]))).toContain('\n3')
  })

  it.each([
    ['truncated', pdfBytes([[sentence]]).subarray(0, 600), { code: 'E-FILE-03' }],
    ['a picture only', pdfBytes([[], []]), { code: 'E-PDF-01', detail: { pages: 2 } }],
    ['longer than any plan', pdfBytes(Array.from({ length: 301 }, () => ['医保'])), { code: 'E-PDF-02', detail: { pages: 301 } }],
    ['a bomb', pdfBytes([['医保基金专项整治工作方案']], deflateSync(Buffer.alloc(210 * 1024 * 1024), { level: 1 })), { code: 'E-FILE-04' }],
    [
      'noise after the mark',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(4_000), Buffer.from('\n%%EOF\n')]),
      { code: 'E-FILE-03' },
    ],
  ])('is refused when it is %s', async (_what, bytes, failure) => {
    expect(await textOf(bytes)).toMatchObject(failure)
  })
})
