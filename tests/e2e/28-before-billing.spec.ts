import { mkdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type Browser, expect, type Page, type Request, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'
import { feeWorkbook, manyCharges } from '../support/fee-files'
import { issuedToHospitals } from '../support/issued-list'

const officer = { login: 'hospital-a' }
const settled = (page: Page) => page.waitForLoadState('networkidle')
const picture = async (page: Page, name: string) => {
  mkdirSync('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/${name}.png` })
}

const heads = '就诊编号,姓名,性别,费用发生时间,项目名称,计价单位,数量,金额'
/** Every row has these letters: whatever leaves the machine is looked through for them. */
const mark = 'BQMARK'
const rows = [
  `${mark}1,马可马可,女,2026-03-02 09:00:00,前列腺彩超,次,1,120.00`,
  `${mark}2,马可马可,男,2026-03-02 09:10:00,血液透析滤过,次,1,600.00`,
  `${mark}2,马可马可,男,2026-03-02 09:20:00,血液透析,次,1,400.00`,
  `${mark}3,马可马可,男,2026-03-04 08:00:00,心电监测,小时,30,150.00`,
  `${mark}3,马可马可,男,2026-03-04 08:00:00,血常规,次,1,18.00`,
]
const csv = (name: string, lines: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) })

const chooser = (page: Page) => page.locator('input[type=file]')
const result = (page: Page) => page.getByRole('region', { name: '按规则' })

/** Everything that a browser keeps for the product, as one text. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    const caches = await window.caches.keys()
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, caches, document.cookie])
  })

test('an institution checks its own charges, and not one of them leaves its browser', async ({ browser }) => {
  test.setTimeout(180_000)
  await issuedToHospitals(browser)
  const page = await personAt(browser, officer)
  const sent: Request[] = []
  page.context().on('request', (request) => sent.push(request))
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(String(error)))

  await page.goto('/desk')
  await page.getByRole('link', { name: '事前提醒' }).click()
  await expect(page.getByRole('heading', { name: '事前提醒' })).toBeVisible()
  await settled(page)
  await expectAccessible(page)
  await picture(page, 'before-billing')

  await chooser(page).setInputFiles(csv('费用明细.csv', [heads, ...rows]))
  await expect(page.getByText('疑点 3 处，涉及 4 笔')).toBeVisible()
  await expect(page.getByText('患者性别为女，“前列腺彩超”只适用于男性。')).toBeVisible()
  await expect(result(page).getByText('HD-11')).toBeVisible()
  await expectAccessible(page)
  await picture(page, 'before-billing-result')
  // What a rule looks for is read beside the result, which stays.
  const [knowledge] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: '规则说明：女性患者收前列腺项目' }).click(),
  ])
  await expect(knowledge.getByRole('heading', { name: '女性患者收前列腺项目' })).toBeVisible()
  await expect(knowledge.getByText('新生儿记在母亲名下')).toBeVisible()
  await expectAccessible(knowledge)
  await knowledge.close()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'no sideways scrolling').toBe(true)

  // The worker could not send anything if it would: its own policy reaches nothing.
  const worker = page.workers()[0]
  const reached = await worker?.evaluate(() =>
    fetch(`${location.origin}/api/health`).then(
      () => 'reached',
      () => 'held back',
    ),
  )
  expect(reached).toBe('held back')
  problems.length = 0 // the browser says that it held that back

  await result(page).getByRole('button', { name: '血液透析与血液透析滤过同日并收', exact: true }).click()
  const lines = page.getByRole('region', { name: '明细：血液透析与血液透析滤过同日并收' })
  await expect(lines.getByText('第 3 行')).toBeVisible()
  await expect(lines.getByText('第 4 行')).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载疑点明细' }).click()])
  expect(await readFile(await download.path(), 'utf8')).toContain(`${mark}2`)

  const bodies = () => sent.map((request) => `${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`)
  expect(bodies().filter((said) => said.includes(mark) || said.includes(encodeURIComponent('马可')))).toEqual([])
  expect(sent.filter((request) => request.method() !== 'GET' && request.url().includes('/before-billing'))).toEqual([])
  expect(await kept(page)).not.toContain(mark)

  // To the item's form, with the sums in it; the rows stay behind, and nothing is recorded until it is saved.
  await page.getByRole('button', { name: '去登记：血液透析与血液透析滤过同日并收' }).click()
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}\/haemodialysis\?add=/)
  await expect(page.getByLabel('涉及金额')).toHaveValue('1,000.00')
  await expect(page.getByLabel('违规金额')).toHaveValue('400.00')
  await expect(page.getByLabel(/（起）|开始/).first()).toHaveValue('2026-03-02')
  await picture(page, 'before-billing-register')
  await settled(page)
  expect(bodies().filter((said) => said.includes(mark))).toEqual([])
  expect(await kept(page)).not.toContain(mark)
  expect(problems).toEqual([])
  await page.context().close()
})

test('columns that nobody knows are asked for once; bad files are told by a sentence and lose nothing', async ({ browser }) => {
  const page = await personAt(browser, officer)
  await page.goto('/before-billing')
  await settled(page)
  const own = ['甲,乙,丙,丁,戊,己', 'Z1,女,2026-03-02,前列腺彩超,1,120.00', 'Z2,男,不知何时,血常规,1,18.00']
  await chooser(page).setInputFiles(csv('自编.csv', own))
  await expect(page.getByText(/这些列名没有全部认出来/)).toBeVisible()
  await expectAccessible(page)
  for (const [heading, field] of Object.entries({ 甲: '就诊编号', 乙: '性别', 丙: '费用发生时间', 丁: '项目名称', 戊: '数量' })) {
    await page.getByLabel(heading, { exact: true }).selectOption({ label: field })
  }
  await expect(page.getByText('还缺：金额。')).toBeVisible()
  await expect(page.getByRole('button', { name: '按此检查' })).toBeDisabled()
  await page.getByLabel('己', { exact: true }).selectOption({ label: '金额' })
  await picture(page, 'before-billing-columns')
  await page.getByRole('button', { name: '按此检查' }).click()
  await expect(page.getByText('疑点 1 处，涉及 1 笔')).toBeVisible()
  await expect(page.getByText('1 处内容无法识别，所在行没有检查')).toBeVisible()

  // The same layout is known the next time, also after the page was left.
  await page.reload()
  await settled(page)
  await chooser(page).setInputFiles(csv('自编二.csv', own))
  await expect(page.getByText('疑点 1 处，涉及 1 笔')).toBeVisible()

  const whole = Buffer.from(feeWorkbook(manyCharges(50)))
  const bad: [string, Buffer, RegExp][] = [
    ['空.csv', Buffer.alloc(0), /文件为空/],
    ['断.xlsx', whole.subarray(0, whole.length / 2), /不完整或已损坏/],
    ['图.xlsx', Buffer.from('\x89PNG\r\n\x1a\n0000000000000000', 'latin1'), /不是可以读取的类型（检测为图片）/],
    ['旧.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('Workbook', 'utf16le')]), /另存为/],
    ['清单.csv', Buffer.from('编号\n1\n'), /没有找到表头|缺少/],
  ]
  for (const [name, buffer, sentence] of bad) {
    await chooser(page).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await expect(page.getByText(sentence), name).toBeVisible()
  }
  await chooser(page).setInputFiles({ name: '好.xlsx', mimeType: 'application/octet-stream', buffer: whole })
  await expect(page.getByText(/检查 50 笔/)).toBeVisible()
  await page.context().close()
})

/** The most memory that any page of the browser has had, its workers included, in megabytes. */
async function largestRenderer(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const most = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0))
  return Math.round(Math.max(...most) / 1024)
}

