import { randomInt } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/axe'
import { personAt } from '../support/campaign-story'
import { issuedToHospitals } from '../support/issued-list'

const hospital = { login: 'hospital-a' }
const countyReviewer = { login: 'rencheng-mi-reviewer' }
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n') })

const filingAddress = /\/self-inspections\/[0-9a-f-]{36}$/
/** What a form says against being submitted; the framework's own announcer is an alert too. */
const refusalOn = (page: Page) => page.getByRole('main').getByRole('alert')
const settled = (page: Page) => page.waitForLoadState('networkidle')

async function upload(page: Page, label: string, field: string, name: string) {
  await page.getByLabel(label, { exact: true }).setInputFiles(pdf(name))
  await expect(page.locator(`input[name=${field}]`)).not.toHaveValue('')
}

/** Everything of a section that is still open, answered as nothing found: open, tick, save. */
async function fillSection(page: Page, filing: string, section: string) {
  await page.goto(`${filing}/${section}`)
  await settled(page)
  const attest = page.getByLabel(/对照以上条目逐条自查/)
  if (!(await attest.isVisible())) await page.locator('summary').filter({ hasText: '一次填完' }).click()
  await attest.check()
  await page.getByRole('button', { name: '填完本节' }).click()
  await expect(page.getByText('已完成').first()).toBeVisible()
}

async function recordFinding(page: Page) {
  const item = page.locator('ol > li').first()
  await item.getByLabel('发现问题').check()
  await expect(item.getByText('已保存')).toBeVisible()
  await item.getByRole('link', { name: '登记问题明细' }).click()
  await page.getByLabel('具体情形').fill('骨科病区重复收取二级护理费')
  await page.getByLabel('发生期间（起）').fill('2022-01-01')
  await page.getByLabel('发生期间（止）').fill('2022-12-31')
  await page.getByLabel('涉及人次').fill('17')
  await page.getByLabel('涉及金额').fill('18,200.00')
  await page.getByLabel('违规金额').fill('20000')
  await page.getByLabel('基金损失').fill('11400')
  await page.getByLabel('原因分析').fill('系统未校验护理级别')
  await page.getByLabel('整改措施').fill('已上线校验规则')
  await upload(page, '佐证材料', 'evidenceFileIds', '护理费明细.pdf')
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(refusalOn(page)).toContainText('金额关系不对')
  await expect(page.getByLabel('具体情形')).toHaveValue('骨科病区重复收取二级护理费')
  await expectAccessible(page)
  await page.getByLabel('违规金额').fill('15000')
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(page.getByText('骨科病区重复收取二级护理费')).toBeVisible()
  await expect(page.getByText('超过二年，只能协议追回或主动退回')).toBeVisible()
}

async function declareRefund(page: Page, voucher: string) {
  await page.getByRole('link', { name: '申报退回' }).click()
  await expect(page.getByText('尚未退回的基金损失：11,400.00 元')).toBeVisible()
  await page.getByLabel('退回金额').fill('11400.01')
  await page.getByLabel('缴款日期').fill('2024-05-20')
  await page.getByLabel('缴款凭证号').fill(voucher)
  await upload(page, '缴款凭证', 'proofFileId', '银行回单.pdf')
  await page.getByRole('button', { name: '申报退回' }).click()
  await expect(refusalOn(page)).toContainText('超过了该问题尚未退回的基金损失')
  await page.getByLabel('退回金额').fill('11400')
  await page.getByRole('button', { name: '申报退回' }).click()
  await expect(page.getByText('待确认')).toBeVisible()
}

