import { expect, type Page, test } from '@playwright/test'
import { personAt } from '../support/campaign-story'
import { openItem, openSection } from '../support/filing-story'
import { issuedToHospitals } from '../support/issued-list'

test.beforeAll(async ({ browser }) => issuedToHospitals(browser))

/** Chooses an answer of each item as soon as its radio buttons are there, long before any script of the page listens. */
const choosesEarly = (page: Page, choices: Readonly<Record<string, string>>) =>
  page.addInitScript((wanted: Readonly<Record<string, string>>) => {
    const left = new Map(Object.entries(wanted))
    new MutationObserver(() => {
      for (const [code, value] of left) {
        const radio = document.getElementById(code)?.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`)
        if (!radio) continue
        left.delete(code)
        radio.click()
        console.log(`early ${code} ${Object.keys(radio).some((name) => name.startsWith('__react')) ? 'late' : 'bare'}`)
      }
    }).observe(document, { childList: true, subtree: true })
  }, choices)

test('answers that are given before the page’s scripts run are taken over and saved', async ({ browser }) => {
  const page = await personAt(browser, { login: 'hospital-a' })
  const section = await openSection(page)
  const [one = '', other = ''] = await openItem(page).evaluateAll((items) => items.map(({ id }) => id))
  const said: string[] = []
  page.on('console', (line) => said.push(line.text()))
  await choosesEarly(page, { [one]: 'noneFound', [other]: 'notApplicable' })
  await page.goto(section)
  const [saved, reasoned] = [page.locator(`li[id="${one}"]`), page.locator(`li[id="${other}"]`)]
  await expect(saved.getByText('已保存')).toBeVisible()
  expect(said).toEqual(expect.arrayContaining([`early ${one} bare`, `early ${other} bare`]))
  await reasoned.getByLabel('不适用的原因').fill('本机构未开展该项服务')
  await reasoned.getByLabel('不适用的原因').press('Enter')
  await expect(reasoned.getByText('已保存')).toBeVisible()
  expect(await saved.getByLabel('未发现', { exact: true }).isChecked()).toBe(true)
})
