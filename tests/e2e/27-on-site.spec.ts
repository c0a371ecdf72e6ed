import { type Browser, expect, type Page, test } from '@playwright/test'
import { violationsOf } from '../support/axe'
import { cityApprover, cityHandler, personAt } from '../support/campaign-story'
import { accountOf } from '../support/server'

const settled = (page: Page) => page.waitForLoadState('networkidle')
const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const shot = (page: Page, name: string) => page.screenshot({ path: `${test.info().outputDir}/${name}.png`, fullPage: true })

async function expectAccessible(page: Page) {
  // What lies half under the fixed head of the page is not small.
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await violationsOf(page)).toEqual([])
}

const day = (from: number) => new Date(Date.now() + 8 * 3_600_000 + from * 86_400_000).toISOString().slice(0, 10)
const inspectors = ['jining-mi-handler', 'jining-mi-reviewer'] as const
const nameOf = (login: string) => accountOf({ login }).name

/** Nobody announces while a number is out that has not been used: whoever is first to come draws what the demonstration has announced. */
async function drawWhatIsDue(city: Page) {
  const due = city.getByRole('row').filter({ hasText: '整改情况回头看' }).filter({ hasText: '已公告，待抽取' })
  if ((await due.count()) === 0) return
  await due.getByRole('link').first().click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  await settled(city)
  await city.getByLabel('公布的号码').fill('03 11 19 24 27 32 + 08')
  await city.getByRole('button', { name: '登记号码并抽取' }).click()
  await expect(city.getByText('名单与记录一致')).toBeVisible()
  await city.goto('/self-inspections/spot-checks')
  await settled(city)
}

test('a draw by weight shows how the weights are spread, and nobody in particular', async ({ browser }) => {
  const city = await personAt(browser, cityHandler)
  await city.goto('/self-inspections/spot-checks')
  await settled(city)
  await drawWhatIsDue(city)
  const campaign = await city.getByLabel('专项').locator('option', { hasText: '2026年' }).first().getAttribute('value')
  await city.getByLabel('专项').selectOption(campaign)
  await city.getByRole('combobox', { name: '用途' }).first().selectOption({ label: '自查自纠抽查复查' })
  await city.getByLabel('风险加权').check()
  await city.getByRole('textbox', { name: '数量' }).fill('3')
  await city.getByLabel('号码来源').fill('上证综合指数收盘点位')
  await city.getByLabel('号码公布日期').fill(day(7))
  await city.getByLabel('再次抽取的原因').fill('按风险补抽一批')
  await city.getByRole('button', { name: '预览名额' }).click()
  await expect(city.getByText(/最低 \d+，居中 \d+，最高 \d+，合计 \d+/)).toBeVisible({ timeout: 20_000 })
  await shot(city, 'weighted-preview')
  await expectAccessible(city)
  await city.getByRole('button', { name: '公告抽取' }).click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  await expect(city.getByText('权重指纹（SHA-256）')).toBeVisible()
  await expect(city.getByText('尚未抽取，没有名单。')).toBeVisible()
  await shot(city, 'weighted-announced')
})

/** The demonstration's draw that is made, and the first of its institutions that waits for inspectors to sign. */
async function openDraw(city: Page): Promise<string> {
  await city.goto('/self-inspections/spot-checks')
  await settled(city)
  const row = city
    .getByRole('row')
    .filter({ hasText: '自查自纠抽查复查' })
    .filter({ hasText: /第 1 次/ })
  await row.getByRole('link').first().click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}$/)
  await settled(city)
  return new URL(city.url()).pathname
}

/** Sends the two to the first that waits; its page and its institution. */
async function sendInspectors(city: Page): Promise<{ page: string; name: string }> {
  const box = city.getByRole('checkbox', { name: /^选择 / }).first()
  const name = ((await box.getAttribute('aria-label')) ?? '').replace('选择 ', '')
  await city.getByLabel('检查人员一').selectOption({ label: nameOf(inspectors[0]) })
  await city.getByLabel('检查人员二').selectOption({ label: nameOf(inspectors[0]) })
  await city.getByRole('button', { name: '安排检查人员' }).click()
  await expect(refusalOn(city)).toContainText('请先勾选要安排的机构')
  await box.check()
  await city.getByRole('button', { name: '安排检查人员' }).click()
  await expect(refusalOn(city)).toContainText('不能是同一人')
  await city.getByLabel('检查人员二').selectOption({ label: nameOf(inspectors[1]) })
  await expectAccessible(city)
  await city.getByRole('button', { name: '安排检查人员' }).click()
  await expect(city.getByText('已安排 1 家。')).toBeVisible()
  await shot(city, 'assigned')
  await city.getByRole('link', { name: `现场核查：${name}` }).click()
  await city.waitForURL(/\/spot-checks\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/)
  await settled(city)
  return { page: new URL(city.url()).pathname, name }
}

