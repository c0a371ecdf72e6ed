import { randomInt } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { openFiling, sectionsOf, settled, tabTo } from '../support/filing-story'
import { issuedToHospitals } from '../support/issued-list'

const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') })

/** Counts what the pointer does, over all pages of the tab. */
async function countingClicks(page: Page) {
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks') ?? 0) + 1)), true)
  })
  return {
    clicks: () => page.evaluate(() => Number(sessionStorage.getItem('clicks') ?? 0)),
    anew: () => page.evaluate(() => sessionStorage.removeItem('clicks')),
  }
}

test.beforeAll(async ({ browser }) => issuedToHospitals(browser))

test('a clean section is filed in three clicks, and the next one in as many', async ({ browser }) => {
  const page = await personAt(browser, { login: 'hospital-a' })
  const { clicks, anew } = await countingClicks(page)
  await openFiling(page)
  await anew()
  const begun = Date.now()
  await page.getByRole('list', { name: '各节填报情况' }).getByRole('link').last().click()
  await page.getByLabel(/对照以上条目逐条自查/).check()
  await page.getByRole('button', { name: '填完本节' }).click()
  await expect(page.getByText('已完成').first()).toBeVisible()
  const [seen, ms] = [await clicks(), Date.now() - begun]
  test.info().annotations.push({ type: 'target', description: `a clean section: ${seen} clicks, ${ms} ms` })
  console.log(`a clean section: ${seen} clicks, ${ms} ms`)
  expect(seen).toBeLessThanOrEqual(3)
  expect(ms).toBeLessThan(60_000)
})

/** Whether the page's scripts have taken this field over: a key pressed before is undone by them. */
const takesKeys = (field: Element) => Object.keys(field).some((name) => name.startsWith('__reactProps'))

test('a finding with its refund is filed in four minutes without the mouse', async ({ browser }) => {
  test.setTimeout(300_000)
  const page = await personAt(browser, { login: 'hospital-a' })
  const { clicks, anew } = await countingClicks(page)
  await openFiling(page)
  const [section = ''] = await sectionsOf(page)
  await page.goto(section)
  await settled(page)
  await expect.poll(() => page.locator('input[type=radio]').first().evaluate(takesKeys)).toBe(true)
  await anew()

  // Counted at the pace of somebody who looks for the keys, five strokes a second, on top of what the pages take: nobody sits here.
  let strokes = 0
  const press = async (key: string) => {
    strokes += 1
    await page.keyboard.press(key, { delay: 20 })
  }
  const type = async (text: string) => {
    strokes += text.length
    await page.keyboard.type(text, { delay: 20 })
  }
  let stops = 0
  const reach = async (name: string) => {
    const taken = await tabTo(page, name, 20)
    strokes += taken
    stops += taken
  }
  const words = `只用键盘 ${randomInt(1e9)}`
  const begun = Date.now()
  await press('Tab')
  await press('Enter') // past the menu
  const firstItem = () =>
    page.evaluate(
      () =>
        document.activeElement instanceof HTMLInputElement &&
        document.activeElement.type === 'radio' &&
        document.activeElement.closest('ol') !== null,
    )
  for (; !(await firstItem()) && stops < 60; stops++) await press('Tab')
  await press('ArrowDown')
  await expect(page.getByText('已保存')).toBeVisible()
  await reach('登记问题明细')
  await press('Enter')
  await expect(page.getByLabel('具体情形')).toBeFocused()
  await press('Control+A')
  await type(words)
  const day = await dayKeys(page)
  const values = {
    periodFrom: day('2023', '01', '01'),
    periodTo: day('2023', '06', '30'),
    peopleCount: '5',
    billed: '3000',
    irregular: '2000',
    fundLoss: '1000',
  }
  for (const [name, text] of Object.entries({ ...values, cause: '系统未校验护理级别', remedy: '已上线校验规则' })) {
    await reach(name)
    await type(text)
  }
  strokes += await choose(page, 'evidenceFileIds', '护理费明细.pdf')
  await reach('then')
  await press('Enter')

  await expect(page.getByLabel('退回金额')).toBeFocused()
  await expect(page.getByLabel('退回金额')).toHaveValue('1,000.00')
  await reach('paidOn')
  await type(day('2024', '05', '20'))
  await reach('voucherNumber')
  await type(`J${randomInt(1e9)}`)
  strokes += await choose(page, 'proofFileId', '银行回单.pdf')
  await press('Control+Enter')
  await expect(page.getByRole('region', { name: words }).getByText('待确认')).toBeVisible()
  const ms = Date.now() - begun + strokes * 180 // the other 20 ms of each have passed
  console.log(
    `a finding with its refund: ${strokes} strokes, ${Math.round(ms / 1000)} s at five strokes a second, ${stops} times Tab, ${await clicks()} clicks`,
  )
  expect(ms).toBeLessThan(240_000)
  expect(await clicks()).toBe(0)

  // The next Tab is the next thing of that item, not the top of the page.
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.id ?? '')).not.toBe('')
})

