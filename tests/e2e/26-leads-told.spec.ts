import { randomUUID } from 'node:crypto'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { identityCheckDigit } from '#domain/person/identity-number'
import { pdfBytes } from '../support/documents'
import { accountOf } from '../support/server'
import { signedIn } from '../support/signed-in-people'

/** A lead is told to its institution and answered, objected to and decided by a third person; another goes up; two are said to be of one person. */
test.describe.configure({ mode: 'serial' })

const { as, leave, people } = signedIn({
  city: accountOf({ department: 'MI', regionCode: '370800', role: 'handler' }),
  cityApprover: accountOf({ department: 'MI', regionCode: '370800', role: 'approver' }),
  handler: accountOf({ department: 'MI', regionCode: '370811', role: 'handler' }),
  reviewer: accountOf({ department: 'MI', regionCode: '370811', role: 'reviewer' }),
  approver: accountOf({ department: 'MI', regionCode: '370811', role: 'approver' }),
  police: accountOf({ department: 'PS', regionCode: '370811' }),
  hospital: accountOf({ login: 'hospital-a' }),
  otherHospital: accountOf({ login: 'hospital-b' }),
})
test.afterAll(leave)

const main = (page: Page) => page.getByRole('main')
const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true })
const shown = (page: Page, text: string | RegExp) => expect(main(page).getByText(text).first()).toBeVisible()
const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(pdfBytes([[name]])) })
const upload = async (page: Page, label: string, name: string) => {
  await page.getByLabel(label, { exact: true }).setInputFiles(paper(name))
  await shown(page, `已上传：${name}`)
}
/** A click that meets the page before it has come alive may be lost: it is made again until the part stands open. */
async function openPart(page: Page, summary: string) {
  const part = main(page).locator('summary').filter({ hasText: summary })
  await expect(async () => {
    if (!(await part.evaluate(({ parentElement }) => parentElement?.hasAttribute('open')))) await part.click()
    await expect(main(page).locator('details[open] > summary').filter({ hasText: summary })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}
const said = '治疗均已实际开展，治疗记录单附后，请核对。'
/** Nobody of an earlier run: what that brought would be known. */
const patient = `桐${String.fromCharCode(0x4e00 + (Math.floor(Date.now() / 1000) % 20_000))}生`
let [told, named, statement] = ['', '', '']

test('the city hands two leads of one hospital to its county', async ({ browser }) => {
  const page = await as(browser, 'city')
  const first17 = `37089919800101${String(Date.now()).slice(-3)}`
  const idNumber = first17 + identityCheckDigit(first17)
  const institution = people.hospital.agency
  const csv = [
    '机构名称,姓名,身份证号,违规行为,涉及金额',
    `${institution},${patient},,康复治疗超时长收费,610000`,
    `${institution},${patient},${idNumber},康复治疗重复收费,1200`,
  ]
  await page.goto('/leads/imports')
  await page
    .getByLabel('清单文件')
    .setInputFiles({ name: '告知.csv', mimeType: 'text/csv', buffer: Buffer.from(`${csv.join('\r\n')}\r\n`) })
  await shown(page, '已上传：告知.csv')
  await page.getByLabel('清单名称').fill(`告知 ${Date.now()}`)
  await button(page, '读取清单').click()
  await page.waitForURL(/\/leads\/imports\/[0-9a-f-]{36}$/)
  await expect(
    main(page)
      .getByText(/可导入 2 条/)
      .first(),
  ).toBeVisible({ timeout: 30_000 })
  await page.getByLabel('核查期限').fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10))
  await button(page, '导入').click()
  await expect(
    main(page)
      .getByText(/已导入为批次 PC-/)
      .first(),
  ).toBeVisible({ timeout: 30_000 })
  const batch = /PC-370800-\d{4}-\d{6}/.exec(await main(page).innerText())?.[0] ?? ''
  await page.goto(`/leads?batch=${batch}&state=toAssign`)
  await page.getByLabel('选择本页全部').check()
  await button(page, '交办所选线索').click()
  await shown(page, /将交办 2 条：.*任城区医疗保障局 2 条/)
  await button(page, '确认交办').click()
  await shown(page, /已交办 2 条/)
  await page.goto(`/leads?batch=${batch}`)
  const addressOf = async (behaviour: string) =>
    (await main(page).getByRole('row').filter({ hasText: behaviour }).locator('[data-row-link]').getAttribute('href')) ?? ''
  told = await addressOf('超时长收费')
  named = await addressOf('重复收费')
})

test('the hospital is asked and answers with a paper; it sees the question and nothing of the lead', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(told)
  await button(handler, '开始核查').click()
  await shown(handler, '核查情况')
  await openPart(handler, '要求机构说明')
  await handler.getByLabel('要求说明的事项').fill('请说明今年三月康复治疗的实际开展情况，并提供治疗记录。')
  await button(handler, '要求机构说明').click()
  await shown(handler, /待说明/)

  const hospital = await as(browser, 'hospital')
  await hospital.goto('/statements')
  await main(hospital).locator('[data-row-link]').first().click()
  await hospital.waitForURL(/\/statements\/[0-9a-f-]{36}$/)
  statement = new URL(hospital.url()).pathname
  await expect(main(hospital)).not.toContainText(patient)
  await hospital.getByLabel('说明内容').fill(said)
  await upload(hospital, '材料', '治疗记录单.pdf')
  await button(hospital, '提交说明').click()
  await shown(hospital, /已说明/)
  expect((await hospital.goto(told))?.status()).toBe(404)
  expect((await (await as(browser, 'otherHospital')).goto(statement))?.status()).toBe(404)

  await handler.reload()
  await shown(handler, said)
  const file = await handler.getByRole('link', { name: '治疗记录单.pdf' }).first().getAttribute('href')
  expect((await handler.request.get(file ?? '')).status()).toBe(200)
})

