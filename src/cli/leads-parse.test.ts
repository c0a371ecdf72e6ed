import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { leadErrorWorkbook } from '#documents/lead-error-workbook'
import type { LeadList } from '#domain/lead/list/lead-list'
import { readingText } from '#messages/zh/reading'
import { readingCodes } from '#platform/reading/reading'
import { readTableFile } from '#platform/reading/table-file'
import { badFiles } from '../../tests/fixtures/bad-files'
import { provinceLeadList } from '../../tests/fixtures/lead-lists/generate'
import { run as checklistParse } from './checklist-parse'
import { BadInput } from './command'
import { run as leadsParse } from './leads-parse'

// Whole files are built and read here; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lists-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
const parse = async (name: string, bytes: Uint8Array | string, ...more: string[]) =>
  (await leadsParse([await fileOf(name, bytes), ...more])) as LeadList

const institutions = [
  { code: 'H37081100001', name: '清河镇卫生院', region: '任城区' },
  { code: 'H37082700002', name: '鱼湖县第二医院', region: '鱼湖县' },
]

describe('the list of the province', () => {
  it('is read row by row as it was made: accepted, refused with their codes, duplicates, total', async () => {
    const made = await provinceLeadList({ seed: 'list', rows: 2_000, institutions })
    const list = await parse('province.xlsx', made.bytes)

    expect(list.headerRow).toBe(4)
    expect(list.accepted).toHaveLength(made.accepted)
    expect(list.refused.map(({ row, code }) => ({ row, code }))).toEqual(made.refused)
    expect(list.duplicates.map(({ row, of }) => ({ row, of }))).toEqual(made.duplicates)
    expect(list.controlTotals).toMatchObject([{ stated: made.totalFen.toString(), computed: made.totalFen.toString(), holds: true }])
    expect(list.corrected.length).toBeGreaterThan(100)
  })

  it('goes back with its bad rows alone, in the same layout, and does not pass until they are mended', async () => {
    const made = await provinceLeadList({ seed: 'back', rows: 300, institutions })
    const list = await parse('back.xlsx', made.bytes)
    const file = await readTableFile(made.bytes, 'back.xlsx')
    if (!file.ok) throw new Error(file.failure.code)
    const bytes = await leadErrorWorkbook({ tables: file.value.grids, refused: list.refused })

    const errors = await parse('errors.xlsx', bytes)
    expect(errors.headerRow).toBe(4)
    expect(errors.mapping).toEqual(list.mapping)
    expect(errors.accepted).toEqual([])
    expect(new Set(errors.refused.map(({ row }) => row)).size).toBe(made.refused.length)
    const returned = await readTableFile(bytes, 'errors.xlsx')
    const rows = returned.ok ? (returned.value.grids[0]?.rows.slice(4) ?? []) : []
    expect(rows.map(({ cells }) => Number(cells.at(-1)?.text))).toEqual(made.refused.map(({ row }) => row))
    expect(rows.every(({ cells }) => cells.at(-2)?.text.startsWith(`第${cells.at(-1)?.text}行“`))).toBe(true)
    expect(rows.some(({ cells }) => cells.some((cell) => cell?.kind === 'formula'))).toBe(false)
  })

  it('is the same for the same seed', async () => {
    const one = await provinceLeadList({ seed: 'x', rows: 50, institutions })
    const other = await provinceLeadList({ seed: 'x', rows: 50, institutions })
    expect({ ...one, bytes: null }).toEqual({ ...other, bytes: null })
  })
})

describe('a file that is no list', () => {
  it.each(badFiles)('$id $what: one sentence, $code', async ({ name, bytes, code }) => {
    const path = await fileOf(name, await bytes())
    const refused = await leadsParse([path]).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(BadInput)
    expect(String(refused)).toContain('。')
    expect(sentenceStarts(code).some((start) => String(refused).includes(start))).toBe(true)
    await expect(checklistParse([path])).rejects.toBeInstanceOf(BadInput)
  })

  it('has a sentence for every reason', () => {
    for (const code of readingCodes) expect(readingText({ code, detail: {} })).toMatch(/。$/)
  })
})

/** The part of a code's sentence that no detail changes. */
function sentenceStarts(code: string): string[] {
  const starts: Record<string, string[]> = {
    'E-FILE-01': ['不是可以读取的类型'],
    'E-FILE-02': ['文件为空'],
    'E-FILE-03': ['不完整或已损坏'],
    'E-FILE-04': ['解压后超过上限'],
    'E-FILE-05': ['条目过多', '还有压缩包'],
    'E-FILE-06': ['非法路径'],
    'E-FILE-07': ['恶意代码'],
    'E-FILE-08': ['为安全起见不予读取'],
    'E-FILE-09': ['打开密码'],
    'E-FILE-10': ['另存为'],
    'E-FILE-12': ['内部结构不正确'],
    'E-IMP-01': ['列数超过上限'],
    'E-IMP-02': ['超过单次'],
    'E-IMP-03': ['过长'],
    'E-IMP-04': ['合并单元格'],
    'E-IMP-05': ['是否指“违规行力”'],
    'E-IMP-08': ['没有找到表头', '缺少'],
  }
  return starts[code] ?? []
}

describe('the mapping by hand', () => {
  const csv = '单位,"怎么了,到底",钱\n甲,乙,5\n'

  it('takes headings with commas, letters and the word extra', async () => {
    const list = await parse('a.csv', csv, '--map', '怎么了,到底=behaviour,C=amount,单位=institutionName')
    expect(list.accepted).toMatchObject([{ institutionName: '甲', behaviour: '乙', amountFen: '500', sourceRow: 2 }])
  })

  it.each([
    ['钱=price', '没有名为“price”的字段'],
    ['价格=amountFen', '没有“价格”这一列'],
  ])('%s is refused', async (map, sentence) => {
    await expect(parse('a.csv', csv, '--map', `怎么了,到底=behaviour,${map}`)).rejects.toThrow(sentence)
  })
})

describe('encodings', () => {
  const csv = '机构名称,姓名,违规行为\n甲,𠮷田,乙\n'

  it.each<[string, Uint8Array]>([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv}`)],
    ['UTF-16LE', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16()],
  ])('%s', async (_name, bytes) =>
    expect((await parse('a.csv', bytes)).accepted).toMatchObject([{ institutionName: '甲', personName: '𠮷田' }]),
  )

  it('a damaged row is sent back by its line, the others stay', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => Buffer.from(index === 0 ? '机构名称,姓名,违规行为\n' : `甲,张某${index},乙\n`))
    lines[36] = Buffer.concat([Buffer.from('甲,'), Buffer.from([0xe5, 0xbc]), Buffer.from(',乙\n')])
    const list = await parse('a.csv', Buffer.concat(lines))
    expect(list.refused).toMatchObject([
      { row: 37, column: '姓名', code: 'E-ENC-01', reason: expect.stringContaining('第37行“姓名”编码损坏') },
    ])
    expect(list.accepted).toHaveLength(38)
  })
})
