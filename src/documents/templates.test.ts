import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { examples } from './examples'
import { landscapeWidth, typeAreaWidth } from './render/page'
import { renderDocument, templates } from './templates'

const kinds = Object.keys(templates) as HouseDocumentKind[]

const partsOf = (bytes: Uint8Array) => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]))
const render = async (kind: HouseDocumentKind, input: unknown = examples[kind]) => partsOf(await renderDocument(kind, input))

const plain = (xml: string) =>
  xml.replace(
    /&(lt|gt|amp|quot|apos);/g,
    (_, name: 'lt' | 'gt' | 'amp' | 'quot' | 'apos') => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[name],
  )

/** The text of a part: a line for each paragraph, cells parted by bars. */
function textOf(xml = ''): string {
  const cells = xml.replace(/<\/w:p><\/w:tc><w:tc>/g, ' | ').replace(/<w:tab\/>/g, '\t')
  return cells
    .split('</w:p>')
    .map((paragraph) => plain(paragraph.replace(/<w:instrText.*?<\/w:instrText>/g, '').replace(/<[^>]*>/g, '')))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

describe.each(kinds)('%s', (kind) => {
  afterEach(() => vi.useRealTimers())

  it('says what it said before', async () => {
    const parts = await render(kind)
    await expect(`${textOf(parts['word/document.xml'])}\n`).toMatchFileSnapshot(`golden/${kind}.txt`)
  })

  it('is the same bytes on another day, from the input as stored', async () => {
    const today = await renderDocument(kind, examples[kind])
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] })
    const later = await renderDocument(kind, JSON.parse(JSON.stringify(examples[kind])))
    expect(Buffer.compare(today, later)).toBe(0)
  })

  it('gives every table widths that fill the page, and every cell its share of them', async () => {
    const { 'word/document.xml': xml = '' } = await render(kind)
    for (const [table] of xml.matchAll(/<w:tbl>.*?<\/w:tbl>/g)) {
      const grid = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
      const full = grid.reduce((sum, width) => sum + width, 0)
      expect([typeAreaWidth, typeAreaWidth - 20, landscapeWidth]).toContain(full)
      for (const [row] of table.matchAll(/<w:tr>.*?<\/w:tr>/g)) {
        const cells = [...row.matchAll(/<w:tcW w:type="dxa" w:w="(\d+)"/g)].map(([, width]) => Number(width))
        expect(cells.reduce((sum, width) => sum + width, 0)).toBe(full)
      }
    }
  })

  it('names Chinese fonts alone, and keeps punctuation in them', async () => {
    const parts = await render(kind)
    expect(Object.entries(parts).filter(([, xml]) => xml.includes('Calibri'))).toEqual([])
    const runs = (parts['word/document.xml'] ?? '').match(/<w:rFonts [^>]*>/g) ?? []
    expect(runs.length).toBeGreaterThan(0)
    expect(runs.filter((fonts) => !fonts.includes('w:hint="eastAsia"'))).toEqual([])
  })

  it('refuses an input that is not its own', async () => {
    await expect(renderDocument(kind, { ...examples[kind], unknownField: 1 })).rejects.toThrow('unknownField')
    await expect(renderDocument(kind, {})).rejects.toThrow()
  })
})

