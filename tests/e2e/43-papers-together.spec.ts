import { expect as expectSoon, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { button, shown } from '../support/case-story'
import { clicksOf, countAnew, countClicks } from '../support/clicks'
import { accountOf, signIn } from '../support/server'

/** Papers of several cases are drafted together and issued together: each with its number, and one that is not complete is named and left. */
test.setTimeout(240_000)
const expect = expectSoon.configure({ timeout: 30_000 })

const alike: readonly (readonly [string, string])[] = [
  ['改正内容和要求', '退回造成的基金损失，三十日内整改到位。'],
  ['联系人', '朱立新'],
  ['联系电话', '0537-0000000'],
]

/** Chooses the first rows of a list. */
async function chooseTwo(page: Page) {
  const boxes = page.locator('tbody').getByRole('checkbox')
  await expect(boxes.nth(1)).toBeVisible()
  for (const place of [0, 1]) await boxes.nth(place).check()
}

test('papers of several cases are drafted and issued together', async ({ browser }) => {
  const as = async (role: string) => {
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(page, accountOf({ department: 'MI', regionCode: '370811', role }))
    return page
  }
  const handler = await as('handler')
  await handler.goto('/cases?state=investigating&mine=1')
  await chooseTwo(handler)
  const main = handler.getByRole('main')
  await main.getByLabel('文种').selectOption({ label: '责令改正通知书' })
  await button(main, '成批起草文书').click()
  for (const [label, words] of alike) await main.getByLabel(label, { exact: true }).fill(words)
  expect(await violationsOf(handler)).toEqual([])
  await button(main, '起草 2 份').click()
  await shown(handler, '共 2 份，已起草 2 份')
  const papers = await main
    .locator('tbody')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  await handler.goto(papers[0] ?? '')
  await main.getByLabel('改正期限', { exact: true }).fill('2026-12-20')
  // Not every party of the register has said who heads it.
  await main.getByLabel('法定代表人（负责人）', { exact: true }).fill('朱立新')
  await main.getByLabel('住所（地址）', { exact: true }).fill('任城区槿岫路253号')
  await button(main, '保存并重新生成').click()
  await shown(handler, '所需内容已经齐全，与案件现有数据一致。')

  const approver = await as('approver')
  await approver.goto('/documents?view=sign')
  await chooseTwo(approver)
  const head = approver.getByRole('main')
  await button(head, '成批签发').click()
  await shown(approver, '有 1 份还有待填内容')
  await button(head, '签发 2 份').click()
  await shown(approver, '共 2 份，已签发 1 份，未能办理 1 份')
  await shown(approver, /任医保.+〔\d{4}〕\d+号/)
  await shown(approver, /文书还有待填内容/)
  expect(await violationsOf(approver)).toEqual([])
  await handler.goto(papers[0] ?? '')
  await shown(handler, '已签发')

  // What could not be done is found again in one click, and chosen anew from there.
  await countClicks(approver)
  await approver.goto('/documents')
  await countAnew(approver)
  await approver.getByRole('link', { name: '我的成批办理' }).click()
  const own = head.getByRole('row').filter({ hasText: '成批签发' }).first()
  await expect(own).toContainText('已办完')
  expect(await clicksOf(approver)).toBe(1)
  await expect(own.getByRole('cell')).toContainText(['2', '1', '0', '1'].map((text) => new RegExp(`^${text}$`)))
  expect(await violationsOf(approver)).toEqual([])
  await button(own, '重办未办的 1 份').click()
  await shown(approver, '共 1 份，待办理 1 份')
})
