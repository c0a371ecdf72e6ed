// A campaign from upload to launch, as its officers click through it.
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page } from '@playwright/test'
import { openBrowser } from './opened-browsers'
import { accountOf, signIn } from './server'

export const jiningPlan = readFileSync('tests/fixtures/plans/jn24.txt', 'utf8')

/** A number that no campaign on this server has yet, so that a story can be told again on the same one. */
export const freshNumber = () => `济医保发〔2024〕${randomInt(1_000, 1_000_000)}号`

/** Somebody of the demonstration world at a browser of their own. */
export async function personAt(browser: Browser, wanted: Parameters<typeof accountOf>[0]): Promise<Page> {
  const page = await (await openBrowser(browser)).newPage()
  await signIn(page, accountOf(wanted))
  return page
}

export const cityHandler = { login: 'jining-mi-handler' }
export const cityApprover = { login: 'jining-mi-approver' }

/** Uploads a file on the upload page and asks for it to be read. Where that leads is for the test to say. */
export async function uploadPlanFile(page: Page, file: { name: string; text?: string; bytes?: Uint8Array }) {
  await page.goto('/campaigns/new')
  await page.waitForLoadState('networkidle')
  const buffer = Buffer.from(file.bytes ?? new TextEncoder().encode(file.text ?? ''))
  await page.getByLabel('方案文件').setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer })
  await expect(page.getByText(file.name).last()).toBeVisible()
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('')
  await page.getByRole('button', { name: '读取方案' }).click()
}

/** Answers the question of a step that asks first. */
export async function takeStep(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click()
  const question = page.getByRole('dialog')
  if (await question.isVisible()) await question.getByRole('button', { name, exact: true }).click()
}

/** The plan of Jining under a number of its own, uploaded, confirmed, approved and launched. Returns the campaign's address. */
export async function launchedCampaign(browser: Browser): Promise<string> {
  const number = freshNumber()
  const handler = await personAt(browser, cityHandler)
  await uploadPlanFile(handler, { name: '方案.txt', text: jiningPlan.replaceAll('济医保发〔2024〕9号', number) })
  await handler.waitForURL(/\/campaigns\/[0-9a-f-]{36}\/plan$/)
  const address = new URL(handler.url()).pathname.replace(/\/plan$/, '')
  await handler.waitForLoadState('networkidle')
  await takeStep(handler, '确认方案')
  await expect(handler.getByText('待批准')).toBeVisible()

  const approver = await personAt(browser, cityApprover)
  await approver.goto(address)
  await approver.waitForLoadState('networkidle')
  await takeStep(approver, '批准')
  await expect(approver.getByText('待印发')).toBeVisible()
  await approver.getByRole('button', { name: '印发启动' }).click()
  await approver.getByRole('dialog').getByRole('button', { name: '印发启动' }).click()
  await expect(approver.getByText('进行中')).toBeVisible()
  await handler.context().close()
  await approver.context().close()
  return address
}
