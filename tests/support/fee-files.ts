import { strToU8, zipSync } from 'fflate'

const items = [
  '血常规',
  '静脉输液',
  '氯化钠注射液',
  '床位费',
  'Ⅱ级护理',
  '胸部CT平扫',
  '糖化血红蛋白测定',
  '血液透析',
  '推拿治疗',
  '心电监测',
]

/** So many invented charges of five thousand visits, a heading before them; about one in a hundred is worth a look. */
export function manyCharges(count: number): string[][] {
  const heads = ['mdtrt_id', 'psn_no', 'gend', 'fee_ocur_time', 'medins_list_name', 'cnt', 'pric', 'det_item_fee_sumamt', 'feedetl_sn']
  const rows = Array.from({ length: count }, (_, at) => {
    const visit = at % 5_000
    const day = Math.floor(at / 5_000) % 28
    const name = at % 100 === 0 ? '前列腺彩超' : (items[(visit + day * 3) % items.length] ?? '')
    const time = `2026-03-${String(day + 1).padStart(2, '0')} ${String(8 + (at % 10)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:07`
    return [`Z${visit}`, `R${visit}`, visit % 2 ? '1' : '2', time, name, '1', '18.5', '18.50', `F${at}`]
  })
  return [heads, ...rows]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The same as a workbook of one sheet, written as plainly as the format allows. */
export function feeWorkbook(rows: readonly (readonly string[])[]): Uint8Array {
  const cell = (text: string) =>
    /^\d+(\.\d+)?$/.test(text) ? `<c><v>${text}</v></c>` : `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
  const sheet = rows.map((cells, at) => `<row r="${at + 1}">${cells.map(cell).join('')}</row>`).join('')
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
        '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="费用明细" sheetId="1" r:id="r1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
    { level: 6 },
  )
}
