// A case and its referrals, as its people click through them.
import { expect as expectSoon, type Locator, type Page } from '@playwright/test'

/** A busy machine may take a while over an answer. */
const expect = expectSoon.configure({ timeout: 30_000 })

export const pathOf = (page: Page) => new URL(page.url()).pathname
export const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
export const shown = (page: Page, text: string | RegExp) => expect(page.getByRole('main').getByText(text).first()).toBeVisible()

/** A step that asks first: open the question, fill it, confirm with the same words. */
export async function confirmStep(page: Page, name: string, fill: Record<string, string> = {}) {
  const question = page.getByRole('dialog')
  // The question comes with its own script; a click before that has arrived asks nothing yet.
  await expect(async () => {
    if (await question.isHidden()) await button(page.getByRole('main'), name).click({ timeout: 5000 })
    await expect(question).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: 60_000 })
  for (const [label, value] of Object.entries(fill)) await question.getByLabel(label).fill(value)
  await button(question, name).click()
  await expect(question).toBeHidden()
}

export const proposeOnFraudLead = (page: Page, propose: () => Promise<void>) =>
  proposeOnLead(page, '/leads?state=concluded&fraud=1', propose)

/** Proposes a case on a verified lead of a list that waits for one. One that bears a case by now, or that a bureau above has taken on, says so; then the next. */
export async function proposeOnLead(page: Page, list: string, propose: () => Promise<void>) {
  await page.goto(list)
  const rows = page.locator('tbody').getByRole('link')
  await expect(rows.first()).toBeVisible()
  const hrefs = await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const href of hrefs) {
    await page.goto(href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const way = page.getByRole('link', { name: '转立案' })
    if ((await way.count()) === 0) continue
    await way.click()
    await propose()
    const filed = page.waitForURL(/\/cases\/[0-9a-f-]{36}$/).then(
      () => true,
      () => false,
    )
    const taken = page
      .getByText('同样的记录已经存在')
      .waitFor()
      .then(
        () => false,
        () => true,
      )
    if (await Promise.race([filed, taken])) return
  }
}

const text = (name: string, words: string) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(words) })

/** What every case that goes to the police has to show, entered one kind after the other. */
export async function enterEvidence(page: Page, casePath: string) {
  await page.goto(`${casePath}?tab=evidence`)
  const main = page.getByRole('main')
  const kinds = { 书证: '住院费用清单', 电子数据: '收费系统明细', '勘验笔录、现场笔录': '现场检查笔录' }
  for (const [kind, name] of Object.entries(kinds)) {
    await main.getByLabel('证据文件').setInputFiles([text(name, `${name}：${casePath}`)])
    await expect(main.getByText(`已上传：${name}.txt`)).toBeVisible()
    await main.getByLabel('证据种类').selectOption({ label: kind })
    await main.getByLabel('证明对象').fill('所结算的项目没有提供。')
    await main.getByLabel('取证日期').fill('2026-03-02')
    await main.getByLabel('取证地点').fill('住院部')
    if (kind === '电子数据') await main.getByLabel('电子数据提取固定说明').fill('以只读账户导出，刻录光盘 GP-001。')
    await button(main, '登记证据').click()
    await expect(main.getByRole('table', { name: '证据清单' }).getByRole('link', { name })).toBeVisible()
  }
}
