import { randomInt } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { cityApprover, cityHandler, personAt } from '../support/campaign-story'

const settled = (page: Page) => page.waitForLoadState('networkidle')
const shot = (page: Page, name: string) => page.screenshot({ path: `test-results/screens/${name}.png` })

async function open(page: Page, path: string, status = 200) {
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(status)
  await settled(page)
}

/** Uploads a list on the page of imports and comes to what it holds. */
async function upload(page: Page, rows: readonly string[]) {
  await open(page, '/institutions/imports')
  const text = ['机构编码,机构名称,机构类型,等级,县区,联系电话', ...rows].join('\r\n')
  await page.getByLabel('机构名单（').setInputFiles({ name: '机构名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('')
  await page.getByRole('button', { name: '上传并核对' }).click()
  await page.waitForURL(/\/institutions\/imports\/[0-9a-f-]{36}$/)
  await settled(page)
}

/** Opens what a step asks, fills it in and sends it off. */
async function ask(page: Page, step: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<unknown>, reason?: string) {
  await page.getByRole('main').getByRole('button', { name: step, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  if (reason) await dialog.getByLabel(/^原因/).fill(reason)
  await dialog.getByRole('button', { name: step, exact: true }).click()
}

const nothing = async () => undefined
const fresh = () => `H370899${randomInt(10_000, 99_999)}`

test('the register: a list with wrong rows is mended and taken in, a change waits for its tick, and two merge', async ({ browser }) => {
  const city = await personAt(browser, cityHandler)
  const approver = await personAt(browser, cityApprover)
  const [one, two] = [fresh(), fresh()]

  // A list: wrong at first, then taken in; the second time a change waits for its tick.
  await upload(city, [`${one},青藤诊所,诊所,,任城区,0537-0000001`, `${two}9,碧溪门诊部,,,兖州区,`, `${two},碧溪门诊部,,特级,历下区,`])
  await expect(city.getByText(/^第3行“机构编码”不是国家医保定点机构编码/)).toBeVisible()
  await expect(city.getByText(/^第4行“等级”/)).toBeVisible()
  await expect(city.getByRole('button', { name: '导入名录' })).toHaveCount(0)
  await expectAccessible(city)
  await shot(city, 'register-wrong')
  await upload(city, [`${one},青藤诊所,诊所,,任城区,0537-0000001`, `${two},碧溪门诊部,,,任城区,`])
  await city.getByRole('button', { name: '导入名录' }).click()
  await expect(city.getByText('已导入：新增 2 家，更新 0 家。')).toBeVisible()
  await upload(city, [`${one},青藤诊所,诊所,,任城区,0537-0000009`, `${two},碧溪门诊部,,,任城区,`])
  await expect(city.getByRole('cell', { name: '0537-0000009' })).toBeVisible()
  await city.getByRole('button', { name: '导入名录' }).click()
  await expect(city.getByRole('main').getByRole('alert')).toContainText('有 1 家机构的信息与名录不同')
  await expectAccessible(city)
  await shot(city, 'register-changes')
  await city.getByLabel('按名单更新这些信息').check()
  await city.getByRole('button', { name: '导入名录' }).click()
  await expect(city.getByText('已导入：新增 0 家，更新 1 家。')).toBeVisible()

  // Two merge: proposed, confirmed by another.
  await open(city, `/institutions?q=${one}`)
  await city.locator('[data-table] [data-row-link]').first().click()
  await city.waitForURL(/\/institutions\/[0-9a-f-]{36}$/)
  await settled(city)
  const merged = new URL(city.url()).pathname
  await ask(city, '并入其他机构', (dialog) => dialog.getByLabel('并入哪家机构').fill(two), '两家合并经营')
  await expect(city.getByText('待确认的变更：并入其他机构')).toBeVisible()
  await expect(city.getByRole('button', { name: '确认生效' })).toHaveCount(0)
  await open(approver, '/institutions')
  await approver.getByRole('link', { name: '青藤诊所' }).first().click()
  await approver.waitForURL(`**${merged}`)
  await settled(approver)
  await expectAccessible(approver)
  await shot(approver, 'register-proposal')
  await ask(approver, '确认生效', nothing)
  await expect(approver.getByRole('link', { name: '碧溪门诊部' }).first()).toBeVisible()
  await expect(approver.getByText('已并入', { exact: true }).first()).toBeVisible()
  await city.context().close()
  await approver.context().close()
})

test('an institution that moves is in the other county with its filing, and nobody else moves it', async ({ browser }) => {
  const city = await personAt(browser, cityHandler)
  const approver = await personAt(browser, cityApprover)
  const county = await personAt(browser, { department: 'MI', regionCode: '370811', role: 'handler' })
  await open(city, '/self-inspections?state=submitted&region=370812')
  const first = city.locator('[data-table] [data-row-link]').first()
  const [name, filing] = [await first.innerText(), (await first.getAttribute('href')) ?? '']
  await open(city, `/institutions?q=${encodeURIComponent(name)}`)
  await city.locator('[data-table] [data-row-link]').first().click()
  await city.waitForURL(/\/institutions\/[0-9a-f-]{36}$/)
  await settled(city)
  const page = new URL(city.url()).pathname
  for (const path of [page, filing]) expect((await county.request.get(path)).status(), path).toBe(404)

  await ask(city, '变更属地', (dialog) => dialog.getByLabel('变更后的属地').selectOption({ label: '任城区' }), '机构整体迁址')
  await expect(city.getByText('待确认的变更：变更属地')).toBeVisible()
  await shot(city, 'register-institution')
  await open(approver, page)
  await ask(approver, '确认生效', nothing)
  await expect(approver.getByText('已生效')).toBeVisible()
  await expect(approver.getByText(/^兖州区 → 任城区$/)).toBeVisible()
  await open(county, `/self-inspections?state=submitted&q=${encodeURIComponent(name)}`)
  await expect(county.locator(`[data-table] a[href="${filing}"]`)).toBeVisible()
  await open(county, page)
  await expect(county.getByRole('button', { name: '变更属地' })).toHaveCount(0)
  await expect(county.getByRole('button', { name: '停用' })).toBeVisible()
  await expectAccessible(county)

  // It is nobody else's.
  for (const who of [{ department: 'PS', regionCode: '370811' }, { login: 'hospital-a' }, { role: 'auditAdmin' }]) {
    const other = await personAt(browser, who)
    for (const path of ['/institutions', '/institutions/imports', page]) expect((await other.request.get(path)).status(), path).toBe(404)
    await other.context().close()
  }
  const health = await personAt(browser, { department: 'HC', regionCode: '370800' })
  await open(health, page)
  await expect(health.getByRole('button', { name: '停用' })).toHaveCount(0)
  expect((await health.request.get('/institutions/imports')).status()).toBe(404)
  for (const person of [city, approver, county, health]) await person.context().close()
})
