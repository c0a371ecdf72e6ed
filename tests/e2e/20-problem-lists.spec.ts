import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { cityApprover, cityHandler, launchedCampaign, personAt, takeStep } from '../support/campaign-story'

const hospital = { login: 'hospital-a' }
const settled = (page: Page) => page.waitForLoadState('networkidle')
const listName = `浏览器测试清单${Date.now().toString(36)}`

/** A city officer uploads a list; where reading it leads is for the test to say. */
async function uploadList(page: Page, name: string, text: string) {
  await page.goto('/self-inspections/lists')
  await settled(page)
  await page.getByLabel('清单文件').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('')
  await page.getByRole('button', { name: '读取清单' }).click()
  await page.waitForURL(/\/lists\/imports\/[0-9a-f-]{36}$/)
  await settled(page)
}

async function importAsDraft(page: Page): Promise<string> {
  await page.getByRole('button', { name: '导入为草稿' }).click()
  await page.waitForURL(/\/self-inspections\/lists\/[0-9a-f-]{36}$/)
  await settled(page)
  return new URL(page.url()).pathname
}

async function issueByApprover(browser: Browser, draft: string) {
  const approver = await personAt(browser, cityApprover)
  await approver.goto(draft)
  await settled(approver)
  await takeStep(approver, '发布')
  await expect(approver.getByText('已发布').first()).toBeVisible()
  await approver.context().close()
}

const first = '条款,内容甲,专业组\nA1,同一项目重复收费,骨科\nA2,耗材串换,骨科\nA3,肿瘤靶向药无指征使用,放疗\n'
const second = '条款,内容甲,专业组\nA1,同一项目重复收费,骨科\nA2,耗材、药品串换,骨科\nA3,肿瘤靶向药无指征使用,放疗\nA4,新增的一条,骨科\n'

