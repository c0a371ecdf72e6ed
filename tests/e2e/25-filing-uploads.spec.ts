import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { partBytes } from '#domain/file/parts'
import { personAt } from '../support/campaign-story'
import { fillFinding, openForm, openSection, settled } from '../support/filing-story'
import { issuedToHospitals } from '../support/issued-list'
import { accountOf, signIn } from '../support/server'
import { overWeakLine } from '../support/weak-line'

test.beforeAll(async ({ browser }) => issuedToHospitals(browser))

const sha = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const scan = (length: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(length), Buffer.from('\n%%EOF\n')])
const fileNamed = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
const evidence = (page: Page) => page.getByLabel('佐证材料', { exact: true })

/** Numbers that follow from the seed, each from 0 to below 1. */
function drawn(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Every percentage that the page shows of an upload, from now on. */
async function percentsOf(page: Page): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const percents: string[] = []
    const look = () => {
      const percent = /正在上传 (\d+)%/.exec(document.body.textContent ?? '')?.[1]
      if (percent && !percents.includes(percent)) percents.push(percent)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    return percents
  })
  return () => seen.jsonValue()
}

async function percentAfterCut(page: Page, name: string): Promise<number> {
  const said = page.getByRole('status').filter({ hasText: `${name} 还没有传完` })
  await expect(said).toBeVisible({ timeout: 15_000 })
  return Number(/已传 (\d+)%/.exec(await said.innerText())?.[1])
}

/** Lets time go by while the page waits for the line. */
async function goByInPause(page: Page, ms: number) {
  await expect(page.getByText(/\d+ 秒后自动续传/)).toBeVisible()
  await page.clock.fastForward(ms)
}

test('an upload that is cut at three points goes on from where it was, and what arrives is the file', async ({ browser }) => {
  const seed = Number(process.env.SEED ?? randomInt(1e9))
  console.log(`cut at the points of SEED=${seed}`)
  const next = drawn(seed)
  const page = await personAt(browser, { login: 'hospital-a' })
  await openForm(page, await openSection(page))
  const line = await overWeakLine(page, '/api/uploads', 2_500_000)
  await page.clock.install()
  const percents = await percentsOf(page)
  const bytes = scan(4_500_000)
  const point = () => 200_000 + Math.floor(next() * 1_100_000)
  line.mend(point())
  await evidence(page).setInputFiles(fileNamed('护理费明细.pdf', bytes))
  const told: number[] = []
  for (const [at, back] of ['by hand', 'by itself', 'after a minute'].entries()) {
    await expect.poll(line.cuts, { timeout: 15_000 }).toBe(at + 1)
    told.push(await percentAfterCut(page, '护理费明细.pdf'))
    if (back !== 'by itself') {
      for (let ten = 0; ten < 6; ten++) await goByInPause(page, 10_000)
      // By now it waits for longer: no try is on its way that the mended line would let through.
      await expect(page.getByText(/\d\d 秒后自动续传/)).toBeVisible()
    }
    line.mend(back === 'after a minute' ? undefined : point())
    if (back === 'by hand') await page.getByRole('button', { name: '续传', exact: true }).click()
    else await goByInPause(page, 60_000)
  }
  await expect(page.getByText('已上传：护理费明细.pdf')).toBeVisible({ timeout: 30_000 })
  expect((await percents()).length, 'different percentages shown').toBeGreaterThan(5)
  expect(told).toEqual([...told].sort((one, other) => one - other))
  expect(line.total(), 'sent again: no more than the part of each cut').toBeLessThan(bytes.length + 3 * partBytes + 100_000)
  const id = await page.locator('input[name=evidenceFileIds]').inputValue()
  expect(sha(await (await page.request.get(`/api/files/${id}`)).body())).toBe(sha(bytes))

  await evidence(page).setInputFiles(fileNamed('选错的文件.pdf', scan(20_000_000)))
  await expect(page.getByText(/正在上传 [1-9]\d?%/)).toBeVisible({ timeout: 15_000 })
  await page.getByRole('button', { name: '放弃这个文件' }).click()
  await expect(page.getByText('选错的文件.pdf 没有传完')).toBeVisible()
  expect(await evidence(page).evaluate((input: HTMLInputElement) => input.validationMessage)).toBe('')
  expect(await page.locator('input[name=evidenceFileIds]').inputValue(), 'what had arrived stays').toBe(id)
  line.close()
})