describe('a paper', () => {
  const letter = examples.departmentReferralLetter

  it('says on every page that it is a draft until it has its number', async () => {
    const draft = await render('departmentReferralLetter', { ...letter, documentNumber: null })
    const heads = Object.entries(draft).filter(([path]) => /word\/header\d+\.xml/.test(path))
    expect(heads.map(([, xml]) => textOf(xml))).toEqual(Array(4).fill('草稿　未签发'))
    expect(textOf(draft['word/document.xml'])).toContain('（文号待编）')
    expect(Object.keys(await render('departmentReferralLetter')).filter((path) => path.includes('header'))).toEqual([])
  })

  it('says once that it transfers leads, however its matter was put', async () => {
    for (const [subject, said] of [
      ['清溪医院病历书写问题线索', '关于移送清溪医院病历书写\n问题线索的函'],
      ['关于移送清溪医院违规收费线索的函', '关于移送清溪医院违规收费\n问题线索的函'],
      ['问题线索', '关于移送问题线索的函'],
    ] as const)
      expect(textOf((await render('departmentReferralLetter', { ...letter, subject }))['word/document.xml'])).toContain(said)
  })

  it('hands a case back in words of its own, and numbers no annex that is the only one', async () => {
    const back = { ...letter, organ: '示例县人民检察院', subject: '李某涉嫌诈骗案', receiver: 'MI', attachments: [], handsBack: true }
    const said = textOf((await render('departmentReferralLetter', back))['word/document.xml'])
    expect(said).toContain('关于移送李某涉嫌诈骗案的函')
    expect(said).toContain('经我院依法办理')
    expect(said).toContain('附件：移送事项明细表')
    expect(said).toMatch(/\n附件\n移送事项明细表/)
    expect(said.replace(/XS-.*/, '')).not.toMatch(/线索|我局/)
  })

  it('carries marks of XML as text and leaves out what no XML may hold', async () => {
    const { 'word/document.xml': xml = '' } = await render('departmentReferralLetter', { ...letter, facts: '甲<w:p/>&乙\u0000\u000b丙' })
    expect(textOf(xml)).toContain('甲<w:p/>&乙丙')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(xml).not.toMatch(/[\u0000\u000b]/)
  })

  it('speaks to a person as one, and of what is so alone', async () => {
    const said = async (kind: HouseDocumentKind, over: object) => {
      const input: object = examples[kind]
      return textOf((await render(kind, { ...input, ...over }))['word/document.xml'])
    }
    expect(await said('revocationDecision', {})).toContain('你单位')
    expect(await said('revocationDecision', { isPerson: true })).not.toContain('你单位')
    const revoked = await said('revocationDecision', { overturnedBy: '示例县人民政府作出的行政复议决定' })
    expect(revoked).toContain('该决定已被示例县人民政府作出的行政复议决定撤销')
    expect(revoked).not.toMatch(/我局决定撤销|救济途径/)
    const handling = { isPenalty: false, fineOutstandingFen: '0', surchargeOutstandingFen: '0' }
    const application = await said('enforcementApplication', handling)
    expect(application).toContain('行政处理决定强制执行申请书')
    expect(application).not.toMatch(/行政处罚|罚款|（二）/)
    const parts = [{ amountFen: '50000000', dueOn: '2026-10-31' }]
    expect(await said('surchargeDecision', { parts })).toMatch(/并批准分期缴纳罚款[\s\S]*第1期 \| 500,000.00元，期限至2026年10月31日届满/)
  })

  it('writes its number in official spelling, however it was given', async () => {
    const { 'word/document.xml': xml } = await render('departmentReferralLetter', { ...letter, documentNumber: '示医保函[2026]第021号' })
    expect(textOf(xml)).toContain('示医保函〔2026〕21号')
    await expect(renderDocument('departmentReferralLetter', { ...letter, documentNumber: '21号' })).rejects.toThrow('document number')
  })

  it('is set 22 lines to the page, 28 characters to the line', async () => {
    const { 'word/document.xml': xml = '' } = await render('transferLetter')
    expect(xml).toContain('<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"')
    expect(xml).toContain('<w:docGrid w:type="lines" w:linePitch="579"/>')
    expect(xml).toMatch(/<w:spacing w:val="-5"\/>/)
  })
})

describe('the summary report', () => {
  const report = examples.summaryReport

  it('ties each number to a row of the annex', async () => {
    const { 'word/document.xml': xml } = await render('summaryReport')
    const said = textOf(xml)
    for (const [index, { name, metricId, wording, rowCount, rowSetHash }] of report.figures.entries()) {
      const row = said.slice(said.indexOf('数字溯源附表', said.indexOf('附件：') + 12))
      expect(row, name).toContain(metricId)
      expect(row, name).toContain(wording)
      expect(row, name).toContain(`${rowCount} | ${rowSetHash.slice(0, 16)}`)
      expect(said, name).toContain(`[${index + 1}]`)
    }
    expect(said).toContain('自查自纠主动退回基金341.26万元[5]')
    expect(said).toContain('341.26万元（3,412,600.00元）')
  })

  it('refuses a sentence whose figure is not given, a figure given twice, and a row with a cell missing', async () => {
    await expect(renderDocument('summaryReport', { ...report, figures: report.figures.slice(1) })).rejects.toThrow('leadsIssued')
    await expect(
      renderDocument('summaryReport', { ...report, figures: [...report.figures, ...report.figures.slice(0, 1)] }),
    ).rejects.toThrow('once')
    const table = { kind: 'table', title: '表', columns: [{ title: '甲' }, { title: '乙' }], rows: [[[{ text: '一' }]]] }
    const sections = [...report.sections, { title: '附', blocks: [table] }]
    await expect(renderDocument('summaryReport', { ...report, sections })).rejects.toThrow('every column')
  })

  it('bears the number, the signer and the day of its signature, and none of them before', async () => {
    const signed = textOf((await render('summaryReport'))['word/document.xml'])
    expect(signed).toContain('示医保发〔2026〕45号\t签发人：刘洋')
    expect(signed).toContain('2026年12月11日')
    const draft = textOf((await render('summaryReport', { ...report, signed: null }))['word/document.xml'])
    expect(draft).not.toContain('签发人')
    expect(draft).toContain('2026年12月10日')
  })

  it('sets a joint issue with the leading organ first and 文件 beside all', async () => {
    const organs = ['示例市医疗保障局', '示例市公安局', '示例市财政局']
    const { 'word/document.xml': xml = '' } = await render('summaryReport', { ...report, organs })
    const head = xml.slice(xml.indexOf('<w:tbl>'), xml.indexOf('</w:tbl>'))
    expect(textOf(head).split(/\n| \| /)).toEqual([...organs, '文件'])
    expect(head.match(/w:val="distribute"/g)).toHaveLength(3)
  })
})
