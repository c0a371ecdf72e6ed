import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { accountOf, signIn } from '../support/server'

/** An officer enters what was collected, several files at once, looks at a piece, and withdraws one. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const csv = ['项目,数量,金额', ...Array.from({ length: 30 }, (_, row) => `床位费,${row + 1},${(row + 1) * 45}`)].join('\r\n')
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function openOwnCase(page: Page) {
  await page.goto('/cases?state=investigating&mine=1')
  const row = page.locator('tbody').getByRole('link').first()
  await expect(row).toBeVisible()
  await page.goto(`${await row.getAttribute('href')}?tab=evidence`)
}

test('evidence is entered, looked at and withdrawn', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }))
  await openOwnCase(page)
  const main = page.getByRole('main')
  await main.getByLabel('证据文件').setInputFiles([
    { name: '住院费用明细.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
    { name: '病房现场照片.png', mimeType: 'image/png', buffer: png },
  ])
  await expect(main.getByText('已上传：病房现场照片.png')).toBeVisible()
  await main.getByLabel('证据种类').selectOption({ label: '电子数据' })
  await main.getByLabel('证明对象').fill('住院期间没有相应的检查和用药。')
  await main.getByLabel('取证日期').fill('2026-03-02')
  await main.getByLabel('取证地点').fill('住院部信息科')
  await main.getByRole('button', { name: '登记证据' }).click()
  await expect(main.getByText('电子数据要写明提取、固定的方法和经过。').first()).toBeVisible()
  await main.getByLabel('电子数据提取固定说明').fill('以只读账户查询住院费用表，导出30行，刻录光盘 GP-001。')
  await main.getByRole('button', { name: '登记证据' }).click()
  const list = main.getByRole('table', { name: '证据清单' })
  await expect(list.getByRole('link', { name: '住院费用明细' }).last()).toBeVisible()
  await expect(list.getByRole('link', { name: '病房现场照片' }).last()).toBeVisible()
  await expect(main.getByText('已上传：病房现场照片.png'), 'the form is empty again').toBeHidden()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-evidence-list.png' })

  await list.getByRole('link', { name: '住院费用明细' }).last().click()
  await expect(main.getByRole('cell', { name: '床位费' }).first()).toBeVisible()
  await expect(main.getByText('查看', { exact: true }).first()).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/case-evidence-piece.png' })
  await main.getByLabel('撤回理由').fill('登记时选错了文件，另行登记。')
  await main.getByRole('button', { name: '撤回这份证据' }).click()
  await expect(main.getByText('已撤回').first()).toBeVisible()

  await main.getByRole('link', { name: '返回案件证据清单' }).click()
  await list.getByRole('link', { name: '病房现场照片' }).last().click()
  await expect(main.getByRole('img', { name: '证据图像：病房现场照片' })).toBeVisible()
  await page.context().close()
})
