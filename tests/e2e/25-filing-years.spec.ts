import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'
import { fillFinding, openFiling, openForm, openSection, settled } from '../support/filing-story'
import { issuedToHospitals } from '../support/issued-list'

const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const picture = async (page: Page, name: string) => {
  mkdirSync('test-results/screens', { recursive: true })
  await page.screenshot({ path: `test-results/screens/${name}.png` })
}

test.beforeAll(async ({ browser }) => issuedToHospitals(browser))

test('amounts are checked as a field is left, and a finding over several years is split year by year', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await personAt(browser, { login: 'hospital-a' })
  const code = await openForm(page, await openSection(page))
  const words = `分年 ${randomInt(1e9)}`
  await fillFinding(page, words)

  // Said on leaving the field, gone as soon as it is mended.
  const order = page.getByText('违规金额大于涉及金额')
  await page.getByLabel('违规金额', { exact: true }).fill('3000.01')
  await expect(order).toHaveCount(0)
  await page.getByLabel('违规金额', { exact: true }).blur()
  await expect(order).toBeVisible()
  await expect(page.getByLabel('违规金额', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('违规金额', { exact: true }).fill('2000')
  await expect(order).toHaveCount(0)
  await page.getByLabel('发生期间（止）').fill('2022-12-31')
  await page.getByLabel('发生期间（止）').blur()
  await expect(page.getByText('截止日早于起始日')).toBeVisible()

  // Within one year there is nothing to split; across a new year there is.
  await page.getByLabel('发生期间（起）').fill('2022-07-01')
  await page.getByLabel('发生期间（止）').fill('2022-11-30')
  await expect(page.getByText('期间跨年，可按年拆分')).toHaveCount(0)
  await page.getByLabel('发生期间（止）').fill('2023-06-30')
  await page.getByText('期间跨年，可按年拆分（2 段，选填）').click()
  const cell = (from: string, to: string, amount: string) => page.getByLabel(`${from} 至 ${to} ${amount}`)
  const first = ['2022-07-01', '2022-12-31'] as const
  const second = ['2023-01-01', '2023-06-30'] as const
  const fill = async (part: readonly [string, string], amounts: readonly string[]) => {
    for (const [at, amount] of ['涉及金额', '违规金额', '基金损失'].entries()) await cell(...part, amount).fill(amounts[at] ?? '')
  }
  await fill(first, ['1,000', '800', '400'])
  await fill(second, ['2,000', '1200', '599.99'])
  await expect(page.getByText('0.01', { exact: true })).toBeVisible()
  await expect(page.getByText('相符')).toHaveCount(2)
  await expectAccessible(page)
  await picture(page, 'finding-years')
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(refusalOn(page)).toContainText('分年金额加起来与总数不一致：基金损失相差 0.01 元')

  // Dates that are changed and changed back find their amounts again.
  await page.getByLabel('发生期间（起）').fill('2022-06-01')
  await expect(cell('2022-06-01', '2022-12-31', '涉及金额')).toHaveValue('')
  await page.getByLabel('发生期间（起）').fill('2022-07-01')
  await expect(cell(...first, '涉及金额')).toHaveValue('1,000')
  await cell(...second, '基金损失').fill('600')
  await expect(page.getByText('相符')).toHaveCount(3)

  // Typed, not saved, and the page is gone: all of it comes back, table and all.
  await page.waitForTimeout(1_500)
  await page.reload()
  await page.getByRole('button', { name: '恢复草稿' }).click()
  await expect(cell(...second, '基金损失')).toHaveValue('600')
  await page.getByRole('button', { name: '保存明细', exact: true }).click()
  await page.waitForURL(new RegExp(`#${code}$`))
  const card = page.getByRole('region', { name: words })
  const years = card.getByRole('list', { name: '按年拆分金额' })
  await expect(years.getByRole('listitem')).toHaveCount(2)
  await expect(years).toContainText('400.00')
  await expect(years.getByText('超过二年，只能协议追回')).toHaveCount(2)
  await picture(page, 'finding-years-kept')
})

test('a pasted block is mended cell by cell, and what repeats is filled down', async ({ browser }) => {
  const page = await personAt(browser, { login: 'hospital-b' })
  const filing = await openFiling(page)
  await page.goto(`${filing}/imaging?paste=1`)
  await settled(page)
  const mark = `填充${randomInt(1e9)}`
  const line = (...cells: string[]) => cells.join('\t')
  await page
    .getByLabel('粘贴到这里')
    .fill(
      [
        line('条目编号', '具体情形', '人次', '起', '止', '涉及', '违规', '基金', '原因', '措施'),
        line('IMG-01', `${mark}甲`, '2', '2023/1/1', '2023/6/30', '1000', '800', '600', '对照错误', '已修正'),
        line('IMG-99', `${mark}乙`, '3', '', '', '500', '900', '200', '', ''),
        line('IMG-02', `${mark}丙`, '1', '', '', '300', '200', '100', '', ''),
      ].join('\n'),
    )
  await expect(page.getByText('共 3 行，2 行需要修改。')).toBeVisible()
  for (const column of ['起始日期', '截止日期', '原因分析', '整改措施'])
    await page.getByRole('button', { name: `向下填充：${column}的空格填入上一行的值` }).click()
  await expect(page.getByText('条目编号“IMG-99”不在本机构的问题清单里')).toBeVisible()
  await picture(page, 'paste-grid')
  await page.getByLabel('第 3 行 条目编号').press('Control+d')
  await expect(page.getByLabel('第 3 行 条目编号')).toHaveValue('IMG-01')
  await expect(page.getByText('金额关系不对')).toBeVisible()
  await page.getByLabel('第 3 行 违规金额').fill('400')
  await page.getByLabel('第 3 行 原因分析').fill('对照错误 （另一处）')
  await page.getByLabel('第 3 行 原因分析').press('Enter')
  await expect(page.getByLabel('第 4 行 原因分析')).toBeFocused()
  await expect(page.getByText('共 3 行，没有发现问题，可以登记。')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '登记这些明细' }).click()
  await expect(page.getByText(mark)).toHaveCount(3)
  await expect(page.getByText('对照错误 （另一处）')).toHaveCount(1)
})

test('two people of one hospital see each other at a section, and neither is locked out', async ({ browser }) => {
  test.setTimeout(90_000)
  const [one, other] = [await personAt(browser, { login: 'hospital-a' }), await personAt(browser, { login: 'hospital-a-2' })]
  const section = await openSection(one)
  await one.goto(section)
  await expect(one.getByText('正在填这一节')).toHaveCount(0)
  await other.goto(section)
  await expect(other.getByText('正在填这一节')).toBeVisible({ timeout: 15_000 })
  await expect(one.getByText('正在填这一节')).toBeVisible({ timeout: 15_000 })
  await picture(one, 'section-presence')
  await expect(one.getByRole('radio', { name: '未发现' }).first()).toBeEnabled()
  const home = await one.context().newPage()
  await home.goto(section.slice(0, section.lastIndexOf('/')))
  await expect(home.getByText(/正在填/)).toBeVisible()
  await picture(home, 'filing-home-presence')
  await other.close()
  await expect(one.getByText('正在填这一节')).toHaveCount(0, { timeout: 45_000 })
})
