// A referral on its way from one house to the other.
import type { Page } from '@playwright/test'
import { fillIn, type Words } from './case-steps'
import { button, confirmStep, pathOf, shown } from './case-story'

/** Proposes a referral by the way that stands on a page. Returns its address. */
export async function proposeReferral(page: Page, from: string, way: string, words: Words): Promise<string> {
  await page.goto(from)
  await page.getByRole('link', { name: way, exact: true }).click()
  await page.waitForURL(/\/referrals\/new/)
  await fillIn(page, words)
  await button(page, '提请审批').click()
  await page.waitForURL(/\/referrals\/[0-9a-f-]{36}$/)
  return pathOf(page)
}

/** The head approves what goes, and whoever proposed it sends it. */
export async function sendReferral(head: Page, sender: Page, referral: string) {
  await head.goto(referral)
  await confirmStep(head, '批准移送')
  await sender.goto(referral)
  await confirmStep(sender, '移送')
  await shown(sender, '待签收')
}

/** Signs for it, takes it on, and says what came of it. */
export async function answerReferral(page: Page, referral: string, result: string) {
  await page.goto(referral)
  await button(page, '签收').click()
  await shown(page, '已签收')
  await button(page, '受理').click()
  await shown(page, '已受理')
  await confirmStep(page, '反馈结果', { 办理结果: result })
  await shown(page, '已反馈')
}
