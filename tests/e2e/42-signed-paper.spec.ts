import { createHash } from 'node:crypto'
import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { confirmStep } from '../support/case-story'
import { accountOf, signIn } from '../support/server'

/** A paper is signed, its pages are kept, and what the case says later stands beside them. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const filled: readonly (readonly [string, string])[] = [
  ['统一社会信用代码（证件号码）', '52370811MJD00002XC'],
  ['住所（地址）', '任城区清溪路1号'],
  ['法定代表人（负责人）', '王平'],
  ['改正内容和要求', '退回造成的基金损失，三十日内整改到位。'],
  ['改正期限', '2026-12-20'],
  ['联系人', '朱立新'],
  ['联系电话', '0537-0000000'],
]

async function pagesOf(page: Page): Promise<string> {
  const address = await page.getByRole('link', { name: '查看 PDF' }).getAttribute('href')
  const answer = await page.request.get(address ?? '')
  expect(answer.status()).toBe(200)
  return createHash('sha256')
    .update(await answer.body())
    .digest('hex')
}

test('a signed paper keeps its pages, and shows what the case says since', async ({ browser }) => {
  const as = async (role: string) => {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role }))
    return page
  }
  const handler = await as('handler')
  await handler.goto('/cases?state=investigating&mine=1')
  const casePath = await handler.locator('tbody').getByRole('link').first().getAttribute('href')
  await handler.goto(`${casePath}?tab=documents`)
  const main = handler.getByRole('main')
  await main.getByLabel('文种').selectOption({ label: '责令改正通知书' })
  await main.getByRole('button', { name: '起草文书' }).click()
  await expect(main.getByRole('heading', { name: /责令改正通知书/ })).toBeVisible()
  for (const [label, words] of filled) await main.getByLabel(label, { exact: true }).fill(words)
  await main.getByRole('button', { name: '保存并重新生成' }).click()
  await expect(main.getByText('所需内容已经齐全，与案件现有数据一致。')).toBeVisible()

  const approver = await as('approver')
  await approver.goto(new URL(handler.url()).pathname)
  await confirmStep(approver, '签发')
  await expect(approver.getByText('已签发')).toBeVisible()
  const sealed = await pagesOf(approver)
  await approver.reload()
  await expect(approver.getByText(`PDF SHA-256：${sealed}`)).toBeVisible()
  await expect(approver.getByText(/签发版面共 \d 页/)).toBeVisible()

  await handler.goto(`${casePath}?tab=facts`)
  await main.getByText('拟定裁量').first().click()
  await main
    .getByRole('textbox', { name: /拟责令退回/ })
    .first()
    .fill('100')
  await main.getByRole('textbox', { name: '罚款倍数' }).first().fill('2')
  // Of an act that goes on past the day on which the rules changed, it is said which of them apply.
  const rules = main.getByLabel('适用的规定').first()
  if (await rules.isVisible()) {
    await rules.selectOption({ label: '适用旧规定' })
    await main.getByLabel('比对情况和理由').first().fill('行为主要发生在施行以前，新旧规定处罚相同，适用行为时的规定。')
  }
  await main.getByRole('button', { name: '拟定裁量' }).first().click()
  await expect(main.getByText('100.00').first()).toBeVisible()
  await approver.reload()
  await expect(approver.getByRole('heading', { name: '签发后的数据变动' })).toBeVisible()
  await expect(approver.getByRole('rowheader', { name: '违法事实和金额 第1项 应退回基金' })).toBeVisible()
  expect(await pagesOf(approver)).toBe(sealed)
  expect(await violationsOf(approver)).toEqual([])
  await approver.screenshot({ path: 'test-results/screens/signed-paper.png', fullPage: true })
})
