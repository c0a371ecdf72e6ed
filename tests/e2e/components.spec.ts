import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** The components, each with invented data, on the look-book. What they do here they do on every page. */

const looks = ['light.md', 'dark.md', 'contrast.md', 'light.lg', 'light.xl']
const pages = ['/lookbook', '/lookbook/parts', '/lookbook/charts']

/** Opens a page and waits until its scripts have taken it over: before that, a form posts by itself. */
async function open(page: Page, path: string) {
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactProps')))
}

async function send(page: Page, outcome: string) {
  await page.getByLabel('演示答复').selectOption(outcome)
  await page.getByRole('button', { name: '保存' }).click()
}

for (const look of looks) {
  test(`can be used by everyone in the look ${look}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'qy-display', value: `${look}.open.on.on`, url: baseURL }])
    for (const path of pages) {
      await open(page, path)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => [path, id, nodes.map((node) => node.html)])).toEqual([])
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
      expect(fits, `${path} must not scroll sideways`).toBe(true)
    }
  })
}

test.describe('a form', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, '/lookbook/parts')
  })

  test('keeps what was typed when it is refused, and leads to the wrong field', async ({ page }) => {
    await page.getByLabel('事项名称').fill('我写的名称')
    await send(page, 'invalid')
    await expect(page.getByRole('alert').filter({ hasText: '填写有误' })).toBeFocused()
    await expect(page.getByLabel('事项名称')).toHaveValue('我写的名称')
    await expect(page.getByLabel('事项名称')).toHaveAttribute('aria-invalid', 'true')
    await page.getByRole('link', { name: '请检查“涉及金额”' }).click()
    await expect(page.locator('#amount')).toBeFocused()
  })

  test('shows both versions on a conflict and can keep mine', async ({ page }) => {
    await page.getByLabel('事项名称').fill('我写的名称')
    await send(page, 'conflict')
    await expect(page.getByRole('region', { name: '同一事项的两个版本' }).getByRole('row', { name: /处置轨道/ })).toContainText('移送公安')
    await page.getByRole('button', { name: '保留我的填写，再次提交' }).click()
    await expect(page.getByText('已保存', { exact: true })).toBeVisible()
    await expect(page.getByLabel('事项名称')).toHaveValue('我写的名称')
  })

  test('takes the other version when asked', async ({ page }) => {
    await send(page, 'conflict')
    await page.getByRole('button', { name: '采用现在的内容' }).click()
    await expect(page.locator('#amount')).toHaveValue('2600.00')
    await expect(page.locator('input[name=version]').first()).toHaveValue('8')
  })

  test('sends one request key with every attempt at one change, and another with the next', async ({ page }) => {
    const key = page.locator('form:has(#title) input[name=requestKey]')
    const first = await key.inputValue()
    await page.getByLabel('事项名称').fill('断线前的文字')
    await send(page, 'fault')
    await expect(page.getByText('没有收到系统的答复')).toBeVisible()
    await expect(page.getByLabel('事项名称')).toHaveValue('断线前的文字')
    expect(await key.inputValue()).toBe(first)
    await send(page, 'done')
    await expect(page.getByText('已保存', { exact: true })).toBeVisible()
    await expect(key).not.toHaveValue(first)
  })

  test('offers the draft again after a reload', async ({ page }) => {
    await page.getByLabel('说明').fill('草稿文字')
    await expect(page.getByText('草稿已自动保存')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: '恢复草稿' }).click()
    await expect(page.getByLabel('说明')).toHaveValue('草稿文字')
  })
})

test('a step that is shut says why, and one that cannot be undone asks first', async ({ page }) => {
  await open(page, '/lookbook/parts')
  await expect(page.getByRole('button', { name: '移送公安机关' }).nth(1)).toBeDisabled()
  await page.getByRole('button', { name: '不予批准' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('理由').fill('证据不足')
  await dialog.getByRole('button', { name: '不予批准' }).click()
  await expect(dialog.getByText('缺少随案材料')).toBeVisible()
  await expect(dialog.getByLabel('理由')).toHaveValue('证据不足')
  expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations).toEqual([])
})

test('masked text is shown for a reason and hidden again', async ({ page }) => {
  await open(page, '/lookbook/parts')
  await page.getByRole('button', { name: '查看参保人姓名明文' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('查看事由').selectOption('verify')
  await dialog.getByRole('button', { name: '查看明文' }).click()
  await expect(page.getByText('王芳芳')).toBeVisible()
  await page.getByRole('button', { name: '隐藏' }).click()
  await expect(page.getByText('王芳芳')).toHaveCount(0)
})

test.describe('a list', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, '/lookbook')
  })

  test('is walked and chosen from by single keys, unless an input method or the person says no', async ({ page }) => {
    for (const key of ['j', 'j', 'x', 'j', 'x', 'k']) await page.keyboard.press(key)
    await expect(page.getByRole('link', { name: 'XS-2024-00420' })).toBeFocused()
    await expect(page.getByText('已选 2 条')).toBeVisible()
    await expect(page.locator('input[name=id]')).toHaveCount(2)

    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true })),
    )
    await expect(page.getByRole('link', { name: 'XS-2024-00420' })).toBeFocused()
    await page.evaluate(() => document.documentElement.setAttribute('data-keys', 'off'))
    await page.keyboard.press('j')
    await expect(page.getByRole('link', { name: 'XS-2024-00420' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/lead=2$/)
  })

  test('can be chosen whole, as a filter and not as a thousand numbers', async ({ page }) => {
    await open(page, '/lookbook?state=open&sort=-due')
    await page.getByRole('checkbox', { name: '选择本页全部' }).check()
    await page.getByRole('button', { name: '选择符合条件的全部 1,284 条' }).click()
    await expect(page.locator('input[name=filter]')).toHaveValue('state=open')
    await expect(page.locator('input[name=expected]')).toHaveValue('1284')
    await expect(page.locator('input[name=id]')).toHaveCount(0)
  })

  test('keeps order and conditions in its address', async ({ page }) => {
    await expect(page.getByRole('columnheader', { name: '剩余' })).toHaveAttribute('aria-sort', 'ascending')
    await page.getByRole('link', { name: '涉及金额（元）' }).click()
    await expect(page.getByRole('columnheader', { name: '涉及金额' })).toHaveAttribute('aria-sort', 'ascending')
    await page.locator('#filter-q').fill('医院')
    await page.locator('#filter-state').selectOption('open')
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('link', { name: '移除筛选：机构：医院' }).click()
    await expect(page).toHaveURL(/\?sort=amount&state=open$/)
  })

  test('remembers which columns a person wants', async ({ page }) => {
    await page.locator('summary', { hasText: '列' }).click()
    await page.getByRole('checkbox', { name: '辖区' }).uncheck()
    await page.reload()
    await expect(page.getByRole('columnheader', { name: '机构' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: '辖区' })).toHaveCount(0)
  })
})

test('the look changes at once and stays', async ({ page }) => {
  await open(page, '/lookbook')
  await page.getByText('显示', { exact: true }).click()
  await page.getByRole('radio', { name: '高对比' }).check()
  await page.getByRole('radio', { name: '特大' }).check()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  await expect(page.locator('html')).toHaveAttribute('data-font', 'xl')
})

test('a value leads to its sentence and back; every mark of a chart is a link', async ({ page }) => {
  await open(page, '/lookbook/charts')
  const link = page.getByRole('button', { name: '看原文：“总结上报期限”的出处' })
  await link.click()
  await expect(page.locator('mark', { hasText: '12月15日完成' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()

  await expect(page.locator('svg a[href*="month="]')).toHaveCount(30)
  await page.getByRole('button', { name: '表', exact: true }).first().click()
  await expect(page.getByRole('link', { name: '70.0%' })).toBeVisible()
})
