import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accountOf, signIn } from '../support/server'

/** A delivery of the fewest lines that the generator makes: the same as of the other screening, whose place it takes whole. */
const folder = resolve(process.env.DATA_DIR ?? '.data', 'settlement', '370800', `local-${Date.now()}`)
test.beforeAll(() => {
  mkdirSync(join(folder, '..'), { recursive: true })
  const cli = ['src/setup/qingyuan.mjs']
  execFileSync(process.execPath, [...cli, 'demo', 'settlement', '--rows', '50000', '--seed', '7', '--out', folder], { stdio: 'ignore' })
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const picture = (page: Page, what: string) => page.screenshot({ path: `test-results/screens/${what}.png`, fullPage: true })

test('a model is put together, tried, approved by another and finds its hits', async ({ page, browser }) => {
  test.setTimeout(90_000)
  await signIn(page, accountOf({ login: 'jining-mi-handler2' }))
  await page.goto('/screening/data')
  await page.getByRole('combobox', { name: '文件夹' }).selectOption(folder.split('/').at(-1) ?? '')
  await page.getByRole('button', { name: '接入', exact: true }).click()
  await expect(page.getByRole('heading', { name: '合计核对' })).toBeVisible({ timeout: 60_000 })
  await page.getByLabel('理由').fill('与下发方电话核对行数一致')
  await page.getByRole('button', { name: '采用这批数据' }).click()
  await expect(page.getByText('确认采用：')).toBeVisible()

  await page.goto('/screening/models')
  await page.getByRole('link', { name: '自建模型' }).click()
  const title = `多次收费 ${Date.now() % 10_000}`
  await page.getByLabel('模型名称').fill(title)
  await page.getByLabel('要发现的问题').fill('同一人一天内在同一机构的收费行数异常多')
  await page.getByLabel('时间范围').selectOption({ label: '每日' })
  await page.getByLabel('指标 1 的界限').selectOption({ label: '不小于' })
  await page.getByLabel('指标 1 的数值').fill('5')
  await page.getByLabel('可能的误报').fill('住院患者集中记账')
  await page.getByLabel('理由').fill('群众举报反复收费')
  await picture(page, 'local-model-form')
  await page.getByRole('button', { name: '保存草稿' }).click()

  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await page.getByRole('button', { name: '试算' }).click()
  await expect(page.getByText(/^命中 \d+ 条，用时/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: '前 50 条' })).toBeVisible()
  await picture(page, 'local-model-trial')
  await page.getByRole('button', { name: '提交复核' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交复核' }).click()
  await expect(page.getByText('待复核').first()).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await signIn(other, accountOf({ login: 'jining-mi-approver' }))
  await other.goto(page.url())
  await expect(other.getByText(/^命中 \d+ 条，涉及机构/)).toBeVisible()
  await other.getByRole('button', { name: '同意', exact: true }).click()
  await other.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click()
  await expect(other.getByText('现行', { exact: true }).first()).toBeVisible()
  await other.context().close()

  await page.goto('/screening')
  await page.getByRole('button', { name: '开始筛查' }).click()
  await expect(page.getByRole('heading', { name: '回测：各模型的疑点' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page
    .getByRole('link', { name: /^参保人/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: '推理和算式' })).toBeVisible()
  await expect(page.getByText('行数 =')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^证据行：费用/ })).toBeVisible({ timeout: 20_000 })

  await page.goto('/screening/ask')
  await page
    .getByLabel('查询语句')
    .fill('SELECT fixmedins_code, count(DISTINCT person) AS people FROM fee GROUP BY 1 ORDER BY 2 DESC LIMIT 5')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await expect(page.getByText(/^共 5 行/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('columnheader', { name: 'people' })).toBeVisible()
  await picture(page, 'ask-data')
  await page.getByLabel('查询语句').fill("SELECT * FROM read_csv('/etc/passwd')")
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await expect(page.getByText(/不能使用这种写法/).first()).toBeVisible({ timeout: 30_000 })
})
