import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { populationModels } from '#screening/population/catalogue'
import type { ExampleRows } from '#screening/population/model'
import { csvOf, settlementFolder, together } from '../../tests/support/settlement-folder'
import { BadInput } from './command'
import { run } from './screen-run'

vi.setConfig({ testTimeout: 60_000 })
vi.spyOn(process.stderr, 'write').mockReturnValue(true)

type Summary = {
  models: { id: string; version: string; hits: number; seconds: number }[]
  skipped: { id: string; reason: string; missing: string[] }[]
  limited: { id: string; reason: string; missing: string[] }[]
  rowsRead: Record<string, number>
  quality: { code: string; table?: string; column?: string; file?: string; count?: number; message: string }[]
}

const made: string[] = []
const folderOf = (tables: ExampleRows, named?: (table: string) => string) => settlementFolder(tables, named)
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

/** What the command writes for a folder: both files, read back. */
async function screened(folder: string, ...more: string[]) {
  const out = await mkdtemp(join(tmpdir(), 'screened-'))
  made.push(out)
  await run([folder, '--out', out, '--memory', '500MB', ...more])
  const summary: Summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'))
  return { csv: await readFile(join(out, 'hits.csv'), 'utf8'), summary }
}

const exampleOf = (...ids: string[]) => together(populationModels.filter(({ id }) => ids.includes(id)).map(({ example }) => example.rows))
const found = (summary: Summary, code: string) => summary.quality.filter((finding) => finding.code === code)

describe('screen run', () => {
  it('writes the files of the contract', async () => {
    const { csv, summary } = await screened(await folderOf(exampleOf('M04')), '--models', 'M04,M11')
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'model_id,model_version,grade,subject_type,subject_id,institution,period,involved_fen,irregular_fen,fund_loss_fen,evidence',
      'M04,1.0.0,high,person,04P1,04H2,,20000,20000,12000,"{""setl"":[""04S1""],""mdtrt"":[""04A1""]}"',
    ])
    expect(summary).toMatchObject({
      models: [{ id: 'M04', version: '1.0.0', hits: 2 }],
      skipped: [{ id: 'M11', missing: [] }],
      rowsRead: { setl: 8, mdtrt: 3 },
      engine: 'duckdb',
      memoryLimit: '500MB',
    })
    expect(Object.keys(summary)).toEqual(expect.arrayContaining(['quality', 'seconds', 'peakMemoryMB', 'engineVersion']))
  })

  it('says of a model that runs without a column what its result lacks', async () => {
    const { fee = [], ...others } = exampleOf('M08', 'M12')
    const withoutSettlement = fee.map(({ setl_id: _, ...row }) => row)
    const { summary } = await screened(await folderOf({ ...others, fee: withoutSettlement }), '--models', 'M08,M12')
    expect(summary.models.map(({ id }) => id)).toEqual(['M08', 'M12'])
    expect(summary.limited).toMatchObject([
      { id: 'M08', missing: ['fee.setl_id'], reason: expect.stringContaining('住院期间用的药没有排除') },
      { id: 'M12', missing: ['fee.setl_id'], reason: expect.stringContaining('长期处方') },
    ])
    expect((await screened(await folderOf(exampleOf('M08', 'M12')), '--models', 'M08,M12')).summary.limited).toEqual([])
  })

  it('leaves nothing of its work behind', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('qingyuan-screening-'))
    await screened(await folderOf(exampleOf('M24')), '--models', 'M24')
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('qingyuan-screening-'))).toEqual(before)
  })

  it.each([
    ['a folder that is not there', ['/nowhere/at/all', '--out', join(tmpdir(), 'screened-nothing')], /找不到数据目录/],
    ['no place for the result', [tmpdir()], /--out/],
    ['an unknown model', [tmpdir(), '--out', join(tmpdir(), 'screened-nothing'), '--models', 'M99'], /没有模型 M99/],
    ['an unknown engine', [tmpdir(), '--out', join(tmpdir(), 'screened-nothing'), '--engine', 'oracle'], /不认识计算引擎/],
    ['a server without address', [tmpdir(), '--out', join(tmpdir(), 'screened-nothing'), '--engine', 'postgres'], /--url/],
    ['a memory that is none', [tmpdir(), '--out', join(tmpdir(), 'screened-nothing'), '--memory', 'much'], /内存限额/],
  ])('refuses %s in one sentence', async (_what, args, sentence) => {
    await expect(run(args)).rejects.toThrow(BadInput)
    await expect(run(args)).rejects.toThrow(sentence)
    await expect(run(args)).rejects.not.toThrow(/\n/)
  })

  it('refuses a folder without tables, and one whose tables are empty', async () => {
    const folder = await folderOf({})
    await expect(screened(folder)).rejects.toThrow(/没有结算数据文件/)
    await writeFile(join(folder, 'setl.csv'), '')
    await expect(screened(folder)).rejects.toThrow(/都无法读取/)
  })

  it('says that a server cannot be reached', async () => {
    await expect(
      screened(await folderOf(exampleOf('M04')), '--engine', 'postgres', '--url', 'postgresql://127.0.0.1:9/none'),
    ).rejects.toThrow(/连接不上 postgres/)
  })
})

