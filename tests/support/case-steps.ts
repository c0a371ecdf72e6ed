// The steps and papers of a case, as its officers fill them in on its pages.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect as expectSoon, type Locator, type Page } from '@playwright/test'
import { button, confirmStep, shown } from './case-story'

const expect = expectSoon.configure({ timeout: 30_000 })

export type Words = Readonly<Record<string, string>>

/** Fills fields by their labels: what is chosen from a list is chosen, everything else is typed. */
export async function fillIn(scope: Page | Locator, words: Words) {
  for (const [label, value] of Object.entries(words)) {
    const field = scope.getByLabel(label).first()
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT') await field.selectOption({ label: value })
    else await field.fill(value)
  }
}

export const tabOf = (casePath: string, tab: string) => `${casePath}?tab=${tab}`

/** A folded form by what is written on it, opened. */
export async function unfold(scope: Page | Locator, name: string): Promise<Locator> {
  const summary = scope.locator('summary').filter({ hasText: new RegExp(`^${name}$`) })
  const part = summary.locator('xpath=..')
  await summary.click()
  await expect(part).toHaveAttribute('open')
  return part
}

/** Presses a button that sends a form, and waits for the answer. */
export async function send(page: Page, pressed: Locator) {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().startsWith(new URL(page.url()).origin),
    { timeout: 60_000 },
  )
  await pressed.click()
  await answered
}

/** A step of the procedure that is sent with fields; `then` is what the case says afterwards. */
export async function stepWith(page: Page, casePath: string, name: string, words: Words, then: string | RegExp) {
  await page.goto(casePath)
  const form = await unfold(page.getByRole('main'), name)
  await fillIn(form, words)
  await send(page, button(form, name))
  await shown(page, then)
}

/** A step that is one button, asked about first or not. */
export async function stepAlone(page: Page, casePath: string, name: string, then: string | RegExp) {
  await page.goto(casePath)
  const question = page.getByRole('dialog')
  const pressed = button(page.getByRole('main'), name)
  await page.waitForLoadState('networkidle')
  if ((await pressed.getAttribute('type')) === 'submit') await send(page, pressed)
  else {
    await pressed.click()
    await send(page, button(question, name))
  }
  await shown(page, then)
}

/** Drafts a paper of the case and fills in what the case does not say; `words` by label, and nothing else may be left open. Returns its address. */
export async function draftPaper(page: Page, casePath: string, kind: string, words: Words): Promise<string> {
  await page.goto(tabOf(casePath, 'documents'))
  await page.getByLabel('文种').selectOption({ label: kind })
  await button(page, '起草文书').click()
  await page.waitForURL(/\/papers\/[0-9a-f-]{36}$/)
  const form = page
    .getByRole('main')
    .locator('form')
    .filter({ has: page.getByRole('button', { name: '保存并重新生成' }) })
  const fields = form.locator('input:not([type=hidden]), textarea')
  for (const field of await fields.all()) {
    const label = await field.evaluate((control) => (control as HTMLInputElement).labels?.[0]?.textContent ?? '')
    const value = await field.inputValue()
    const mine = Object.entries(words).find(([name]) => label.startsWith(name))?.[1]
    const open = value === '' || value.startsWith('【待填：')
    if (open) expect(mine, `${kind}: nobody said what stands under ${label}`).toBeDefined()
    if (mine !== undefined && open) await field.fill(mine)
  }
  await send(page, button(page, '保存并重新生成'))
  await shown(page, '所需内容已经齐全，与案件现有数据一致。')
  return new URL(page.url()).pathname
}

/** Signs a draft. Returns its number, empty where it bears none. */
export async function issuePaper(page: Page, paperPath: string, kind: string): Promise<string> {
  await page.goto(paperPath)
  await confirmStep(page, '签发')
  await shown(page, '已签发')
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  return title.replace(kind, '').trim()
}

/** The pages of every paper that is listed at an address, as they are printed, kept beside the other results. Returns what papers they are. */
export async function keepPages(page: Page, address: string, story: string): Promise<string[]> {
  await page.goto(address)
  const links = page.getByRole('main').locator('a[href^="/api/documents/"]')
  await expect(links.first()).toBeVisible()
  const papers = await links.evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute('href') ?? '',
      name: link.getAttribute('aria-label')?.split('：')[1] ?? '',
    })),
  )
  const folder = join('test-results', 'papers')
  mkdirSync(folder, { recursive: true })
  for (const { href, name } of papers) {
    const answer = await page.request.get(href)
    expect(answer.headers()['content-type'], name).toContain('application/pdf')
    const bytes = await answer.body()
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    writeFileSync(join(folder, `${story}-${name}-${href.split('/').at(-2)?.slice(-4)}.pdf`), bytes)
  }
  return papers.map(({ name }) => name)
}
