import { randomInt } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'

const countyHandler = { login: 'rencheng-mi-handler' }
const cityHandler = { login: 'jining-mi-handler' }
const cityReviewer = { login: 'jining-mi-reviewer' }
const refunds = '/self-inspections/refunds'

const settled = (page: Page) => page.waitForLoadState('networkidle')

async function open(page: Page, path: string) {
  await page.goto(path)
  await settled(page)
}

const rowsOf = (page: Page) => page.getByRole('region', { name: '款项明细' }).last().locator('tbody tr')

test('a county demands what is owed, reminds of what is late, and each number opens its rows', async ({ browser }) => {
  const page = await personAt(browser, countyHandler)
  await open(page, refunds)
  await expectAccessible(page)
  const ledgers = page.getByRole('region', { name: '三本账（金额单位：元）' })
  for (const name of ['退回基金', '协议追回', '罚款']) await expect(ledgers.getByRole('rowheader', { name })).toBeVisible()
  await expect(ledgers.getByText('合计')).toHaveCount(0) // no line adds ledgers up

  // The number and the rows that it opens come to the same.
  const overdue = ledgers
    .getByRole('row', { name: /退回基金/ })
    .getByRole('link')
    .last()
  const told = Number(await overdue.locator('data').getAttribute('value'))
  await overdue.click()
  await expect(page).toHaveURL(/ledger=fundRefund&state=overdue/)
  await settled(page)
  const shown = await rowsOf(page)
    .locator('td:last-child data')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))))
  expect(shown.reduce((sum, fen) => sum + fen, 0)).toBe(told)

  await page.getByLabel('选择本页全部').check()
  await page.getByRole('button', { name: '催办逾期' }).click()
  await expect(page.getByText(/^已催办 \d+ 家/)).toBeVisible()
  await page.getByLabel('选择本页全部').check()
  await page.getByRole('button', { name: '催办逾期' }).click()
  await expect(page.getByText(/今天已经催办过/)).toBeVisible()
  await page.locator('summary').filter({ hasText: '催办记录' }).click()
  await expect(page.locator('details').filter({ hasText: '催办记录' }).getByRole('listitem').first()).toBeVisible()

  await open(page, `${refunds}?state=toDemand`)
  const waiting = async () => Number(/共 ([\d,]+) 条/.exec(await page.getByRole('main').innerText())?.[1]?.replaceAll(',', ''))
  const before = await waiting()
  expect(before).toBeGreaterThan(0)
  await rowsOf(page).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: '下达退款通知' }).click()
  await expect(page.getByText('已对 1 家机构的 1 笔款项下达退款通知')).toBeVisible()
  await open(page, `${refunds}?state=toDemand`)
  expect(await waiting()).toBe(before - 1)

  // On the finding's own page the notice can be withdrawn with a reason.
  await open(page, `${refunds}?state=overdue`)
  await rowsOf(page).first().getByRole('link').first().click()
  await page.waitForURL(/\/findings\//)
  await settled(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '撤回通知' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/理由|原因/)
    .fill('金额有误，重新下达')
  await page.getByRole('dialog').getByRole('button', { name: '撤回通知' }).click()
  await expect(page.getByText('已撤回：金额有误，重新下达')).toBeVisible()
  await page.context().close()
})

test('an institution sees what it still owes', async ({ browser }) => {
  const page = await personAt(browser, { login: 'health-centre-a' })
  await open(page, '/self-inspections')
  await page.getByRole('link', { name: '应退款项' }).click()
  await expect(page.getByRole('heading', { name: '应退款项' })).toBeVisible()
  await expect(page.getByRole('button', { name: '催办逾期' })).toHaveCount(0)
  await expectAccessible(page)
  await page.context().close()
})

const bankFile = (rows: readonly string[]) => ({
  name: '来账.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['交易日期,交易流水号,贷方发生额,对方户名,摘要', ...rows].join('\n')),
})

