import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkIdentityNumber } from '#domain/person/identity-number'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { BadInput } from './command'
import { run } from './demo-settlement'
import { type TableName, tableColumns } from './settlement/columns'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
vi.spyOn(process.stderr, 'write').mockReturnValue(true)

const tables = Object.keys(tableColumns) as TableName[]
let home = ''
let db: DuckDb

const generate = (name: string, ...more: string[]) => run(['--rows', '60000', '--seed', '11', '--out', join(home, name), ...more])

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'demo-settlement-'))
  await generate('first')
  db = await DuckDb.open({ memory: '1GB', temporary: join(home, 'spill') })
  for (const table of tables) await db.run(`CREATE VIEW ${table} AS FROM ${sqlText(join(home, 'first', `${table}*.parquet`))}`)
  await db.run(`CREATE TABLE truth AS FROM read_csv(${sqlText(join(home, 'first', 'truth.csv'))}, all_varchar = true)`)
})
afterAll(async () => {
  await db.close()
  await rm(home, { recursive: true, force: true })
})

/** How many rows a query has; what should not be is counted and must be none. */
async function count(from: string): Promise<number> {
  const [row] = await db.rows(`SELECT count(*)::INTEGER AS n FROM (${from})`)
  return Number(row?.n)
}

describe('a folder of demonstration settlements', () => {
  it('has as many fee lines as were asked for, give or take one in a hundred', async () => {
    expect(Math.abs((await count('SELECT 1 FROM fee')) - 60_000)).toBeLessThanOrEqual(600)
  })

  it('has the tables and columns of the contract, as CSV too, and the same ones again for the same seed', async () => {
    for (const table of tables) {
      const columns = await db.rows(`DESCRIBE ${table}`)
      expect([table, columns.map(({ column_name }) => column_name).join(', ')]).toEqual([table, tableColumns[table]])
    }
    await generate('again', '--format', 'csv')
    expect(await readFile(join(home, 'again', 'truth.csv'), 'utf8')).toBe(await readFile(join(home, 'first', 'truth.csv'), 'utf8'))
    for (const table of tables) {
      const again = `read_csv(${sqlText(join(home, 'again', `${table}*.csv`))}, all_varchar = true, sample_size = -1)`
      expect([table, await count(`FROM ${again}`)]).toEqual([table, await count(`FROM ${table}`)])
    }
    const firstLines = (await readFile(join(home, 'again', 'setl.csv'), 'utf8')).split('\n', 2)
    expect(firstLines[0]).toBe(tableColumns.setl.replaceAll(', ', ','))
    expect(firstLines[1]).toMatch(/,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/)
  })

  it('is whole: each line has its visit, settlement and person, and each settlement is the sum of its lines', async () => {
    expect(await count('SELECT 1 FROM fee ANTI JOIN mdtrt USING (mdtrt_id)')).toBe(0)
    expect(await count('SELECT 1 FROM fee ANTI JOIN setl USING (setl_id, mdtrt_id, psn_no)')).toBe(0)
    expect(await count('SELECT 1 FROM setl ANTI JOIN fee USING (setl_id)')).toBe(0)
    expect(await count('SELECT 1 FROM setl ANTI JOIN mdtrt USING (mdtrt_id, psn_no)')).toBe(0)
    expect(await count('SELECT 1 FROM mdtrt ANTI JOIN person USING (psn_no)')).toBe(0)
    expect(await count('SELECT 1 FROM mdtrt ANTI JOIN institution USING (fixmedins_code)')).toBe(0)
    for (const table of ['dise', 'oprn']) expect(await count(`SELECT 1 FROM ${table} ANTI JOIN mdtrt USING (mdtrt_id)`)).toBe(0)
    expect(await count(`SELECT 1 FROM trac WHERE mdtrt_setl_type = '1' AND feedetl_sn NOT IN (SELECT feedetl_sn FROM fee)`)).toBe(0)
    const wrong = `SELECT setl_id FROM fee JOIN setl USING (setl_id) GROUP BY setl_id
      HAVING sum(det_item_fee_sumamt) <> any_value(medfee_sumamt) OR sum(fee.inscp_scp_amt) <> any_value(setl.inscp_scp_amt)`
    expect(await count(wrong)).toBe(0)
    expect(await count('SELECT 1 FROM setl WHERE medfee_sumamt <> fund_pay_sumamt + acct_pay + psn_cash_pay')).toBe(0)
    expect(await count('SELECT 1 FROM setl WHERE fund_pay_sumamt <> hifp_pay + hifmi_pay + maf_pay')).toBe(0)
    expect(await count('SELECT feedetl_sn, sign(cnt) FROM fee GROUP BY ALL HAVING count(*) > 1')).toBe(0)
  })

  it('takes back what it takes back by negative rows of the same line, visit and pack', async () => {
    expect(await count(`SELECT 1 FROM setl WHERE refd_setl_flag = '1'`)).toBeGreaterThan(5)
    expect(await count('SELECT feedetl_sn FROM fee GROUP BY ALL HAVING min(cnt) < 0 AND sum(det_item_fee_sumamt) <> 0')).toBe(0)
    const halves = `SELECT mdtrt_id FROM setl GROUP BY ALL HAVING count(*) > 1 AND (sum(medfee_sumamt) <> 0 OR count(*) <> 2)`
    expect(await count(halves)).toBe(0)
    expect(await count('SELECT 1 FROM trac WHERE sel_retn_cnt < 0')).toBeGreaterThan(0)
  })

  it('knows invented people only, each with a right identity number', async () => {
    const people = await db.rows('SELECT certno, psn_no, gend, brdy::VARCHAR AS born FROM person')
    for (const { certno, born, gend } of people) {
      expect(String(certno)).toMatch(/^370899/)
      expect(checkIdentityNumber(String(certno), '2026-11-01')).toEqual({ ok: true, birthOn: born, countyKnown: false })
      expect(Number(String(certno)[16]) % 2).toBe(gend === '1' ? 1 : 0)
    }
    expect(await count('SELECT certno FROM person GROUP BY ALL HAVING count(*) = 2')).toBeGreaterThan(0)
    expect(await count('SELECT certno FROM person GROUP BY ALL HAVING count(DISTINCT (gend, brdy, psn_name)) > 1')).toBe(0)
  })

  it('plants cases of which each subject is in the data, and none twice under a model', async () => {
    const held: Readonly<Record<string, string>> = {
      person: 'SELECT psn_no FROM setl',
      institution: 'SELECT fixmedins_code FROM institution',
      stay: 'SELECT mdtrt_id FROM mdtrt',
      settlement: 'SELECT setl_id FROM setl',
      trace_code: 'SELECT drug_trac_codg FROM trac',
      staff: 'SELECT orders_dr_code FROM fee',
    }
    for (const [subject, ids] of Object.entries(held))
      expect([subject, await count(`SELECT 1 FROM truth WHERE subject_type = '${subject}' AND subject_id NOT IN (${ids})`)]).toEqual([
        subject,
        0,
      ])
    expect(await count(`SELECT 1 FROM truth WHERE NOT list_contains(${`['${Object.keys(held).join("','")}']`}, subject_type)`)).toBe(0)
    expect(await count('SELECT model_id, subject_id, period FROM truth GROUP BY ALL HAVING count(*) > 1')).toBe(0)
    expect(await count('SELECT DISTINCT model_id FROM truth')).toBe(plantedModels)
  })
})

