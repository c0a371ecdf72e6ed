import { randomInt } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'

const filingAddress = /\/self-inspections\/[0-9a-f-]{36}$/
const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const settled = (page: Page) => page.waitForLoadState('networkidle')

test('twenty findings go in at one paste, and a wrong line is named', async ({ browser }) => {
  const officer = await personAt(browser, { login: 'hospital-b' })
  await officer.goto('/self-inspections')
  await officer
    .getByRole('link', { name: /开始填报|继续填报/ })
    .first()
    .click()
  await officer.waitForURL(filingAddress)
  await officer.goto(`${new URL(officer.url()).pathname}/imaging?paste=1`)
  await settled(officer)
  const mark = `粘贴${randomInt(1e9)}`
  const line = (place: number, code = 'IMG-01') =>
    [code, `${mark}第${place}行`, '2', '2023/1/1', '2023/6/30', '1,000.00', '800', '600', '对照错误', '已修正'].join('\t')
  const rows = Array.from({ length: 20 }, (_, place) => line(place + 1))
  const box = officer.getByLabel('粘贴到这里')
  await box.fill([...rows.slice(0, 19), line(20, 'IMG-99')].join('\n'))
  await officer.getByRole('button', { name: '登记这些明细' }).click()
  await expect(refusalOn(officer)).toContainText('第 20 行条目编号“IMG-99”')
  await expect(box).toHaveValue(new RegExp(mark))
  await box.fill(rows.join('\n'))
  await officer.getByRole('button', { name: '登记这些明细' }).click()
  await expect(officer.getByText(`${mark}第20行`)).toBeVisible()
  await expect(officer.getByText(mark)).toHaveCount(20)
})