describe('a folder that is not as agreed', () => {
  it('is read whole when its marks and quotes are those of other systems', async () => {
    const folder = await folderOf({})
    for (const [table, rows] of Object.entries(exampleOf('M09'))) {
      const wordy = rows.map((row) => ({ ...row, beizhu: '第一行\n第二行,"引号"', ' ': 'x' }))
      await writeFile(join(folder, `${table.toUpperCase()}-001.csv`), `\uFEFF${csvOf(wordy).replaceAll('\n', '\r\n')}`)
    }
    expect((await screened(folder, '--models', 'M09')).summary.models).toMatchObject([{ id: 'M09', hits: 1 }])
  })

  it('names the columns that a model lacks, there or empty, and runs the others', async () => {
    const { fee = [], person = [], ...others } = exampleOf('M24', 'M09')
    const { summary } = await screened(
      await folderOf({ ...others, fee, person: person.map((row) => ({ ...row, death_dt: '' })) }),
      '--models',
      'M09,M24',
    )
    expect(summary.models).toMatchObject([{ id: 'M09', hits: 1 }])
    expect(summary.skipped).toMatchObject([{ id: 'M24', missing: ['person.death_dt'] }])
  })

  it('counts a month that was delivered twice once, and says so', async () => {
    const rows = exampleOf('M24')
    const folder = await folderOf(rows, (table) => `${table}-001.csv`)
    await writeFile(join(folder, 'fee-002.csv'), csvOf(rows.fee ?? []))
    const { csv, summary } = await screened(folder, '--models', 'M24')
    expect(csv).toContain('24P1,24H1,,10000,10000,5000')
    expect(found(summary, 'exactDuplicate')).toMatchObject([{ table: 'fee', count: 4 }])
  })

  it('nets lines that were taken back in whole or in part, and says which have no original', async () => {
    const { fee = [], ...others } = exampleOf('M24')
    const line = fee[0] ?? {}
    const back = (sn: string, cnt: string, amount: string, inscp: string) => ({
      ...line,
      feedetl_sn: sn,
      cnt,
      det_item_fee_sumamt: amount,
      inscp_scp_amt: inscp,
    })
    const half = { ...line, feedetl_sn: 'N1', cnt: '2', det_item_fee_sumamt: '200.00', inscp_scp_amt: '160.00' }
    const { csv, summary } = await screened(
      await folderOf({
        ...others,
        fee: [
          half,
          back('N1', '-1', '-100.00', '-80.00'),
          line,
          back('24F1', '-1', '-100.00', '-80.00'),
          back('N9', '-1', '-7.00', '-7.00'),
        ],
      }),
      '--models',
      'M24',
    )
    expect(csv).toContain('24P1,24H1,,10000,10000,5000,"{""fee"":[""N1""]')
    expect(found(summary, 'refundNetted')).toMatchObject([{ table: 'fee', count: 2 }])
    expect(found(summary, 'negativeWithoutOriginal')).toMatchObject([{ table: 'fee', count: 1 }])
  })

  it('looks past test institutions, and at one person with two numbers as one', async () => {
    const { setl = [], mdtrt = [] } = exampleOf('M04')
    const institution = [{ fixmedins_code: '04H2', fixmedins_name: '市医保测试医院', fixmedins_type: '1' }]
    const known = (psn_no: string) => ({ psn_no, certno: '370899197001010011' })
    const person = [known('04P2'), known('04P9')]
    const elsewhere = setl.map((row) => (row.psn_no === '04P2' ? { ...row, psn_no: '04P9' } : row))
    const { csv, summary } = await screened(await folderOf({ setl: elsewhere, mdtrt, institution, person }), '--models', 'M04')
    expect(
      csv
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',')[4]),
    ).toEqual(['04P2'])
    expect(found(summary, 'testInstitution')).toMatchObject([{ count: 1 }])
    expect(found(summary, 'personMerged')).toMatchObject([{ count: 1 }])
  })

  it('takes nothing from what cannot be a number or a day, and counts it', async () => {
    const { fee = [], ...others } = exampleOf('M24')
    const odd = { ...fee[0], fee_ocur_time: '1900-01-01 00:00:00' }
    const huge = { ...fee[0], feedetl_sn: 'H1', det_item_fee_sumamt: '1000000000000.00', cnt: '一' }
    const { csv, summary } = await screened(await folderOf({ ...others, fee: [...fee.slice(1), odd, huge] }), '--models', 'M24')
    expect(csv).toContain('24P1,24H1,,0,0,0')
    expect(found(summary, 'valueUnusable').map(({ column, count }) => [column, count])).toEqual(
      expect.arrayContaining([
        ['fee_ocur_time', 1],
        ['det_item_fee_sumamt', 1],
        ['cnt', 1],
      ]),
    )
  })

  it('leaves out a Parquet file that breaks off or is damaged within, and rows of another length, by name', async () => {
    const rows = exampleOf('M24')
    const folder = await folderOf(rows)
    const db = await DuckDb.open({ memory: '200MB', temporary: tmpdir() })
    await db.run(
      `COPY (SELECT * FROM read_csv(${sqlText(join(folder, 'fee.csv'))}, all_varchar = true)) TO ${sqlText(join(folder, 'fee_2.parquet'))}`,
    )
    await db.close()
    const whole = await readFile(join(folder, 'fee_2.parquet'))
    await writeFile(join(folder, 'fee_3.parquet'), Buffer.concat([whole.subarray(0, 8), Buffer.alloc(120, 255), whole.subarray(128)]))
    await truncate(join(folder, 'fee_2.parquet'), 200)
    await writeFile(join(folder, 'person-2.csv'), 'psn_no,gend\n24P7,1\n24P8,1,2,3\n')
    const { summary } = await screened(folder, '--models', 'M24')
    expect(summary.models).toMatchObject([{ id: 'M24', hits: 1 }])
    expect(found(summary, 'fileUnreadable')).toMatchObject([{ file: 'fee_2.parquet' }, { file: 'fee_3.parquet' }])
    expect(found(summary, 'rowsRejected')).toMatchObject([{ file: 'person-2.csv', count: 1 }])
  })
})