describe('planted cases and nobody else', () => {
  /** The subjects that a plain reading of the contract finds, as against those that the truth names. */
  const same = async (model: string, found: string) => {
    const planted = `SELECT subject_id FROM truth WHERE model_id = '${model}'`
    expect([model, await count(`(${found}) EXCEPT (${planted})`), await count(`(${planted}) EXCEPT (${found})`)]).toEqual([model, 0, 0])
  }
  const kept = `(SELECT feedetl_sn, any_value(COLUMNS(* EXCLUDE (feedetl_sn, cnt, setl_id))), sum(cnt) AS cnt, min(setl_id) AS setl_id FROM fee
    WHERE fixmedins_code NOT IN (SELECT fixmedins_code FROM institution WHERE contains(fixmedins_name, '\u6d4b\u8bd5')) GROUP BY feedetl_sn HAVING sum(cnt) > 0)`

  it('are charged after death', () =>
    same('M24', `SELECT DISTINCT psn_no FROM ${kept} JOIN person USING (psn_no) WHERE fee_ocur_time > death_dt + INTERVAL 1 DAY`))

  it('are charged what the other sex needs', () =>
    same(
      'M09',
      `SELECT DISTINCT setl_id FROM ${kept} JOIN person USING (psn_no) JOIN item_rule r USING (med_list_codg)
       WHERE r.rule_type = 'sex' AND r.sex_limit <> CASE gend WHEN '1' THEN 'M' ELSE 'F' END`,
    ))

  it('are packs sold twice', () =>
    same(
      'M07',
      `SELECT trim(drug_trac_codg) FROM trac WHERE mdtrt_setl_type = '1' AND trdn_flag = '0' AND length(trim(drug_trac_codg)) = 20
       AND NOT regexp_full_match(trim(drug_trac_codg), '0+') GROUP BY ALL HAVING sum(sel_retn_cnt) > 1`,
    ))
})

/** Models of the catalogue whose cases the contract's columns can show. */
const plantedModels = 30

describe('what is refused', () => {
  it.each([
    ['too few rows', ['--rows', '49999', '--seed', '1', '--out', 'x'], '50000'],
    ['absurd rows', ['--rows', '1e9', '--seed', '1', '--out', 'x'], '1e9'],
    ['no rows', ['--seed', '1', '--out', 'x'], '--rows'],
    ['a seed that is no number', ['--rows', '60000', '--seed', 'a', '--out', 'x'], '--seed'],
    ['another format', ['--rows', '60000', '--seed', '1', '--out', 'x', '--format', 'orc'], 'orc'],
  ])('%s', async (_, args, word) => {
    await expect(run(args)).rejects.toThrow(BadInput)
    await expect(run(args)).rejects.toThrow(word)
  })

  it('a folder with something in it, and nothing is left beside it', async () => {
    await mkdir(join(home, 'full'))
    await writeFile(join(home, 'full', 'mine.txt'), 'mine')
    await expect(generate('full')).rejects.toThrow(BadInput)
    await writeFile(join(home, 'file'), '')
    await expect(generate('file')).rejects.toThrow(BadInput)
    await expect(generate('file/below')).rejects.toThrow(BadInput)
    expect(await readdir(join(home, 'full'))).toEqual(['mine.txt'])
    expect((await readdir(home)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('a run that is ended halfway, without a trace of it', async () => {
    const place = await mkdtemp(join(home, 'ended-'))
    const child = spawn(process.execPath, [
      'src/setup/qingyuan.mjs',
      'demo',
      'settlement',
      '--rows',
      '3000000',
      '--seed',
      '1',
      '--out',
      join(place, 'x'),
    ])
    const ended = once(child, 'exit')
    await vi.waitUntil(async () => (await readdir(place)).length > 0, { timeout: 20_000, interval: 50 })
    child.kill('SIGTERM')
    await ended
    expect(await readdir(place)).toEqual([])
    expect((await readdir(tmpdir())).filter((name) => name === `qingyuan-demo-${child.pid}`)).toEqual([])
  })
})