/** A day as this browser's date field takes it: in the order of the language it was built with. */
async function dayKeys(page: Page) {
  const probe = await page.context().newPage()
  await probe.setContent('<input type="date" max="2999-12-31">')
  await probe.locator('input').focus()
  await probe.keyboard.type('20230630')
  const yearFirst = (await probe.locator('input').inputValue()) === '2023-06-30'
  await probe.close()
  return (year: string, month: string, date: string) => (yearFirst ? year + month + date : month + date + year)
}

/** Returns how many keys it took. */
async function choose(page: Page, field: string, name: string): Promise<number> {
  // Asked for before the way there: the browser is told to hand the dialog over, and a key pressed meanwhile would open none.
  const opened = page.waitForEvent('filechooser')
  const stops = await tabTo(page, `${field}-chooser`, 20)
  await page.keyboard.press('Space')
  await (await opened).setFiles(pdf(name))
  await expect(page.locator(`input[name=${field}]`)).not.toHaveValue('')
  return stops + 1
}

test('whoever comes for the first time files everything from what the page says; a lost answer files once', async ({ browser }) => {
  test.setTimeout(240_000)
  const page = await personAt(browser, { login: 'hospital-b' })
  const filing = await openFiling(page)
  await expect(page.getByText('打开这一节，勾选“已对照以上条目逐条自查”，点“填完本节”')).toBeVisible()
  await page.screenshot({ path: 'test-results/screens/filing-first-time.png' })
  // Each section leads on to the next; the last one back to the whole.
  const open = await sectionsOf(page)
  await page.getByRole('list', { name: '各节填报情况' }).getByRole('link').first().click()
  for (let section = 0; section < open.length; section++) {
    await page.waitForURL((url) => url.pathname === open[section])
    await page.getByLabel(/对照以上条目逐条自查/).check()
    await page.getByRole('button', { name: '填完本节' }).click()
    await page.getByRole('link', { name: section === open.length - 1 ? '核对并报送' : /^下一节/ }).click()
  }
  await page.waitForURL(`**${filing}/submit`)
  await page.getByLabel(/代表本机构作出以上承诺/).check()

  // The filing is committed and the answer never arrives.
  let lost = 0
  await page.route('**/submit', async (route) => {
    if (!route.request().headers()['next-action'] || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: '报送', exact: true }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('重试不会重复办理')
  const other = await page.context().newPage()
  await other.goto(filing)
  const receipt = await other.getByText(/^HZ-370811-/).textContent()
  await page.getByRole('button', { name: '报送', exact: true }).click()
  await page.waitForURL(/#receipt$/)
  await expect(page.getByText(/^HZ-370811-/)).toHaveText(receipt ?? '')
  expect(lost).toBe(1)
})