test('a hospital files, the county returns and accepts, and nobody else is let in', async ({ browser }) => {
  test.setTimeout(240_000)
  await issuedToHospitals(browser)
  const officer = await personAt(browser, hospital)
  await officer.goto('/self-inspections')
  await officer.getByRole('link', { name: '开始填报' }).first().click()
  await officer.waitForURL(filingAddress)
  const filing = new URL(officer.url()).pathname
  const sections = await officer
    .getByRole('list', { name: '各节填报情况' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(sections).toHaveLength(7)
  await expectAccessible(officer)

  // Item by item: one found with its amounts, evidence and refund; one that does not apply; the rest in one act.
  await officer.goto(sections[0] ?? '')
  await settled(officer)
  await recordFinding(officer)
  const voucher = `E2E-${randomInt(1e9)}`
  await declareRefund(officer, voucher)
  const second = officer.locator('ol > li').nth(1)
  await second.getByLabel('不适用', { exact: true }).check()
  await second.getByLabel('不适用的原因').fill('本机构未开展该项服务')
  await second.getByRole('button', { name: '保存' }).click()
  await expect(second.getByText('已保存')).toBeVisible()

  await officer.goto(`${filing}/submit`)
  await expect(officer.getByRole('button', { name: '报送' })).toHaveCount(0)
  await expect(officer.getByRole('heading', { name: '还没有填完的' })).toBeVisible()
  for (const section of sections) await fillSection(officer, filing, section.split('/').at(-1) ?? '')

  // Check, attest, submit: clicked twice, filed once.
  await officer.goto(`${filing}/submit`)
  await settled(officer)
  await expect(officer.getByText('人民币壹万壹仟肆佰元整').first()).toBeVisible()
  await expectAccessible(officer)
  await officer.getByLabel(/代表本机构作出以上承诺/).check()
  await officer.getByRole('button', { name: '报送', exact: true }).dblclick()
  await officer.waitForURL(/#receipt$/)
  const receipt = (await officer.getByText(/^HZ-370811-/).textContent()) ?? ''
  await expect(officer.getByText('待审核').first()).toBeVisible()

  // To everybody else it does not exist.
  for (const login of ['hospital-b', 'rencheng-ps-officer', 'yanzhou-mi-reviewer']) {
    const stranger = await personAt(browser, { login })
    for (const path of [filing, `${filing}/general`, `${filing}/submit`])
      expect((await stranger.goto(path))?.status(), `${login} ${path}`).toBe(404)
    await stranger.context().close()
  }

  const reviewer = await personAt(browser, countyReviewer)
  await reviewer.goto(filing)
  await settled(reviewer)
  await expectAccessible(reviewer)
  await expect(reviewer.getByText(receipt).first()).toBeVisible()
  const trail = reviewer.getByRole('list', { name: '办理留痕' })
  await expect(trail.getByText('报送', { exact: true })).toHaveCount(1)
  await reviewer.getByRole('button', { name: '确认到账' }).click()
  await reviewer
    .getByRole('dialog')
    .getByLabel(/凭什么确认到账/)
    .fill('财政专户纸质回单已核对')
  await reviewer.getByRole('dialog').getByRole('button', { name: '确认到账' }).click()
  await expect(trail.getByText('确认退回到账')).toBeVisible()
  await returnWithReason(reviewer)
  await correctAndSubmit(officer, filing)

  // Two keys accept and lead on.
  await reviewer.goto(filing)
  await settled(reviewer)
  await expect(trail.getByText('报送', { exact: true })).toHaveCount(2)
  await reviewer.keyboard.press('a')
  await expect(reviewer.getByLabel('审核意见（选填）')).toBeFocused()
  await reviewer.keyboard.press('Control+Enter')
  await reviewer.waitForURL((url) => url.pathname !== filing)
  await officer.goto(filing)
  await expect(officer.getByText('已通过').first()).toBeVisible()
  await expect(officer.getByRole('link', { name: '核对并报送' })).toHaveCount(0)
})

async function returnWithReason(page: Page) {
  await page.locator('summary').filter({ hasText: '退回补正' }).click()
  await page.getByLabel('常用理由').selectOption({ index: 1 })
  await expect(page.getByLabel('退回理由')).toHaveValue(/金额与明细不符/)
  await page.getByLabel('条目 1').selectOption({ index: 1 })
  await page.getByLabel('这一条的理由 1').fill('请附明细清单')
  await page.getByRole('button', { name: '退回补正', exact: true }).click()
  await expect(page.getByText('退回补正').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '通过并审下一家' })).toHaveCount(0)
}

async function correctAndSubmit(page: Page, filing: string) {
  await page.goto(filing)
  await expect(page.getByRole('heading', { name: '本次填报被退回补正' })).toBeVisible()
  await page.getByRole('link', { name: 'GEN-01' }).click()
  await expect(page.getByText('审核意见：请附明细清单')).toBeVisible()
  await page.getByRole('link', { name: '修改', exact: true }).click()
  await settled(page)
  await page.getByLabel('整改措施').fill('已上线校验规则，并逐月抽查')
  await page.getByRole('button', { name: '保存明细' }).click()
  await expect(page.getByText('已上线校验规则，并逐月抽查')).toBeVisible()
  await page.goto(`${filing}/submit`)
  await settled(page)
  await page.getByLabel(/代表本机构作出以上承诺/).check()
  await page.getByRole('button', { name: '报送', exact: true }).click()
  await page.waitForURL(/#receipt$/)
}
