import { expect, type Page } from '@playwright/test'
import type { deliveredCharges } from './delivered-charges'
import { issuedBatch } from './issued-batch'
import { ofMainCampaign } from './main-campaign'

const numberOf = (said = '') => Number(said.replaceAll(',', ''))

/** Takes a delivery in and runs all models over it. Gives the page of the run. */
export async function screenDelivery(
  page: Page,
  delivery: ReturnType<typeof deliveredCharges>,
  lines: number,
  linesTake: number,
): Promise<string> {
  delivery.make(lines, Math.floor(Date.now() / 1000) % 999_999_999)
  await page.goto('/screening/data')
  await page.locator('form').getByLabel('文件夹').selectOption(delivery.name)
  await page.getByRole('button', { name: '接入', exact: true }).click()
  await expect(page.getByRole('heading', { name: '合计核对' })).toBeVisible({ timeout: linesTake })
  await page.getByLabel('理由').fill('与下发方电话核对行数一致')
  await page.getByRole('button', { name: '采用这批数据', exact: true }).click()
  await expect(page.getByText('确认采用：').first()).toBeVisible({ timeout: linesTake })
  await page.goto('/screening')
  for (const load of await page.locator('input[name=loadIds]:checked').all()) await load.uncheck()
  await page.getByRole('checkbox', { name: delivery.name }).check()
  await page.getByRole('button', { name: '开始筛查', exact: true }).click()
  await expect(page.getByRole('heading', { name: '回测：各模型的疑点' })).toBeVisible({ timeout: linesTake })
  return page.url()
}

type Wanted = { grades: readonly string[]; most: number; linesTake: number }
/** Issues what all models found of these grades and is not issued yet, as far as there is any. */
export async function issueClues(page: Page, run: string, { grades, most, linesTake }: Wanted) {
  await page.goto(run)
  await expect(page.getByRole('heading', { name: '回测：各模型的疑点' })).toBeVisible({ timeout: linesTake })
  const models = await page.locator('input[name=codes]').all()
  if (models.length === 0) return null
  for (const model of models) await model.check()
  for (const grade of ['高', '中', '低']) await page.getByLabel(grade, { exact: true }).setChecked(grades.includes(grade))
  await page.getByLabel('最多条数').fill(String(most))
  await ofMainCampaign(page)
  await page.getByLabel('超出核查能力时的理由').fill('省局专项要求限期核查')
  await page.getByRole('button', { name: '下发为线索', exact: true }).click()
  return issuedBatch(page, linesTake)
}

/** Sets aside all that still waits of a run, as many at a time as one act does. Gives how many that were. */
export async function setRestAside(page: Page, run: string, reason: string): Promise<number> {
  const open = page.getByRole('main').getByRole('button', { name: '搁置', exact: true })
  for (let done = 0; ; ) {
    await page.goto(`${run}/hits`)
    await expect(open.or(page.getByText('本页范围内没有待处理的疑点'))).toBeVisible({ timeout: 60_000 })
    if ((await open.count()) === 0) return done
    await open.click()
    const dialog = page.getByRole('dialog')
    for (const grade of await dialog.getByRole('checkbox').all()) if (await grade.isEnabled()) await grade.check()
    const [, count] = /将搁置 ([\d,]+) 条/.exec(await dialog.innerText()) ?? []
    await dialog.getByRole('textbox').fill(reason)
    await dialog.getByRole('button', { name: '搁置', exact: true }).click()
    await expect(dialog).toBeHidden({ timeout: 60_000 })
    done += numberOf(count)
  }
}

const sum = /疑点 ([\d,]+) 条 = 本次下发 ([\d,]+) \+ 同一疑点已下发 ([\d,]+) \+ 搁置 ([\d,]+) \+ 待处理 ([\d,]+)/

/** 疑点去向 of a run: what its page says became of its clues, where that adds up. */
export async function fatesOf(page: Page, run: string): Promise<Record<'found' | 'issued' | 'known' | 'setAside' | 'waiting', number>> {
  await page.goto(run)
  await expect(page.getByText(sum)).toBeVisible({ timeout: 60_000 })
  const [, ...said] = sum.exec(await page.getByRole('main').innerText()) ?? []
  const [found = '', issued = '', known = '', setAside = '', waiting = ''] = said
  return {
    found: numberOf(found),
    issued: numberOf(issued),
    known: numberOf(known),
    setAside: numberOf(setAside),
    waiting: numberOf(waiting),
  }
}