/** Item by item what was found; the first is under-declared. */
async function findOnSite(city: Page) {
  const first = city.getByRole('link', { name: /^登记 / }).first()
  // Of an institution that found nothing itself, all items are folded away.
  if (!(await first.isVisible())) await city.locator('summary').filter({ hasText: '其余条目' }).click()
  await first.click()
  await city.waitForURL(/item=/)
  await settled(city)
  await city.getByLabel('少报').check()
  await city.getByRole('button', { name: '保存并到下一项' }).click()
  await expect(refusalOn(city)).toContainText('少报的要填写差额并说明')
  await city.getByLabel('差额').fill('860.50')
  await city.getByLabel('核查情况').fill('抽查病历十二份，另有重复收费')
  await city
    .getByLabel('佐证材料')
    .setInputFiles({ name: '现场照片.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await expect(city.locator('input[name=evidenceFileIds]')).not.toHaveValue('')
  await shot(city, 'line-form')
  await expectAccessible(city)
  await city.getByRole('button', { name: '保存并到下一项' }).click()
  await expect(city.getByRole('main')).toContainText('860.50')
  // Whatever else the institution found, agrees; then all the others in one act.
  for (let left = 0; left < 60; left += 1) {
    const form = city.locator('#line-form')
    await settled(city)
    if ((await form.count()) === 0 || (await city.getByRole('button', { name: '其余条目均与填报一致' }).count()) > 0) break
    await form.getByLabel('与填报一致').check()
    await form.getByRole('button', { name: '保存并到下一项' }).click()
    await settled(city)
  }
  if ((await city.getByRole('button', { name: '其余条目均与填报一致' }).count()) > 0) {
    await city.getByLabel(/我已核对其余/).check()
    await city.getByRole('button', { name: '其余条目均与填报一致' }).click()
  }
  await expect(city.getByRole('button', { name: '签认', exact: true })).toBeVisible()
}

/** The county of the institution may look; another county, the police and other institutions find nothing. */
async function refusedToOthers(browser: Browser, page: string, institution: string) {
  const otherCounty = institution.startsWith('兖州区') ? 'rencheng-mi-handler' : 'yanzhou-mi-handler'
  for (const login of [otherCounty, 'rencheng-ps-officer', 'jining-ps-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    for (const path of [page, `${page}/sheet`]) expect((await stranger.goto(path))?.status(), `${login} ${path}`).toBe(404)
    await stranger.context().close()
  }
}

test('two inspectors find item by item on site and both sign', async ({ browser }) => {
  test.setTimeout(240_000)
  const city = await personAt(browser, cityHandler)
  await openDraw(city)
  const { page, name } = await sendInspectors(city)
  await city.goto('/desk?kind=checkOnSite')
  await expect(city.getByRole('link', { name: new RegExp(name) }).first()).toBeVisible()
  await city.goto(page)
  await settled(city)
  await expect(city.getByRole('button', { name: '签认', exact: true })).toHaveCount(0)
  await shot(city, 'on-site')
  await findOnSite(city)
  await city.getByRole('button', { name: '签认', exact: true }).click()
  await expect(city.getByText('等待另一名检查人员核对签认。')).toBeVisible()

  const other = await personAt(browser, { login: inspectors[1] })
  await other.goto(page)
  await settled(other)
  await expectAccessible(other)
  await other.getByRole('button', { name: '核对无误，签认' }).click()
  await expect(other.getByText('不一致，差额合计 860.50 元')).toBeVisible()
  await expect(other.getByRole('link', { name: /^登记 / })).toHaveCount(0)
  await shot(other, 'signed')
  await other.getByRole('link', { name: '打印核查表' }).click()
  await expect(other.getByRole('heading', { name: '医疗保障基金自查自纠抽查复查现场核查表' })).toBeVisible()
  await expectAccessible(other)
  await shot(other, 'sheet')
  await refusedToOthers(browser, page, name)
})

test('an institution disputes what was found, and somebody who did not inspect decides', async ({ browser }) => {
  test.setTimeout(120_000)
  const hospital = await personAt(browser, { login: 'health-centre-a' })
  await hospital.goto('/self-inspections')
  await settled(hospital)
  await hospital.getByRole('link', { name: '打开' }).first().click()
  await settled(hospital)
  const found = hospital.locator('#checks')
  await expect(found).toContainText('少报')
  await found
    .getByText(/^对 .* 提出异议$/)
    .first()
    .click()
  await found.getByLabel('异议的理由').fill('差额中包含已经申报的部分')
  await shot(hospital, 'dispute')
  await expectAccessible(hospital)
  await found.getByRole('button', { name: '提出异议' }).click()
  await expect(found).toContainText('待处理')
  await expect(found.getByRole('button', { name: '提出异议' })).toHaveCount(0)

  const approver = await personAt(browser, cityApprover)
  await approver.goto('/desk?kind=decideDispute')
  await settled(approver)
  await approver.getByRole('table').getByRole('link').first().click()
  await settled(approver)
  const card = approver.locator('#disputes')
  await card.getByLabel('维持原结果').check()
  await card.getByLabel('理由').fill('复核病历，差额没有包含已申报部分')
  await shot(approver, 'decide')
  await expectAccessible(approver)
  await card.getByRole('button', { name: '提交处理结果' }).click()
  await expect(card.getByText('维持原结果').first()).toBeVisible()
  await expect(card.getByRole('button', { name: '提交处理结果' })).toHaveCount(0)
  await hospital.reload()
  await expect(found).toContainText('复核病历，差额没有包含已申报部分')
})

test('what came again is proposed with its rows, and a person decides in their own words', async ({ browser }) => {
  test.setTimeout(120_000)
  const approver = await personAt(browser, cityApprover)
  await approver.goto('/self-inspections')
  await settled(approver)
  await approver.getByRole('link', { name: '后续处理建议' }).click()
  await approver.waitForURL(/\/consequences$/)
  await settled(approver)
  const waiting = approver.getByRole('region', { name: /^待处理/ }).locator('section')
  // What came again stands there with its rows of both years, and with the day on which the earlier was said to be rectified.
  const again = waiting.filter({ hasText: '屡查屡犯' }).first()
  const years = (await again.getByRole('listitem').allInnerTexts()).flatMap((row) => row.match(/20\d\d(?=年)/g) ?? [])
  expect([...new Set(years)].sort()).toEqual([String(Number(years.at(-1)) - 1), years.at(-1)])
  await expect(again.getByRole('listitem').first()).toContainText('整改')
  const proposal = waiting.filter({ hasText: '整改不到位' }).first()
  await expect(proposal).toContainText('现场未整改')
  const name = ((await proposal.getByRole('heading').textContent()) ?? '').replace('整改不到位', '').trim().split(' ')[0] ?? ''
  // Opened before the page's scripts are there, it may be shut again by them.
  const accept = proposal.getByLabel('采纳', { exact: true })
  await expect(async () => {
    if (!(await accept.isVisible())) await proposal.getByText(/^处理：/).click()
    await accept.check({ timeout: 2_000 })
  }).toPass()
  await proposal.getByLabel('理由').fill('现场核查两次均未整改，拟列入下一批重点检查')
  await shot(approver, 'consequences')
  await expectAccessible(approver)
  await proposal.getByRole('button', { name: '提交处理结果' }).click()
  await expect(proposal.getByRole('alert')).toContainText('请选择与情形相符的措施')
  await proposal.getByLabel('措施').selectOption({ label: '列入重点检查' })
  await proposal.getByRole('button', { name: '提交处理结果' }).click()
  const settledTable = approver.getByRole('table', { name: '已处理' })
  await expect(settledTable).toContainText('现场核查两次均未整改，拟列入下一批重点检查')
  await expect(settledTable).toContainText(name)

  for (const login of ['rencheng-ps-officer', 'jining-hc-officer', 'hospital-a']) {
    const stranger = await personAt(browser, { login })
    expect((await stranger.goto('/self-inspections/consequences'))?.status(), login).toBe(404)
    await stranger.context().close()
  }
})