async function importFile(page: Page, rows: readonly string[]) {
  await open(page, `${refunds}/bank`)
  await page.getByLabel('来账明细文件').setInputFiles(bankFile(rows))
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('', { timeout: 30_000 })
  const account = page.getByLabel('收款账户')
  const known = page.getByRole('option', { name: '验收账户 尾号 0001' })
  if ((await known.count()) > 0) await account.selectOption('验收账户 尾号 0001')
  else {
    await account.selectOption('')
    await page.getByLabel('新账户名称').fill('验收账户 尾号 0001')
  }
  await page.getByRole('button', { name: '导入', exact: true }).click()
}

test('the bank’s list comes in once, and a reviewer ties it to what was declared', async ({ browser }) => {
  const serial = `E2E${randomInt(1e9)}`
  const handler = await personAt(browser, cityHandler)
  await importFile(handler, [`2024-06-03,${serial},十元,甲,退款`])
  await expect(handler.getByRole('main').getByRole('alert')).toContainText('整份没有导入')
  const rows = [`2024-06-03,${serial},0.02,虚构付款人,退款`]
  await importFile(handler, rows)
  await expect(handler.getByText('新增 1 笔')).toBeVisible()
  await importFile(handler, rows)
  await expect(handler.getByText('新增 0 笔，另有 1 笔以前已导入')).toBeVisible()
  await expect(handler.getByRole('button', { name: '全部确认到账' })).toHaveCount(0)
  await handler.context().close()

  const page = await personAt(browser, cityReviewer)
  await open(page, `${refunds}/bank`)
  await expectAccessible(page)
  const all = page.getByRole('button', { name: '全部确认到账' })
  if (await all.isVisible()) {
    await all.click()
    await expect(all).toHaveCount(0)
  }
  const proposal = page.getByRole('button', { name: '确认匹配' })
  await settled(page)
  const proposals = await proposal.count()
  if (proposals > 0) {
    await proposal.first().click()
    // One arrival may have been proposed for several: the others go with it.
    await expect.poll(() => proposal.count()).toBeLessThan(proposals)
  }

  // By hand: one fen of the row, for the first refund that waits.
  await page.getByRole('link', { name: serial }).click()
  await page.waitForURL(/\/bank\/[0-9a-f-]{36}/)
  await settled(page)
  await expectAccessible(page)
  await page.getByLabel('机构名称或凭证号').fill('TK2')
  await page.getByRole('button', { name: '查找' }).click()
  await page.waitForURL(/q=TK2/)
  await settled(page)
  const amount = page.getByLabel(/^匹配金额 /).first()
  await amount.fill('0.03')
  await page.getByRole('button', { name: '保存匹配' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('匹配金额超过了可匹配的数额')
  await amount.fill('0.01')
  await page.getByRole('button', { name: '保存匹配' }).click()
  await page.waitForURL(/\/bank$/)
  await page.getByRole('link', { name: serial }).click()
  await settled(page)
  await page.getByRole('button', { name: '撤销匹配' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/理由|原因/)
    .fill('对应错了机构')
  await page.getByRole('dialog').getByRole('button', { name: '撤销匹配' }).click()
  await expect(page.getByText('已撤销：对应错了机构')).toBeVisible()
  await page.context().close()
})

test('nobody else gets in', async ({ browser }) => {
  const statusOf = async (who: Parameters<typeof personAt>[1], paths: readonly string[], on: Browser = browser) => {
    const page = await personAt(on, who)
    const statuses = []
    for (const path of paths) statuses.push((await page.goto(path))?.status())
    await page.context().close()
    return statuses
  }
  expect(await statusOf({ login: 'rencheng-ps-officer' }, [refunds, `${refunds}/bank`])).toEqual([404, 404])
  expect(await statusOf({ login: 'hospital-a' }, [refunds, `${refunds}/bank`])).toEqual([200, 404])
  const county = await personAt(browser, countyHandler)
  await open(county, `${refunds}?state=outstanding`)
  const finding = await rowsOf(county)
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '').find((href) => href.includes('/findings/')))
  await county.context().close()
  expect(await statusOf({ login: 'yanzhou-mi-reviewer' }, [finding ?? ''])).toEqual([404])
})
