import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { signedIn } from '../../fixtures/signed-in'
import { asOwner } from '../../support/as-owner'

const folder = mkdtempSync(join(tmpdir(), 'qingyuan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const qingyuan = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/setup/qingyuan.mjs', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: process.env.TEST_OWNER_URL },
  })
  return { status, stdout, stderr }
}

const list = (name: string, ...lines: string[]) => {
  const file = join(folder, name)
  writeFileSync(file, ['行政区划代码,行政区划名称,上级代码,级别,单位全称,单位简称,部门,性质', ...lines].join('\n'))
  return file
}

const admin = (login: string, ...more: string[]) =>
  qingyuan('admin', 'create', '--login', login, '--name', '李清', '--role', 'securityAdmin', '--agency', '济宁市医疗保障局', ...more)

it('makes the first administrator of each kind, and another only for a reason that the trail keeps', async () => {
  const made = admin('first-admin')
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(made.stdout).toMatch(/^[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}\n$/)
  const session = await signedIn({ login: 'first-admin' }, new Date(), made.stdout.trim())
  expect(session).toMatchObject({ due: 'password', actor: { roles: ['securityAdmin'], regionLo: null } })

  const again = admin('second-admin')
  expect(again).toMatchObject({ status: 2, stdout: '' })
  expect(again.stderr).toContain('--even-so')
  expect(admin('second-admin', '--even-so', '无')).toMatchObject({ status: 2 })
  expect(admin('second-admin', '--even-so', '原管理员离职，无法登录')).toMatchObject({ status: 0 })
  const trail = await asOwner<{ reason: string[] }>(
    `SELECT change -> 'reason' AS reason FROM audit_entry WHERE action = 'identity.createAdministrator' ORDER BY at`,
  )
  expect(trail.map(({ reason }) => reason[1])).toEqual(['', '原管理员离职，无法登录'])

  for (const [words, said] of [
    [['--login', 'first-admin', '--name', '王', '--role', 'auditAdmin', '--agency', '济宁市医疗保障局'], 'first-admin'],
    [['--login', 'x1', '--name', '王', '--role', 'auditAdmin', '--agency', '没有这个局'], '没有这个局'],
    [['--login', 'x1', '--name', '王', '--role', 'handler', '--agency', '济宁市医疗保障局'], '--role'],
    [['--login', 'two words', '--name', '王', '--role', 'auditAdmin', '--agency', '济宁市医疗保障局'], 'two words'],
  ] as const) {
    const refused = qingyuan('admin', 'create', ...words)
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(refused.stderr).toContain(said)
  }
}, 120_000)

it('brings a bureau’s own regions and agencies in, all or none, and changes nothing that is there', async () => {
  const good = list(
    'units.csv',
    '410000,河南省,,,河南省医疗保障局,省医保局,医保,',
    '410100,郑州市,,,郑州市医疗保障局,市医保局,医保,',
    '410100,郑州市,,,郑州市公安局,市公安局,PS,',
    '410102,中原区,,,中原区医疗保障局,,医保,',
    '410100,郑州市,,,郑州市医疗保险中心,,医保,经办',
    '410191,郑东新区,410100,单元,,,,',
  )
  expect(JSON.parse(qingyuan('agencies', 'import', good, '--check').stdout)).toEqual({ regions: 4, agencies: 5 })
  expect(await asOwner(`SELECT FROM region WHERE code LIKE '41%'`)).toEqual([])
  expect(JSON.parse(qingyuan('agencies', 'import', good).stdout)).toEqual({ regions: 4, agencies: 5, unchanged: 0 })
  expect(
    await asOwner(`SELECT code, parent_code, range_lo, range_hi, level, official FROM region WHERE code LIKE '41%' ORDER BY code`),
  ).toEqual([
    { code: '410000', parent_code: null, range_lo: 410000, range_hi: 419999, level: 'province', official: true },
    { code: '410100', parent_code: '410000', range_lo: 410100, range_hi: 410199, level: 'city', official: true },
    { code: '410102', parent_code: '410100', range_lo: 410102, range_hi: 410102, level: 'county', official: true },
    { code: '410191', parent_code: '410100', range_lo: 410191, range_hi: 410191, level: 'unit', official: false },
  ])
  expect(JSON.parse(qingyuan('agencies', 'import', good).stdout)).toEqual({ regions: 0, agencies: 0, unchanged: 9 })

  const wrong = list(
    'wrong.csv',
    '4101,郑州市,,,郑州市财政局,,财政,',
    '410103,二七区,,,二七区财政局,,钱袋子,',
    '410104,管城区,,乡,,,,',
    '410105,,,,,,,',
  )
  const faults = qingyuan('agencies', 'import', wrong)
  expect(faults).toMatchObject({ status: 2, stdout: '' })
  for (const said of ['第 2 行', '“4101”', '第 3 行', '钱袋子', '第 4 行', '“乡”', '第 5 行']) expect(faults.stderr).toContain(said)

  const contrary = list(
    'contrary.csv',
    '410106,上街区,,,上街区医疗保障局,,医保,',
    '410100,郑县,,,郑州市公安局,,医保,',
    '420101,某区,,,某区财政局,,FI,',
  )
  const refused = qingyuan('agencies', 'import', contrary)
  expect(refused).toMatchObject({ status: 2, stdout: '' })
  for (const said of ['郑县', '郑州市公安局', '某区']) expect(refused.stderr).toContain(said)
  expect(await asOwner(`SELECT FROM agency WHERE name = '上街区医疗保障局'`)).toEqual([])
  expect(qingyuan('agencies', 'import', join(folder, 'no-such.csv')).stderr).toContain('no-such.csv')
}, 120_000)
