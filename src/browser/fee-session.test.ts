import ExcelJS from 'exceljs'
import { describe, expect, it, vi } from 'vitest'
import { asBuilt } from '#domain/screening/bill-settings'
import { badFiles } from '../../tests/fixtures/bad-files'
import type { ColumnChoice } from './fee-check-messages'
import { feeSession } from './fee-session'

// Whole files are built and read here; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const heads = ['就诊编号', '性别', '费用发生时间', '项目名称', '数量', '金额']
const rows = [
  ['Z1', '女', '2026-03-02 09:00:00', '前列腺彩超', '1', '120.00'],
  ['Z1', '女', '2026-03-02 10:00:00', 'Ⅰ级护理', '1', '30.00'],
  ['Z1', '女', '2026-03-02 11:00:00', 'Ⅱ级护理', '1', '20.00'],
  ['Z2', '男', '2026/3/2', '血常规', '1', '18.0000'],
]
const csv = (...lines: readonly (readonly string[])[]) => lines.map((cells) => cells.join(',')).join('\r\n')
const blob = (content: string | Uint8Array<ArrayBuffer>) => new Blob([content])

const check = (file: Blob, name: string, given: ColumnChoice | null = null, choices = {}, settings = asBuilt) => {
  const session = feeSession()
  return session.check({ do: 'check', file, name, choices, given, settings }, () => undefined).then((outcome) => ({ session, outcome }))
}
const checked = async (file: Blob, name: string, given: ColumnChoice | null = null, choices = {}) => {
  const { session, outcome } = await check(file, name, given, choices)
  if (outcome.kind !== 'checked') throw new Error(JSON.stringify(outcome))
  return { session, outcome }
}
const refusedAs = async (file: Blob, name = '明细.xlsx') => {
  const { outcome } = await check(file, name)
  return outcome.kind === 'checked' ? 'checked' : outcome.code
}

async function workbook(fill: (book: ExcelJS.Workbook) => void) {
  const book = new ExcelJS.Workbook()
  fill(book)
  return blob(new Uint8Array(await book.xlsx.writeBuffer()))
}

