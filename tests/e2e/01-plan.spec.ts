import { expect, test } from '@playwright/test'
import { cityApprover, cityHandler, freshNumber, jiningPlan, personAt, takeStep, uploadPlanFile } from '../support/campaign-story'
import { docxBytes, paragraph } from '../support/documents'

const onPlan = /\/campaigns\/[0-9a-f-]{36}\/plan$/

test('the officer reads the plan of Jining, corrects it and confirms it; another approves; it is launched', async ({ browser }) => {
  const handler = await personAt(browser, cityHandler)
  await uploadPlanFile(handler, { name: '济医保发2024-9号.txt', text: jiningPlan })
  await handler.waitForURL(onPlan)
  const address = new URL(handler.url()).pathname
  await handler.waitForLoadState('networkidle')

  // Each value with its sentence.
  for (const words of ['济医保发〔2024〕9号', '2024-05-17', '骨科、血液透析、心血管内科、医学影像检查、临床检验、康复理疗'])
    await expect(handler.getByRole('definition').filter({ hasText: words })).toBeVisible()
  for (const heading of [
    '发文机关（6）',
    '主送单位（12）',
    '引用文件（2）',
    '工作重点（3）',
    '职责分工（6）',
    '工作举措（5）',
    '工作安排（4）',
  ])
    await expect(handler.getByRole('heading', { name: heading })).toBeVisible()
  await expect(handler.getByText('2024年12月初完成，最迟 2024-12-10')).toBeVisible()
  await expect(handler.getByText('对应 11 家单位').first()).toBeVisible()
  await expect(handler.getByText('早于成文日期')).toBeVisible()
  await handler.getByRole('button', { name: '看原文：“文号”的出处' }).click()
  await expect(handler.locator('mark:focus')).toHaveText('济医保发〔2024〕9号')

  // What the text does not say is said to be missing.
  const other = handler.getByText('其他重点领域', { exact: true }).locator('..')
  await expect(other.getByText('原文未写明')).toBeVisible()

  // Corrected in place; what was read stays in the log.
  await handler.getByRole('link', { name: '改正“工作安排 1”' }).click()
  await handler.getByLabel('最后日期').fill('2024-05-20')
  await handler.getByLabel('原文时限').fill('2024 年 5 月 20 日前完成')
  await handler.getByRole('button', { name: '保存' }).click()
  await expect(handler.getByText('2024 年 5 月 20 日前完成，最迟 2024-05-20')).toBeVisible()
  await expect(handler.getByText(/工作安排 1 · 最后日期：2024-04-30 → 2024-05-20/)).toBeVisible()
  const number = freshNumber()
  await handler.getByRole('link', { name: '改正“文号”' }).click()
  await handler.getByRole('textbox', { name: '文号' }).fill(number)
  await handler.getByRole('button', { name: '保存' }).click()
  await expect(handler.getByText(`文号：济医保发〔2024〕9号 → ${number}`)).toBeVisible()

  await takeStep(handler, '确认方案')
  await expect(handler.getByText('待批准')).toBeVisible()
  await expect(handler.getByRole('link', { name: '改正“文号”' })).toHaveCount(0)
  await expect(handler.getByRole('button', { name: '批准' })).toHaveCount(0)

  const approver = await personAt(browser, cityApprover)
  await approver.goto(address)
  await approver.waitForLoadState('networkidle')
  await takeStep(approver, '批准')
  await expect(approver.getByText('待印发')).toBeVisible()
  await takeStep(approver, '印发启动')
  await expect(approver.getByText('进行中')).toBeVisible()

  await handler.goto(address.replace(/\/plan$/, ''))
  await expect(handler.getByRole('heading', { name: /济宁市2024年医保基金违法违规问题专项整治/ })).toBeVisible()
  await expect(handler.getByRole('link', { name: '签收 0/70' })).toBeVisible()
  const stages = handler.getByRole('region', { name: '阶段安排' })
  for (const words of ['2024-05-20 前', '2024-05-31 前', '2024-11-30 前', '2024-12-10 前'])
    await expect(stages.getByText(words)).toBeVisible()
})

test('a Word file is read as well', async ({ browser }) => {
  const handler = await personAt(browser, cityHandler)
  const bytes = docxBytes(
    jiningPlan
      .split(/\n+/)
      .map((line) => paragraph(line))
      .join(''),
  )
  await uploadPlanFile(handler, { name: '方案.docx', bytes })
  await handler.waitForURL(onPlan)
  await expect(handler.getByRole('heading', { name: '职责分工（6）' })).toBeVisible()
})

test('a file that is no plan is refused in plain words', async ({ browser }) => {
  const handler = await personAt(browser, cityHandler)
  await uploadPlanFile(handler, { name: '会议通知.txt', text: '关于召开座谈会的通知\n\n请各科室于周五下午三点到三楼会议室参会。' })
  await expect(handler.getByRole('alert').filter({ hasText: '这份文件不像专项整治方案' })).toBeVisible()
  await expect(handler).toHaveURL(/\/campaigns\/new$/)
})

test('whoever is overtaken sees both versions and keeps what was typed', async ({ browser }) => {
  const first = await personAt(browser, cityHandler)
  await uploadPlanFile(first, { name: '方案.txt', text: jiningPlan })
  await first.waitForURL(onPlan)
  const edit = `${new URL(first.url()).pathname}?edit=regionName`
  const second = await personAt(browser, { login: 'jining-mi-handler2' })
  for (const page of [first, second]) {
    await page.goto(edit)
    await page.waitForLoadState('networkidle')
  }
  await second.getByRole('textbox', { name: '地区' }).fill('济宁')
  await second.getByRole('button', { name: '保存' }).click()
  await second.waitForURL(onPlan)

  await first.getByRole('textbox', { name: '地区' }).fill('山东省济宁市')
  await first.getByRole('button', { name: '保存' }).click()
  const conflict = first.getByRole('region', { name: '同一事项的两个版本' })
  await expect(conflict.getByText('山东省济宁市')).toBeVisible()
  await expect(conflict.getByText('济宁', { exact: true })).toBeVisible()
  await conflict.getByRole('button', { name: '保留我的填写，再次提交' }).click()
  await first.waitForURL(onPlan)
  await expect(first.getByText('地区：济宁 → 山东省济宁市')).toBeVisible()
})

test('a draft does not exist for anybody else, and only a handler of the bureau uploads', async ({ browser }) => {
  const handler = await personAt(browser, cityHandler)
  await uploadPlanFile(handler, { name: '方案.txt', text: jiningPlan })
  await handler.waitForURL(onPlan)
  const draft = new URL(handler.url()).pathname
  for (const login of ['rencheng-mi-handler', 'jining-ps-officer', 'hospital-a']) {
    const page = await personAt(browser, { login })
    expect((await page.goto(draft))?.status(), `${login} on the draft`).toBe(404)
    expect((await page.goto('/campaigns/new'))?.status(), `${login} on the upload`).toBe(login === 'rencheng-mi-handler' ? 200 : 404)
    await page.context().close()
  }
  const approver = await personAt(browser, cityApprover)
  expect((await approver.goto('/campaigns/new'))?.status()).toBe(404)
})
