import { expect as hurried, type Locator, type Page, test } from '@playwright/test'
import { launchedCampaign, personAt } from '../support/campaign-story'
import { accounts } from '../support/server'

/**
 * What stands between people: two on one form, and a person who keeps away.
 */
test.setTimeout(240_000)
const expect = hurried.configure({ timeout: 30_000 })

const settled = (page: Page) => page.waitForLoadState('networkidle')
const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
const main = (page: Page) => page.getByRole('main')
async function found(page: Page, number: string, there: boolean) {
  const links = main(page).getByRole('link', { name: new RegExp(`^(?!移除筛选).*${number}`) })
  await settled(page)
  if (there) await expect(links.first()).toBeVisible()
  else await expect(links).toHaveCount(0)
}

test('of two people on one form the later sees both versions, keeps their text, and sends it on the newest state', async ({ browser }) => {
  const address = await launchedCampaign(browser)
  const open = async (login: string) => {
    const page = await personAt(browser, { login })
    await page.goto(`${address}/duties`)
    await page
      .getByRole('row', { name: /财政部门根据职责对医保基金/ })
      .getByRole('link')
      .click()
    await expect(page.getByRole('region', { name: '济宁市财政局', exact: true })).toBeVisible()
    await settled(page)
    return { page, own: page.getByRole('region', { name: '济宁市财政局', exact: true }) }
  }
  const later = await open('jining-fi-officer')
  const mine = '已核对财政补助资金拨付，未发现异常。'
  await later.own.getByLabel('办理情况').fill(mine)

  const first = await open('jining-fi-bills')
  const theirs = '已确定票据查验联络人，每周核对一次。'
  await first.own.getByLabel('办理情况').fill(theirs)
  await button(first.own, '报送进展').click()
  await expect(first.page.getByRole('row', { name: /^济宁市财政局 / })).toContainText(theirs)

  await button(later.own, '报送进展').click()
  await expect(later.own.getByRole('alert')).toContainText('他人已更新该事项')
  await expect(later.page.getByRole('row', { name: /^济宁市财政局 / })).toContainText(theirs)
  await expect(later.own.getByLabel('办理情况')).toHaveValue(mine)
  await button(later.own, '已看过页面上的最新内容，再次提交').click()
  await expect(later.page.getByRole('row', { name: /^济宁市财政局 / })).toContainText(mine)
  await expect(later.own.getByRole('alert')).toHaveCount(0)
  await first.page.reload()
  await expect(first.page.getByRole('row', { name: /^济宁市财政局 / })).toContainText(mine)
})

test('whoever keeps away finds the row gone from list, search and address, until it is lifted; so does whoever is ordered to', async ({
  browser,
}) => {
  const handler = await personAt(browser, { login: 'rencheng-mi-handler' })
  const approver = await personAt(browser, { login: 'rencheng-mi-approver' })
  await handler.goto('/leads?state=toVerify')
  const row = main(handler).locator('[data-row-link]').first()
  const number = (await row.innerText()).trim()
  await row.click()
  await handler.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  await settled(handler)
  const path = new URL(handler.url()).pathname
  const finds = async (page: Page, there: boolean) => {
    expect((await page.goto(path))?.status()).toBe(there ? 200 : 404)
    await page.goto(`/leads?q=${number}`)
    await found(page, number, there)
    await page.goto(`/search?q=${number}`)
    await found(page, number, there)
  }
  await finds(handler, true)

  await handler.goto(path)
  await settled(handler)
  await button(handler, '申明回避').click()
  const question = handler.getByRole('dialog')
  await question.getByLabel('回避范围').selectOption({ label: '本线索' })
  await question.getByLabel('回避事由').fill('本人配偶在该机构任职')
  await button(question, '申明回避').click()
  await expect(question).toBeHidden()
  await finds(handler, false)
  await finds(approver, true)

  const lift = async (reason: string) => {
    await approver.goto(path)
    await settled(approver)
    await expect(main(approver).getByText(/回避本线索/)).toBeVisible()
    await button(approver, '解除回避').click()
    await approver.getByRole('dialog').getByLabel('解除理由').fill(reason)
    await button(approver.getByRole('dialog'), '解除回避').click()
    await expect(main(approver).getByText('没有人员回避。')).toBeVisible()
  }
  await lift('已核实，不存在应当回避的情形')
  await finds(handler, true)

  await approver.goto(path)
  await settled(approver)
  await button(approver, '责令回避').click()
  const order = approver.getByRole('dialog')
  const name = accounts().find(({ login }) => login === 'rencheng-mi-handler')?.name ?? ''
  await order.getByLabel('人员').selectOption({ label: name })
  await order.getByLabel('回避范围').selectOption({ label: '本线索' })
  await order.getByLabel('事由').fill('群众反映其与该机构负责人有亲属关系')
  await button(order, '责令回避').click()
  await expect(main(approver).getByText(/回避本线索/)).toBeVisible()
  await finds(handler, false)
  await lift('经核查不属实，解除')
  await finds(handler, true)
})