test('a page and a sign-in that are gone in the middle: the same file goes on, and the draft has the files that were there', async ({
  browser,
}) => {
  const page = await personAt(browser, { login: 'hospital-a' })
  const code = await openForm(page, await openSection(page))
  const words = `续传 ${randomInt(1e9)}`
  await fillFinding(page, words)
  const answers: string[] = []
  await page.route('/api/files', async (route) => {
    const answer = await route.fetch()
    answers.push((await answer.json()).id)
    return answers.length === 1 ? route.abort() : route.fulfill({ response: answer }) // the first is lost on the way
  })
  await evidence(page).setInputFiles(fileNamed('情况说明.pdf', scan(2_000)))
  await expect(page.getByText('已上传：情况说明.pdf')).toBeVisible()
  expect(answers, 'kept once').toEqual(Array(2).fill(await page.locator('input[name=evidenceFileIds]').inputValue()))
  const bytes = scan(3_500_000)
  const line = await overWeakLine(page, '/api/uploads', 1_500_000)
  await evidence(page).setInputFiles(fileNamed('住院清单.pdf', bytes))
  await expect.poll(line.passed, { timeout: 15_000, intervals: [20] }).toBeGreaterThan(2 * partBytes)
  line.cut()
  const form = page.url()
  await percentAfterCut(page, '住院清单.pdf')
  await page.getByRole('button', { name: '保存明细' }).click() // not without the file that is still on its way
  const said = await evidence(page).evaluate((input: HTMLInputElement) => input.validationMessage)
  expect([said, page.url()]).toEqual([expect.stringContaining('还没有传完'), form])
  await page.context().clearCookies() // the sign-in runs out meanwhile, too
  line.mend()
  await page.getByRole('button', { name: '续传', exact: true }).click()
  await expect(page.getByText('登录已失效，住院清单.pdf 还没有传完')).toBeVisible()
  const kept = () => page.evaluate(() => Object.values(localStorage).join())
  await expect.poll(kept).toContain('情况说明.pdf')
  await page.evaluate((gone) => {
    for (const [place, draft] of Object.entries(localStorage).filter(([key]) => key.startsWith('qy-draft:'))) {
      const { values } = JSON.parse(draft)
      if (values.evidenceFileIds) values.evidenceFileIds.push(`${gone} 收费票据.pdf`)
      localStorage.setItem(place, JSON.stringify({ savedAt: Date.now() + 60_000, values }))
    }
  }, randomUUID())
  await page.close({ runBeforeUnload: false }) // gone, as in a crash
  line.close()

  const again = await page.context().newPage()
  await signIn(again, accountOf({ login: 'hospital-a' }))
  await again.goto(form)
  await settled(again)
  await again.getByRole('button', { name: '恢复草稿' }).click()
  await expect(again.getByText('已上传：情况说明.pdf')).toBeVisible()
  await expect(again.getByText('草稿里的 收费票据.pdf 已不在系统中')).toBeVisible()
  await expect(again.getByLabel('具体情形')).toHaveValue(words)
  const offsets: number[] = []
  again.on('request', (request) => {
    const at = /\/api\/uploads\/.*offset=(\d+)/.exec(request.url())?.[1]
    if (at) offsets.push(Number(at))
  })
  await evidence(again).setInputFiles(fileNamed('改名后的清单.pdf', bytes))
  await expect(again.getByText('已上传：改名后的清单.pdf')).toBeVisible({ timeout: 20_000 })
  expect(offsets[0], 'goes on behind what had arrived').toBeGreaterThanOrEqual(partBytes)

  await again.getByRole('button', { name: '保存明细' }).click()
  await again.waitForURL(new RegExp(`#${code}$`))
  const card = again.getByRole('region', { name: words })
  await expect(card.getByRole('link', { name: '情况说明.pdf' })).toBeVisible()
  const href = await card.getByRole('link', { name: '改名后的清单.pdf' }).getAttribute('href')
  expect(sha(await (await again.request.get(href ?? '')).body())).toBe(sha(bytes))
})

test('a page that is lost after the last byte and before the answer finds the file where it went, without sending it again', async ({
  browser,
}) => {
  const page = await personAt(browser, { login: 'hospital-a' })
  await openForm(page, await openSection(page))
  const kept: string[] = []
  await page.route('/api/uploads/*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    kept.push((await (await route.fetch()).json()).id)
    return route.abort()
  })
  await evidence(page).setInputFiles(fileNamed('出院小结.pdf', scan(1_500_000)))
  await percentAfterCut(page, '出院小结.pdf')
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain('出院小结.pdf')
  const form = page.url()
  await page.close({ runBeforeUnload: false })
  const again = await page.context().newPage()
  const sent: string[] = []
  again.on('request', (request) => request.method() === 'PATCH' && sent.push(request.url()))
  await again.goto(form)
  await settled(again)
  await again.getByRole('button', { name: '恢复草稿' }).click()
  await expect(again.getByText('已上传：出院小结.pdf')).toBeVisible()
  expect(await again.locator('input[name=evidenceFileIds]').inputValue()).toBe(kept[0])
  expect(sent).toEqual([])
})

test('a file that is chosen before the page’s scripts are there is sent once they are', async ({ browser }) => {
  const page = await personAt(browser, { login: 'jining-mi-handler' })
  let come: () => void = () => {}
  const there = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await there
    await route.continue()
  })
  await page.goto('/leads/imports', { waitUntil: 'commit' })
  await page.getByLabel('清单文件').setInputFiles({ name: '慢机器.csv', mimeType: 'text/csv', buffer: Buffer.from('机构名称,疑点问题\n') })
  come()
  await expect(page.getByText('已上传：慢机器.csv')).toHaveCount(1)
  await expect(page.locator('input[name=fileId]')).not.toHaveValue('')
})