describe('a fee file', () => {
  it('in UTF-8 is checked row by row, and told by rule', async () => {
    const { session, outcome } = await checked(blob(csv(heads, ...rows)), '明细.csv')
    expect(outcome).toMatchObject({ lines: 4, hits: 2, flaggedLines: 3, involvedFen: 17_000n, problems: { count: 0 } })
    expect(outcome.totals.map(({ rule, excessFen, people }) => [rule.id, excessFen, people])).toEqual([
      ['sex.prostate', 12_000n, 1],
      ['nursing', 2_000n, 1],
    ])
    expect(session.page({ do: 'page', rule: 'nursing', from: 0, size: 50 })).toMatchObject({
      count: 1,
      hits: [{ excessFen: 2_000n, lines: [{ row: 3, at: '2026-03-02 10:00:00' }, { row: 4 }], moreLines: 0 }],
    })
    expect(outcome.skipped.map(({ rule }) => rule.id)).toContain('time.afterDeath')
  })

  it('in GB18030 reads the same and says so', async () => {
    // 项目名称 and the others as GB18030 has them; Node has no encoder for it, so that the bytes are written out.
    const gb =
      '就诊编号:becd d5ef b1e0 bac5|费用发生时间:b7d1 d3c3 b7a2 c9fa cab1 bce4|项目名称:cfee c4bf c3fb b3c6|数量:cafd c1bf|金额:bdf0 b6ee|血常规:d1aa b3a3 b9e6'
    const bytes = new Map(
      gb.split('|').map((one) => {
        const [word = '', hex = ''] = one.split(':')
        return [word, Buffer.from(hex.replace(/ /g, ''), 'hex')] as const
      }),
    )
    const cell = (word: string) => bytes.get(word) ?? Buffer.from(word)
    const line = (words: readonly string[]) =>
      Buffer.concat(words.flatMap((word, at) => (at ? [Buffer.from(','), cell(word)] : [cell(word)])))
    const file = Buffer.concat([
      line(['就诊编号', '费用发生时间', '项目名称', '数量', '金额']),
      Buffer.from('\n'),
      ...Array.from({ length: 3 }, () => Buffer.concat([line(['Z1', '2026-03-02', '血常规', '1', '18']), Buffer.from('\n')])),
    ])
    const { outcome } = await checked(blob(Uint8Array.from(file)), '明细.csv')
    expect(outcome).toMatchObject({ lines: 3, hits: 0 })
    expect(outcome.warnings.join()).toContain('GB18030')
  })

  it('of several sheets, with titles and totals, is read as a workbook, real dates and numbers among it', async () => {
    const file = await workbook((book) => {
      for (const [place, month] of ['三月', '四月'].entries()) {
        const sheet = book.addWorksheet(month)
        sheet.addRow(['某医院费用明细'])
        sheet.addRow(heads)
        sheet.addRow(['Z1', '女', new Date(`2026-0${place + 3}-02T09:00:00Z`), '前列腺彩超', 1, 120])
        sheet.addRow(['合计', '', '', '', '', 120])
      }
    })
    const { session, outcome } = await checked(file, '明细.xlsx')
    expect(outcome).toMatchObject({ lines: 2, hits: 2 })
    const { hits } = session.page({ do: 'page', rule: null, from: 0, size: 50 })
    expect(hits.flatMap(({ lines }) => lines.map(({ sheet, row, at }) => [sheet, row, at]))).toEqual([
      ['三月', 3, '2026-03-02 09:00:00'],
      ['四月', 3, '2026-04-02 09:00:00'],
    ])
  })

  it('with headings of its own is asked about, and then read; the answer is used for the next of that layout', async () => {
    const own = csv(['A号', '甲', '何时', '何事', '几个', '多少钱'], ...rows)
    const { outcome } = await check(blob(own), '明细.csv')
    if (outcome.kind !== 'unmapped') throw new Error(outcome.kind)
    expect(outcome.columns.map(({ heading, guess }) => [heading, guess])).toContainEqual(['何时', null])
    const said: ColumnChoice = [
      ...([
        ['A号', 'mdtrtId'],
        ['甲', 'gend'],
        ['何时', 'feeOcurTime'],
      ] as const),
      ...([
        ['何事', 'medinsListName'],
        ['几个', 'cnt'],
        ['多少钱', 'detItemFeeSumamt'],
      ] as const),
    ]
    expect((await checked(blob(own), '明细.csv', said)).outcome.hits).toBe(2)
    const layout = outcome.columns.map(({ heading }) => heading).join('\n')
    expect((await checked(blob(own), '明细.csv', null, { [layout]: said })).outcome.hits).toBe(2)
  })

  it('keeps what it can read of a bad one, and names the rest row by row', async () => {
    const bad = [
      ['Z1', '女', '不知道', '血常规', '1', '18'],
      ['Z1', '女', '2026-03-02', '血常规', '很多', '18'],
      ['', '女', '2026-03-02', '血常规', '1', '18'],
    ]
    const { outcome } = await checked(blob(csv(heads, ...rows, ...bad)), '明细.csv')
    expect(outcome.lines).toBe(4)
    expect(outcome.problems).toMatchObject({ count: 3 })
    expect(outcome.problems.first[0]).toBe('第6行“费用发生时间”不是有效日期，请按“2024-05-17”的格式重填。')
  })

  it('is written out as a table that no spreadsheet program takes for formulas', async () => {
    const { session } = await checked(blob(csv(heads, ['=Z1', '女', '2026-03-02', '前列腺彩超', '1', '120'])), '明细.csv')
    const text = await session.table({ do: 'table', heads: ['规则'] }).text()
    expect(text).toContain(`"'=Z1"`)
    expect(text.split('\r\n')).toHaveLength(3)
  })

  it('that is none is refused by its kind', async () => {
    expect(await refusedAs(blob(''))).toBe('E-FILE-02')
    expect(await refusedAs(blob(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])))).toMatch(
      /^E-FILE-(01|10)$/,
    )
    expect(await refusedAs(blob('%PDF-1.4\n%%EOF\n'))).toBe('E-FILE-01')
    const whole = new Uint8Array(await (await workbook((book) => book.addWorksheet('一').addRow(heads))).arrayBuffer())
    expect(await refusedAs(blob(whole.slice(0, whole.length / 2)))).toBe('E-FILE-03')
    expect(await refusedAs(await workbook((book) => book.addWorksheet('空')))).toBe('E-IMP-08')
    expect(await refusedAs(await workbook((book) => book.addWorksheet('别的').addRow(['编号', '问题'])))).toBe('E-IMP-08')
  })
})

describe('a file that is no fee file', () => {
  it.each(badFiles)('$id $what is refused by number', async ({ name, bytes }) => {
    const { outcome } = await check(blob(new Uint8Array(await bytes())), name)
    expect(outcome.kind).not.toBe('checked')
    if (outcome.kind !== 'checked') expect(outcome.code).toMatch(/^E-(FILE|IMP)-\d\d$/)
  })
})
