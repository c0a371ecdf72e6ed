// What an institution's officer does in a filing, for the stories that need one under way.
import { expect, type Page } from '@playwright/test'

export const settled = (page: Page) => page.waitForLoadState('networkidle')

/** The newest filing of the person's institution, opened. Returns its address. */
export async function openFiling(page: Page): Promise<string> {
  await page.goto('/self-inspections')
  await page
    .getByRole('link', { name: /开始填报|继续填报|打开/ })
    .first()
    .click()
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  await settled(page)
  return new URL(page.url()).pathname
}

export const sectionsOf = (page: Page) =>
  page
    .getByRole('list', { name: '各节填报情况' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

/** The first section of the newest filing that has several items without an answer, opened with those alone. */
export async function openSection(page: Page): Promise<string> {
  await openFiling(page)
  for (const href of await sectionsOf(page)) {
    await page.goto(`${href}?show=open`)
    await settled(page)
    if ((await page.locator('ol > li').count()) >= 4) return href
  }
  throw new Error('the filing leaves nothing to answer')
}

/** An item without any answer. It is one no longer once it has been answered: whoever goes on with it names it by its code. */
export const openItem = (page: Page) =>
  page
    .locator('ol > li')
    .filter({ has: page.getByRole('radio') })
    .filter({ hasNot: page.getByRole('radio', { checked: true }) })

/** Opens the form for a new finding of an item that has no answer yet. Returns the item's code. */
export async function openForm(page: Page, section: string): Promise<string> {
  await page.goto(`${section}?show=open`)
  await settled(page)
  const code = (await openItem(page).last().getAttribute('id')) ?? ''
  const item = page.locator(`li[id="${code}"]`)
  await item.getByLabel('发现问题').check()
  await expect(item.getByText('已保存')).toBeVisible()
  await item.getByRole('link', { name: /登记问题明细|再登记一个/ }).click()
  await expect(page.getByLabel('具体情形')).toBeVisible()
  await settled(page)
  return code
}

export async function fillFinding(page: Page, words: string) {
  const values = {
    具体情形: words,
    涉及人次: '5',
    涉及金额: '3000',
    违规金额: '2000',
    基金损失: '1000',
    原因分析: '未校验',
    整改措施: '已校验',
  }
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('发生期间（起）').fill('2023-01-01')
  await page.getByLabel('发生期间（止）').fill('2023-06-30')
}

/** Presses Tab until the control of that name has the focus. Returns how often. */
export async function tabTo(page: Page, name: string, delay = 0): Promise<number> {
  const at = () =>
    page.evaluate(() => {
      const held = document.activeElement
      return held?.getAttribute('name') ?? held?.textContent ?? ''
    })
  for (let stops = 0; stops < 120; stops++) {
    if ((await at()) === name) return stops
    await page.keyboard.press('Tab', { delay })
  }
  throw new Error(`no way by Tab to ${name}`)
}
