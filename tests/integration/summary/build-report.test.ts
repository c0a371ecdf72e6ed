import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { buildReport } from '#server/summary/build-report'
import { freezeReport } from '#server/summary/freeze-report'
import { reportPaper } from '#server/summary/report-paper'
import { signReport } from '#server/summary/sign-report'
import { draftReport, editReport } from '#server/summary/write-report'
import { officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { aCountedCampaign, addLead, scenePlaces } from '../../fixtures/summary-scene'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

let campaignId: string
let number: string
let handler: Actor
beforeAll(async () => {
  campaignId = await aCountedCampaign()
  number = (await asOwner<{ number: string }>('SELECT number FROM campaign WHERE id = $1', [campaignId]))[0]?.number ?? ''
  handler = await officerOf(places.cityBureau, ['handler'])
})

/** Late on the 20th of December in Beijing. */
const now = new Date('2026-12-20T15:30:00Z')
const refused = async (asOf: string) => {
  const built = await buildReport(number, asOf, now)
  return built.ok ? built.value.state : built.refusal.code
}
const build = async (asOf: string) => value(await buildReport(number, asOf, now))

it('counts what the pages count, through draft, freezing and signature', async () => {
  const blank = await build('2026-12-20')
  expect(blank).toMatchObject({ state: 'draft', documentNumber: null, asOf: now })
  expect(paperText(blank.bytes)).toContain('登记疑点线索10条')

  const { reportId } = value(await draftReport(handler, { campaignId }))
  value(await editReport(handler, { reportId, version: '1', section: 'next', text: '常态化推进。' }))
  expect(paperText((await build('2026-12-20')).bytes)).toContain('常态化推进。')
  expect(await refused('2026-12-19')).toBe('nothingKept')

  value(await freezeReport(handler, { reportId, version: '2' }, new Date('2026-12-09T16:30:00Z')))
  await addLead(campaignId, scenePlaces.quFu, 'toVerify')
  const frozen = await build('2026-12-10')
  expect(frozen).toMatchObject({ state: 'frozen', asOf: new Date('2026-12-09T16:30:00Z') })
  expect(paperText(frozen.bytes)).toContain('登记疑点线索10条')
  expect(await refused('2026-12-09')).toBe('nothingKept') // half past midnight in Beijing is the next day

  const approver = await officerOf(places.cityBureau, ['approver'])
  const { documentNumber } = value(await signReport(approver, { reportId, version: '3' }, new Date('2026-12-11T02:00:00Z')))
  const signed = await build('2026-12-11')
  expect(signed).toMatchObject({ state: 'signed', documentNumber })
  expect(signed.bytes).toEqual((await reportPaper(handler, reportId))?.bytes)
  expect(await refused('2026-12-10')).toBe('nothingKept') // the figures of that day were signed the day after
})

describe('the command', () => {
  const qingyuan = (...words: string[]) =>
    spawnSync(process.execPath, ['src/setup/qingyuan.mjs', 'report', 'build', ...words], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: process.env.TEST_OWNER_URL },
    })

  it('writes the file and says what it is', async () => {
    const out = join(folder, 'report.docx')
    const { status, stdout, stderr } = qingyuan('--campaign', number, '--as-of', '2100-01-01', '--out', out)
    expect(status, stderr).toBe(0)
    const said: { state: string; sha256: string } = JSON.parse(stdout)
    expect(['draft', 'signed']).toContain(said.state)
    expect(paperText(readFileSync(out))).toContain('专项总结报告')
  }, 120_000)

  it('refuses a past day of which nothing was kept, and writes no file', () => {
    const out = join(folder, 'past.docx')
    const { status, stdout, stderr } = qingyuan('--campaign', number, '--as-of', '2020-01-01', '--out', out)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('截至 2020-01-01 没有签发或冻结的报告')
    expect(existsSync(out)).toBe(false)
  }, 120_000)

  it.each([
    [
      'an unknown campaign',
      ['--campaign', 'ZX-000000-2026-000001', '--as-of', '2026-12-10', '--out', 'x.docx'],
      '没有编号为 ZX-000000-2026-000001 的专项',
    ],
    ['no day', ['--campaign', 'ZX', '--as-of', '2026-02-30', '--out', 'x.docx'], '“2026-02-30”不是日期'],
    ['another kind of file', ['--campaign', 'ZX', '--as-of', '2026-12-10', '--out', 'x.pdf'], '扩展名应为 .docx'],
    ['a word too few', ['--campaign', 'ZX'], '用法'],
  ])(
    'refuses %s with a sentence and exit code 2',
    (_what, words, sentence) => {
      const { status, stdout, stderr } = qingyuan(...words)
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
      expect(stderr).toContain(sentence)
    },
    120_000,
  )
})