test('what was concluded is told, objected to, and decided by one who had no part in it', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(told)
  await handler.getByRole('radio', { name: '查实', exact: true }).check()
  await handler.getByLabel('核查情况').fill('治疗记录单的时长短于收费时长，超出部分属超时长收费。')
  await handler.getByLabel('涉及金额（元）').fill('610000')
  await handler.getByLabel('违规金额（元）').fill('5000')
  await handler.getByLabel('基金损失（元）').fill('3000')
  await upload(handler, '佐证材料', '时长比对.pdf')
  await button(handler, '提交复核').click()
  await shown(handler, '待复核')
  const reviewer = await as(browser, 'reviewer')
  await reviewer.goto(told)
  await button(reviewer, '同意结论').click()
  await button(reviewer.getByRole('dialog'), '同意结论').click()
  await shown(reviewer, '已办结')

  const hospital = await as(browser, 'hospital')
  await hospital.goto(statement)
  await shown(hospital, /查实（/)
  await hospital.getByRole('textbox', { name: '异议' }).fill('第三笔费用系急诊加做，不应计入违规金额。')
  await button(hospital, '提出异议').click()
  await shown(hospital, '第三笔费用系急诊加做，不应计入违规金额。')

  await reviewer.reload()
  await expect(button(reviewer, '作出处理')).toHaveCount(0)
  const approver = await as(browser, 'approver')
  await approver.goto(told)
  await approver.getByRole('radio', { name: '维持结论' }).check()
  await main(approver)
    .locator('form')
    .filter({ has: button(approver, '作出处理') })
    .getByLabel('理由')
    .fill('急诊加做已在比对中剔除，结论不变。')
  await button(approver, '作出处理').click()
  await shown(approver, /维持结论：急诊加做/)
  await hospital.reload()
  await shown(hospital, /维持结论：急诊加做/)
})

test('two leads are said to be of one person, and parted again', async ({ browser }) => {
  const page = await as(browser, 'handler')
  await page.goto(named)
  const ask = async (step: string, reason: string) => {
    await button(main(page), step).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('理由').fill(reason)
    await button(dialog, step).click()
    await expect(dialog).toHaveCount(0)
  }
  await shown(page, '可能是同一主体')
  await ask('认定同一主体', '病案首页的联系电话相同，为同一人。')
  await shown(page, /认定同一主体（/)
  await ask('撤销认定', '复核病历，为同名的两个人。')
  await shown(page, /已撤销认定/)
})

test('screening is no page of a county, a hospital or the police', async ({ browser }) => {
  for (const who of ['handler', 'hospital', 'police'] as const) {
    const { request } = await as(browser, who)
    const paths = ['', '/data', `/data/${randomUUID()}`, `/runs/${randomUUID()}`, `/runs/${randomUUID()}/hits`, `/hits/${randomUUID()}`]
    for (const path of paths) expect((await request.get(`/screening${path}`)).status(), `${who} /screening${path}`).toBe(404)
  }
})

test('a lead is put forward by its holder and decided above', async ({ browser }) => {
  const handler = await as(browser, 'handler')
  await handler.goto(named)
  await openPart(handler, '提请上级提级处理')
  const form = main(handler)
    .locator('form')
    .filter({ has: button(handler, '提请上级') })
  await form.getByLabel('处理方式').selectOption({ label: '列入交叉检查候选' })
  await form.getByLabel('理由').fill('同一机构多条线索，建议交叉检查。')
  await button(handler, '提请上级').click()
  await shown(handler, '列入交叉检查候选：待决定')

  const above = await as(browser, 'cityApprover')
  await above.goto(named)
  const decision = main(above)
    .locator('form')
    .filter({ has: button(above, '作出决定') })
  await decision.getByRole('radio', { name: '同意', exact: true }).check()
  await decision.getByLabel('理由').fill('同意，列入下半年交叉检查。')
  await button(above, '作出决定').click()
  await shown(above, '列入交叉检查候选：同意')
  await handler.reload()
  await shown(handler, '列入交叉检查候选：同意')
})