test('a hundred thousand charges stay usable', async ({ browser }) => {
  test.setTimeout(240_000)
  const page = await personAt(browser, officer)
  await page.goto('/before-billing')
  await settled(page)
  const charges = manyCharges(100_000)
  const files = [
    csv(
      '十万.csv',
      charges.map((cells) => cells.join(',')),
    ),
    { name: '十万.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(feeWorkbook(charges)) },
  ]
  for (const file of files) {
    const begun = Date.now()
    await chooser(page).setInputFiles(file)
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect(page.getByText(/检查 100,000 笔/)).toBeVisible({ timeout: 120_000 })
    const said = `${file.name} ${(file.buffer.length / 1_048_576).toFixed(1)} MB: ${((Date.now() - begun) / 1000).toFixed(1)} s, largest renderer so far ${await largestRenderer(browser)} MB`
    console.log(said)
    test.info().annotations.push({ type: 'measured', description: said })
    await page.getByRole('button', { name: '下一页' }).click()
    await expect(page.getByText(/第 51–100 处/)).toBeVisible({ timeout: 20_000 })
    expect(await page.locator('main tr').count()).toBeLessThan(120)
  }
  await page.context().close()
})

test('it is for institutions', async ({ browser }) => {
  for (const login of ['rencheng-mi-handler', 'jining-mi-reviewer', 'rencheng-ps-officer']) {
    const page = await personAt(browser, { login })
    expect((await page.goto('/before-billing'))?.status(), login).toBe(404)
    expect((await page.goto('/before-billing/rules'))?.status(), login).toBe(login.includes('-mi-') ? 200 : 404)
    await expect(page.getByRole('link', { name: '事前提醒' })).toHaveCount(0)
    await page.context().close()
  }
})
