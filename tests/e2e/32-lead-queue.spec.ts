import { expect, type Locator, type Page, test } from '@playwright/test'
import { pinyin } from 'pinyin-pro'
import { accountOf, signIn } from '../support/server'

const rowsOf = (page: Page) => page.locator('[data-table] tbody tr')

test('the queue is worked by few clicks and keys', async ({ page }) => {
  await signIn(page, accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }))
  let clicks = 0
  const click = async (target: Locator) => {
    clicks += 1
    await target.click()
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await test.step('fifty leads are assigned in five clicks, seen before and undone after', async () => {
    await page.goto('/leads?state=toAssign')
    const count = 50
    await expect(rowsOf(page)).toHaveCount(count)
    await click(page.getByLabel('选择本页全部'))
    await page.getByLabel('交办给').selectOption({ label: '曲阜市医疗保障局' })
    await click(button('交办所选线索'))
    await expect(page.getByText(new RegExp(`将交办 ${count} 条`))).toBeVisible()
    await click(button('确认交办'))
    await expect(page.getByText(new RegExp(`已交办 ${count} 条`))).toBeVisible()
    expect(clicks).toBeLessThanOrEqual(5)
    await button(`撤销本次交办（${count} 条）`).click()
    await expect(page.getByText(new RegExp(`已撤回 ${count} 条`))).toBeVisible()
  })

  await test.step('an institution is found by its initials in six keys', async () => {
    await page.goto('/leads?state=toVerify')
    const cell = rowsOf(page).first().locator('td').nth(4)
    await expect(cell).toBeVisible()
    const name = (await cell.innerText()).replace(/\s/g, '')
    const initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
    const keys = ['/', ...initials.slice(-4), 'Enter']
    for (const key of keys) await page.keyboard.press(key)
    expect(keys).toHaveLength(6)
    await expect(page).toHaveURL(new RegExp(`q=${initials.slice(-4)}`))
    await expect(rowsOf(page).filter({ hasText: name }).first()).toBeVisible()
  })

  await test.step('the keys explain themselves, and are letters where one types', async () => {
    await page.getByRole('textbox', { name: '机构名称、拼音首字母或线索编号' }).press('?')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.locator('h1').click()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: '键盘操作' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('j')
    await expect(rowsOf(page).first().locator('[data-row-link]')).toBeFocused()
  })

  await test.step('what an officer has in hand opens the same leads', async () => {
    await page.goto('/leads/load')
    const cell = rowsOf(page).first().getByRole('link').first()
    const open = (await cell.innerText()).trim()
    await cell.click()
    await expect(page.getByText(`共 ${open} 条`)).toBeVisible()
  })
})
