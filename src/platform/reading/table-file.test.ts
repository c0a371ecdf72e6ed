import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import type { Grid } from './grid'
import { readTableFile } from './table-file'

vi.setConfig({ testTimeout: 60_000 })

const utf8 = (text: string) => new TextEncoder().encode(text)

async function gridsOf(bytes: Uint8Array, name = 'a.xlsx'): Promise<Grid[]> {
  const file = await readTableFile(bytes, name)
  if (!file.ok) throw new Error(`${file.failure.code} ${JSON.stringify(file.failure.detail)}`)
  return file.value.grids
}
const failureOf = async (bytes: Uint8Array, name = 'a.xlsx') => {
  const file = await readTableFile(bytes, name)
  return file.ok ? 'read' : file.failure
}
const texts = (grid: Grid | undefined) =>
  grid?.rows.map((row) => [row.number, ...row.cells].map((cell) => (typeof cell === 'object' ? cell.text : cell)))

async function workbookOf(build: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  build(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('a workbook', () => {
  it('gives each cell with its kind, and rows by their own numbers', async () => {
    const [grid] = await gridsOf(
      await workbookOf((book) => {
        const sheet = book.addWorksheet('线索')
        sheet.getCell('A2').value = '姓名'
        sheet.getCell('C2').value = 1234.56
        sheet.getCell('D2').value = new Date(Date.UTC(2024, 4, 17))
        sheet.getCell('A5').value = { formula: 'A2&"x"', result: '姓名x' }
        sheet.getCell('B5').value = true
        sheet.getCell('C5').value = { error: '#N/A' }
        sheet.getCell('D5').value = { richText: [{ text: '张' }, { text: '某', font: { bold: true } }] }
        sheet.getCell('E5').value = 0.1 + 0.2
      }),
    )
    expect(grid?.rows.map((row) => row.number)).toEqual([2, 5])
    expect(grid?.rows[0]?.cells[0]).toEqual({ text: '姓名', kind: 'text' })
    expect(grid?.rows[0]?.cells[2]).toMatchObject({ text: '1234.56', kind: 'number', number: 1234.56 })
    expect(grid?.rows[0]?.cells[3]).toMatchObject({ text: '2024-05-17', kind: 'date' })
    expect(grid?.rows[1]?.cells).toMatchObject([
      { text: '=A2&"x"', kind: 'formula', cached: '姓名x' },
      { text: 'TRUE', kind: 'bool' },
      { text: '#N/A', kind: 'error' },
      { text: '张某', kind: 'text' },
      { text: '0.3', kind: 'number' },
    ])
  })

  it('tells hidden, filtered and struck rows, hidden sheets and columns, and merges', async () => {
    const grids = await gridsOf(
      await workbookOf((book) => {
        const sheet = book.addWorksheet('一')
        for (let row = 1; row <= 4; row++) sheet.getRow(row).values = ['甲', row]
        sheet.getRow(2).hidden = true
        sheet.getCell('A4').font = { strike: true }
        sheet.mergeCells('A6:C6')
        sheet.getCell('A6').value = '合并'
        sheet.getColumn(2).hidden = true
        book.addWorksheet('二', { state: 'hidden' }).getCell('A1').value = '乙'
      }),
    )
    expect(grids.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['一', false],
      ['二', true],
    ])
    expect(grids[0]?.rows.map((row) => row.hidden ?? false)).toEqual([false, true, false, false, false])
    expect(grids[0]?.rows[3]?.cells).toMatchObject([{ struck: true }, { text: '4' }])
    expect(grids[0]?.merges).toEqual([{ top: 6, left: 0, bottom: 6, right: 2 }])
    expect(grids[0]?.notes).toMatchObject([{ code: 'W-COL-05', detail: { columns: 'B' } }])
  })

  it('counts days from 1904 where the workbook does, and leaves the day that never was', async () => {
    const build = (book: ExcelJS.Workbook) => {
      const sheet = book.addWorksheet('一')
      sheet.getCell('A1').value = 60
      sheet.getCell('A2').value = 43951
      sheet.getCell('A3').value = 43951.5
      for (const cell of ['A1', 'A2', 'A3']) sheet.getCell(cell).numFmt = 'yyyy"年"m"月"d"日"'
    }
    expect(texts((await gridsOf(await workbookOf(build)))[0])).toEqual([
      [1, '1900-02-29'],
      [2, '2020-04-30'],
      [3, '2020-04-30 12:00:00'],
    ])
    const later = await workbookOf((book) => {
      book.properties.date1904 = true
      build(book)
    })
    expect(texts((await gridsOf(later))[0])?.[1]).toEqual([2, '2024-05-01'])
  })

  it('keeps all the digits that the file holds of a long number', async () => {
    const [grid] = await gridsOf(
      sheetFile('<row r="1"><c r="A1"><v>1.10101199003071E+17</v></c><c r="B1"><v>370899199001011</v></c></row>'),
    )
    expect(texts(grid)).toEqual([[1, '1.10101199003071E+17', '370899199001011']])
  })

  it('reads prefixed, inline, shared-formula and unnumbered cells, and unescapes once', async () => {
    const rows =
      '<x:row><x:c t="inlineStr"><x:is><x:t>甲 &amp;amp; 乙_x000A_丙</x:t><x:rPh><x:t>guide</x:t></x:rPh></x:is></x:c><x:c/><x:c t="str"><x:f t="shared" si="0" ref="C1:C2">1+1</x:f><x:v>2</x:v></x:c></x:row>' +
      '<x:row r="3"><x:c r="C3"><x:f t="shared" si="0"/><x:v>2</x:v></x:c></x:row>'
    expect(texts((await gridsOf(sheetFile(rows, 'x:')))[0])).toEqual([
      [1, '甲 &amp; 乙\n丙', undefined, '=1+1'],
      [3, undefined, undefined, '=1+1'],
    ])
  })

  it('passes over far blank cells in no time, and says so', async () => {
    const [grid] = await gridsOf(sheetFile('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    expect(grid?.rows).toHaveLength(1)
    expect(grid?.notes).toMatchObject([{ code: 'W-FAR-01' }])
  })

  it.each<[string, string, object]>([
    ['too many columns', row(1, 201), { code: 'E-IMP-01', detail: { row: 1, limit: 200 } }],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]>', { code: 'E-FILE-12' }],
    ['tags that do not close', '<row><c>', { code: 'E-FILE-12' }],
  ])('is refused for %s', async (_name, rows, failure) => expect(await failureOf(sheetFile(rows))).toMatchObject(failure))

  it('is refused for a link to another file, not for a hyperlink', async () => {
    const link = (type: string) => ({
      'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://x" TargetMode="External"/></Relationships>`,
    })
    expect(await failureOf(sheetFile('', '', link('image')))).toMatchObject({ code: 'E-FILE-08' })
    expect(await failureOf(sheetFile('', '', link('hyperlink')))).toBe('read')
  })

  it('stops at the row limit while reading', async () => {
    const many = Array.from({ length: 200_060 }, () => '<row><c><v>1</v></c></row>').join('')
    expect(await failureOf(sheetFile(many))).toMatchObject({ code: 'E-IMP-02' })
  })
})

const row = (number: number, columns: number) => `<row r="${number}">${'<c><v>1</v></c>'.repeat(columns)}</row>`

/** The smallest workbook around these rows. */
function sheetFile(rows: string, prefix = '', more: Record<string, string> = {}): Uint8Array {
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<${prefix}worksheet><${prefix}sheetData>${rows}</${prefix}sheetData></${prefix}worksheet>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

describe('separated values', () => {
  const read = async (text: string) => texts((await gridsOf(utf8(text), 'a.csv'))[0])

  it('numbers a record by the line on which it begins', async () => {
    expect(await read('a,b\r\n"1\r\n2",x\r\n\r\n3,"y""z"\r\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1\r\n2', 'x'],
      [5, '3', 'y"z'],
    ])
  })

  it.each([
    ['tabs', 'a\tb,c\n1\t2'],
    ['semicolons', 'a;b,c\n1;2'],
    ['a stated separator', 'sep=;\na;b,c\n1;2'],
  ])('knows %s', async (_name, text) =>
    expect((await read(text))?.map((row) => row.slice(1))).toEqual([
      ['a', 'b,c'],
      ['1', '2'],
    ]),
  )

  it('does not let a stray quote swallow the rows after it', async () => {
    const [grid] = await gridsOf(utf8('a,b\n"1,2\n3,"4"\n5,6 "7"\n'), 'a.csv')
    expect(texts(grid)).toEqual([
      [1, 'a', 'b'],
      [2, '"1', '2'],
      [3, '3', '4'],
      [4, '5', '6 "7"'],
    ])
    expect(grid?.rows.map((row) => row.quoteBroken ?? false)).toEqual([false, true, false, false])
  })

  it.each<[string, string, object]>([
    ['a million columns', `${'c,'.repeat(1_000_000)}c\n1\n`, { code: 'E-IMP-01', detail: { row: 1 } }],
    ['one line of five megabytes', 'x'.repeat(5_000_000), { code: 'E-IMP-03', detail: { row: 1 } }],
    ['too many rows', 'a,b\n'.repeat(200_100), { code: 'E-IMP-02' }],
  ])('is refused for %s', async (_name, text, failure) => expect(await failureOf(utf8(text), 'a.csv')).toMatchObject(failure))
})

describe('an HTML table saved as .xls', () => {
  it('is read by the rows of the table, spans and entities included', async () => {
    const page =
      '<html><head><style>td{}</style></head><body><p>外<table border=1><tr><th colspan="2">机构</th><th rowspan=2>金额</th></tr>' +
      '<tr><td>编码<td>名称</tr><tr style="display:none"><td>H&nbsp;1</td><td><s>甲<br>乙</s></td><td>&#65;&lt;1</td></tr></table><script>"</td>"</script></body></html>'
    const [grid] = await gridsOf(utf8(page), 'a.xls')
    expect(texts(grid)).toEqual([
      [1, '机构', undefined, '金额'],
      [2, '编码', '名称'],
      [3, 'H 1', '甲\n乙', 'A<1'],
    ])
    expect(grid?.rows[2]).toMatchObject({ hidden: true, cells: [{}, { struck: true }, {}] })
    expect(grid?.merges).toEqual([
      { top: 1, left: 0, bottom: 1, right: 1 },
      { top: 1, left: 2, bottom: 2, right: 2 },
    ])
  })

  it('takes one pass over hostile markup', async () => {
    const started = performance.now()
    await failureOf(utf8(`<table>${'<script>'.repeat(200_000)}${'<td a="'.repeat(20_000)}`), 'a.xls')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