test('a list comes in as it is, is issued by a second person, sent out, taken back and sent again', async ({ browser }) => {
  test.setTimeout(420_000)
  const campaign = (await launchedCampaign(browser)).split('/').at(-1) ?? ''
  const city = await personAt(browser, cityHandler)

  // Columns nobody knows: said once, remembered after.
  await uploadList(city, '第一版.csv', first)
  await expect(city.getByText('没有认出哪一列是“问题描述”').or(city.getByText('已按上次的对应关系读取')).first()).toBeVisible()
  if (await city.getByText('没有认出哪一列').isVisible()) {
    await city.getByLabel('条款').selectOption({ label: '问题编号' })
    await city.getByLabel('内容甲').selectOption({ label: '问题描述' })
    await city.getByLabel('专业组').selectOption({ label: '领域' })
    await city.getByRole('button', { name: '重新读取' }).click()
  }
  await expect(city.getByText('可导入 3 条')).toBeVisible()
  await expectAccessible(city)
  await city.getByLabel('清单名称').fill(listName)
  const loose = city.getByLabel(/^放疗（1 条）/)
  if (await loose.isVisible()) await loose.selectOption({ label: '暂不归类' })
  const draft = await importAsDraft(city)
  if (await city.getByText('未归类 1 条').isVisible()) {
    await expectAccessible(city)
    await city.getByRole('button', { name: '归入领域' }).first().click()
    await expect(city.getByText(/放疗 · 1 条/).first()).toBeVisible()
  }
  await expect(city.getByRole('button', { name: '发布' }), 'the importer does not issue').toHaveCount(0)
  await issueByApprover(browser, draft)

  // Chosen, counted, and only then sent.
  await city.goto(`/self-inspections/issue?campaign=${campaign}`)
  await settled(city)
  await city.getByLabel('问题清单').selectOption({ label: `${listName}（2026 年第 1 版，3 条）` })
  await city.getByLabel('医院', { exact: true }).check()
  await city.getByRole('button', { name: '预览' }).click()
  await expect(city).toHaveURL(/kinds=hospital/)
  await settled(city)
  await expectAccessible(city)
  await city.getByLabel('报送截止日期').fill('2026-12-31')
  await city.getByRole('button', { name: '下发', exact: true }).click()
  await expect(city.getByRole('region', { name: listName })).toBeVisible()

  // The hospital answers; the city takes the list back under its hands.
  const officer = await personAt(browser, hospital)
  await officer.goto('/self-inspections')
  await officer.getByRole('link', { name: '开始填报' }).first().click()
  await officer.waitForURL(/\/self-inspections\/[0-9a-f-]{36}$/)
  const filing = new URL(officer.url()).pathname
  await officer.goto(`${filing}/orthopaedics`)
  await settled(officer)
  const item = (code: string) => officer.locator(`li#${code}`)
  for (const code of ['A1', 'A2']) {
    await item(code).getByLabel('未发现').check()
    await expect(item(code).getByText('已保存')).toBeVisible()
  }
  const issued = city.getByRole('region', { name: listName })
  await issued.getByRole('button', { name: '收回' }).click()
  await city
    .getByRole('dialog')
    .getByLabel(/收回原因/)
    .fill('第二条表述有误，另发新版')
  await city.getByRole('dialog').getByRole('button', { name: '收回' }).click()
  await expect(issued.getByText('按新版重新下发').first()).toBeVisible()
  await item('A1').getByLabel('不适用').check()
  await item('A1').getByLabel('不适用的原因').fill('本机构未开展')
  await item('A1').getByRole('button', { name: '保存' }).click()
  await expect(item('A1').getByText(/已收回这次自查任务.*第二条表述有误/)).toBeVisible()
  await expect(item('A1').getByLabel('不适用的原因')).toHaveValue('本机构未开展')
  await officer.goto(filing)
  await expect(officer.getByRole('heading', { name: '医保部门已收回这次自查任务' })).toBeVisible()
  await expectAccessible(officer)

  // The next version: of a known layout, compared, and in the place of the first.
  await uploadList(city, '第二版.csv', second)
  await expect(city.getByText('已按上次的对应关系读取')).toBeVisible()
  await city.getByLabel('新版本').check()
  await city.getByLabel('所依据的清单').selectOption({ label: `本单位：${listName}（2026 年第 1 版）` })
  const next = await importAsDraft(city)
  await issueByApprover(browser, next)
  await city.goto(`${next}/changes`)
  await expect(city.getByText('新增 1 条，删去 0 条，修改 1 条，2 条没有变化。')).toBeVisible()
  await expect(city.getByText('需重新答复').first()).toBeVisible()
  await expectAccessible(city)
  await city.goto(`/self-inspections/issue?campaign=${campaign}`)
  await settled(city)
  const again = city.getByRole('region', { name: listName })
  await again.getByLabel('报送截止日期').fill('2026-12-31')
  await again.getByRole('button', { name: '按新版重新下发' }).click()
  await expect(city.getByRole('region', { name: `${listName}（2026 年第 2 版）` })).toBeVisible()

  await officer.goto(`${filing}/orthopaedics`)
  await settled(officer)
  await expect(item('A1').getByLabel('未发现')).toBeChecked()
  await expect(item('A2').getByText('原条目：耗材串换')).toBeVisible()
  await expect(item('A2').getByText('原答复：未发现')).toBeVisible()
  await expect(item('A2').getByLabel('未发现')).not.toBeChecked()
  await expectAccessible(officer)
  await item('A2').getByLabel('未发现').check()
  await expect(item('A2').getByText('已保存')).toBeVisible()
  await expect(item('A2').getByText('原条目：')).toHaveCount(0)
})

test('lists are the bureau’s: an institution does not find them, a county brings in its own', async ({ browser }) => {
  const officer = await personAt(browser, hospital)
  expect((await officer.goto('/self-inspections/lists'))?.status()).toBe(404)
  const county = await personAt(browser, { department: 'MI', regionCode: '370811', role: 'handler' })
  await county.goto('/self-inspections/lists')
  await expect(county.getByRole('heading', { name: '上传清单' })).toBeVisible()
  const approver = await personAt(browser, cityApprover)
  await approver.goto('/self-inspections/lists')
  await expect(approver.getByRole('heading', { name: '上传清单' })).toHaveCount(0)
})
