import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'

const reviewer = { login: 'rencheng-mi-reviewer' }
const settled = (page: Page) => page.waitForLoadState('networkidle')
const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const day = (from: number) => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10)

const card = (page: Page, title: string | RegExp) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const queue = (page: Page) => page.getByRole('table', { name: /待审核的填报/ })
const amountOf = (text: string | null) => Number((text ?? '').replace(/[,\s]/g, ''))

test('the queue puts the most surprising first and says why', async ({ browser }) => {
  const page = await personAt(browser, reviewer)
  await page.goto('/self-inspections/review')
  await settled(page)
  const amounts = (await queue(page).getByRole('row').locator('td:nth-child(2), th + td').allTextContents()).map(amountOf)
  expect(amounts.length).toBeGreaterThan(1)
  expect(amounts).toEqual([...amounts].sort((one, other) => other - one))
  await page.locator('summary').filter({ hasText: '偏差怎样算' }).click()
  await expect(page.getByText(/未核实/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/review-queue.png' })

  // Her own phrases stand in the return form, and only there.
  await page.locator('summary').filter({ hasText: '常用退回理由' }).click()
  const phrases = page.getByRole('textbox', { name: '常用退回理由' })
  const phrase = `请逐项附收费明细 ${Date.now()}`
  await phrases.fill(`${await phrases.inputValue()}\n${phrase}`)
  await page.getByRole('button', { name: '保存常用理由' }).click()
  await expect(page.getByText(/ 修改$/)).toBeVisible()
  await queue(page).getByRole('link').first().click()
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  await settled(page)
  await page.locator('summary').filter({ hasText: '退回补正' }).click()
  await expect(page.getByLabel('常用理由').locator('option', { hasText: phrase })).toHaveCount(1)

  for (const login of ['rencheng-mi-handler', 'rencheng-ps-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto('/self-inspections/review'))?.status(), login).toBe(404)
    await stranger.context().close()
  }
})

test('a question goes out, comes back with evidence, and until it is settled nothing passes', async ({ browser }) => {
  const clinic = await personAt(browser, { login: 'clinic-a' })
  await clinic.goto('/self-inspections')
  await clinic.getByRole('link', { name: '打开', exact: true }).first().click()
  await clinic.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  const filing = new URL(clinic.url()).pathname

  const page = await personAt(browser, reviewer)
  await page.goto(filing)
  await settled(page)
  const asking = card(page, '审核询问')
  await asking.locator('summary').filter({ hasText: '提出询问' }).click()
  await asking.getByLabel('针对哪一条').selectOption({ index: 1 })
  const text = `请说明计费规则 ${Date.now()}`
  await asking.getByLabel('要说明什么').last().fill(text)
  await asking.getByRole('button', { name: '提出询问' }).last().click()
  await expect(asking.getByRole('listitem').filter({ hasText: text }).first()).toBeVisible()
  await expect(card(page, '审核').getByText(/没有办结，不能通过/)).toBeVisible()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/filing-questions.png' })

  await clinic.goto(filing)
  await settled(clinic)
  const own = card(clinic, '审核询问')
  await expectAccessible(clinic)
  await clinic.screenshot({ path: 'test-results/screens/clinic-questions.png' })
  const thread = own.locator('ul > li').filter({ hasText: text })
  await thread.getByRole('textbox', { name: '答复' }).fill('已逐份核对，见附件。')
  await thread.getByLabel('佐证材料（选填）').setInputFiles({
    ...{ name: '核对表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') },
  })
  await expect(thread.locator('input[name=evidenceFileIds]')).not.toHaveValue('')
  await thread.getByRole('button', { name: '提交答复' }).click()
  await expect(thread.getByText('已答复，待查看')).toBeVisible({ timeout: 20_000 })

  await page.goto(filing)
  await settled(page)
  await expect(asking.getByRole('link', { name: '核对表.pdf' }).first()).toBeVisible()
  const settles = asking.getByRole('button', { name: '办结', exact: true })
  for (let left = await settles.count(); left > 0; left -= 1) {
    await settles.first().click()
    await expect(settles).toHaveCount(left - 1, { timeout: 20_000 })
  }
  await expect(page.getByRole('button', { name: '通过并审下一家' })).toBeVisible()
  await expect(refusalOn(page)).toHaveCount(0)
})

test('a clean filing is reviewed in three presses, and the next one opens', async ({ browser }) => {
  const page = await personAt(browser, reviewer)
  await page.goto('/self-inspections')
  await settled(page)
  let presses = 0
  const press = async (act: () => Promise<void>) => {
    presses += 1
    await act()
  }
  await press(() => page.getByRole('link', { name: '审核队列' }).click())
  await page.waitForURL(/\/review$/)
  await settled(page)
  await press(() =>
    queue(page)
      .getByRole('row')
      .filter({ hasNot: page.getByText('有线索未查出') })
      .getByRole('link')
      .last()
      .click(),
  )
  await page.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  await settled(page)
  const reviewed = new URL(page.url()).pathname
  await press(() => page.getByRole('button', { name: '通过并审下一家' }).click())
  await page.waitForURL((url) => url.pathname !== reviewed)
  expect(presses).toBeLessThanOrEqual(3)
  await page.goto(reviewed)
  await expect(page.getByText('已通过').first()).toBeVisible()
})

test('what has nothing against it passes at once, and a tenth of it is announced for a re-check', async ({ browser }) => {
  const page = await personAt(browser, { login: 'rencheng-mi-reviewer' })
  await page.goto('/self-inspections/review')
  await settled(page)
  await page
    .getByRole('link', { name: /^看看哪些可以批量通过/ })
    .first()
    .click()
  await expect(page.locator('summary').filter({ hasText: '批量通过无偏差的填报' })).toBeVisible()
  await settled(page)
  await page
    .locator('summary')
    .filter({ hasText: /^看这 \d+ 份/ })
    .first()
    .click()
  await expectAccessible(page)
  await page.screenshot({ path: 'test-results/screens/review-batch.png' })
  await page.getByLabel('号码来源').first().fill('中国福利彩票双色球开奖号码')
  await page.getByLabel('号码公布日期').first().fill(day(0))
  const pass = page.getByRole('button', { name: /^通过 \d+ 份并公告复查$/ }).first()
  await pass.click()
  await expect(refusalOn(page)).toContainText('号码的公布日期应在今天之后')
  await page.getByLabel('号码公布日期').first().fill(day(1))
  await pass.click()
  await page.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  await expect(page.getByText('批量通过后复查').first()).toBeVisible()
  await expect(page.getByText('尚未抽取，没有名单。')).toBeVisible()
  await renewed(browser, page)
})

/** Before its number can be known the forced re-check gets another day, from the approver alone; it is never simply given up. */
async function renewed(browser: Browser, announcer: Page) {
  const draw = new URL(announcer.url()).pathname
  const number = (await announcer.getByRole('heading', { level: 1 }).innerText()).trim()
  const handler = await personAt(browser, { login: 'rencheng-mi-handler' })
  await handler.goto(draw)
  await settled(handler)
  for (const refused of [announcer, handler]) await expect(refused.getByRole('button', { name: '改用另一天的号码' })).toHaveCount(0)
  for (const login of ['yanzhou-mi-approver', 'rencheng-ps-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto(draw))?.status(), login).toBe(404)
    await stranger.context().close()
  }
  const page = await personAt(browser, { login: 'rencheng-mi-approver' })
  await page.goto(draw)
  await settled(page)
  await expect(page.getByRole('button', { name: '放弃抽取' })).toHaveCount(0)
  const renewal = card(page, '改用另一天的号码')
  await renewal.getByLabel('改期的原因').fill('当天开奖因节假日停售')
  await renewal.getByLabel('改由哪一天的号码决定').fill(day(0))
  await renewal.getByRole('button', { name: '改用另一天的号码' }).click()
  await expect(refusalOn(page)).toContainText('号码的公布日期应在今天之后')
  await expectAccessible(page)
  await renewal.getByLabel('改由哪一天的号码决定').fill(day(3))
  await renewal.getByRole('button', { name: '改用另一天的号码' }).click()
  const rounds = card(page, '本专项的各次抽取').getByRole('listitem')
  await expect(rounds.filter({ hasText: number })).toContainText('已放弃抽取：当天开奖因节假日停售')
  await expect(renewal).toHaveCount(0)
  const again = rounds.filter({ hasText: `${day(3)} 公布` })
  await expect(again).toContainText('已公告，待抽取')
  await again.getByRole('link').click()
  await page.waitForURL((url) => url.pathname !== draw)
  await expect(page.getByText('批量通过后复查').first()).toBeVisible()
  await expect(page.getByText('尚未抽取，没有名单。')).toBeVisible()
}
