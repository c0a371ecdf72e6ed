import { readFile } from 'node:fs/promises'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { TextItem } from 'pdfjs-dist/types/src/display/api'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HouseDocumentKind } from '#domain/document/kinds'
import { examples } from '../examples'
import { renderPdf, templates } from '../templates'
import type { FontFiles } from './typefaces'

const folder = 'node_modules/@expo-google-fonts'
let fonts: FontFiles
beforeAll(async () => {
  const read = async (file: string) => ({ bytes: await readFile(`${folder}/${file}`), isOwn: false })
  const serif = await read('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf')
  const bold = await read('noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf')
  const sans = await read('noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf')
  fonts = { body: serif, title: bold, heading: sans, subheading: serif, page: serif }
})

type Line = { y: number; text: string; from: number; to: number }

/** The lines of each page, from the top, as a reader finds them in the file. */
async function linesOf(bytes: Uint8Array): Promise<Line[][]> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise
  const pages: Line[][] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const byHeight = new Map<number, TextItem[]>()
    for (const item of items) {
      if (!('str' in item) || item.str === '') continue
      const y = Math.round(item.transform[5])
      byHeight.set(y, [...(byHeight.get(y) ?? []), item])
    }
    const lines = [...byHeight].map(([y, some]) => {
      const sorted = some.toSorted((one, other) => one.transform[4] - other.transform[4])
      const last = sorted.at(-1)
      const to = last ? last.transform[4] + last.width : 0
      return { y, text: sorted.map(({ str }) => str).join(''), from: sorted[0]?.transform[4] ?? 0, to }
    })
    pages.push(lines.toSorted((one, other) => other.y - one.y))
  }
  return pages
}

const letter = examples.departmentReferralLetter
const long = '医疗保障基金使用监督管理'.repeat(200)

describe('the pages of a paper', () => {
  it.each(Object.keys(templates) as HouseDocumentKind[])(
    'say of %s what its file says, in characters that the fonts have',
    async (kind) => {
      const { bytes, missing, pages } = await renderPdf(kind, examples[kind], fonts)
      expect(missing).toEqual([])
      const lines = await linesOf(bytes)
      expect(lines).toHaveLength(pages)
      const golden = await readFile(`src/documents/golden/${kind}.txt`, 'utf8')
      const said = [
        ...lines
          .flat()
          .map(({ text }) => text)
          .join(''),
      ]
      const counted = (characters: readonly string[]) =>
        characters
          .filter((char) => /\p{Script=Han}/u.test(char))
          .sort()
          .join('')
      // Over several pages the headings of tables are said again.
      if (pages === 1) expect(counted(said)).toBe(counted([...golden]))
      for (const char of new Set(golden.match(/\p{Script=Han}/gu))) expect(said, char).toContain(char)
    },
  )

  it('are the same bytes whenever they are set', async () => {
    const once = await renderPdf('transferLetter', examples.transferLetter, fonts)
    const again = await renderPdf('transferLetter', JSON.parse(JSON.stringify(examples.transferLetter)), fonts)
    expect(Buffer.compare(once.bytes, again.bytes)).toBe(0)
  })

  it.each([
    ['priorNotice', 0],
    ['penaltyDecision', 1],
  ] as const)('never hold the signature of %s alone: the last of the text goes along with it', async (kind, annexes) => {
    for (const lines of [1, 5, 9, 13, 17, 21]) {
      const discretion = Array.from({ length: lines }, () => '配合调查，及时整改。').join('\n')
      const { bytes } = await renderPdf(kind, { ...examples[kind], discretion }, fonts)
      const signed = (await linesOf(bytes)).at(-1 - annexes)?.map(({ text }) => text)
      expect(signed?.join(''), `${lines} lines of reasons`).toContain(examples[kind].organ)
      expect(signed?.filter((text) => !/^(—|附件)/.test(text)).length, `${lines} lines of reasons`).toBeGreaterThan(2)
    }
  })

  it('nor that of a report to the police; what is long of the last of its text is parted, and leaves no half page empty', async () => {
    const given = examples.investigationReport
    for (const length of [60, 150, 240, 330, 420, 490]) {
      const officers = given.officers.map((officer, at) => ({ ...officer, name: at === 0 ? '甲'.repeat(length) : officer.name }))
      const { bytes } = await renderPdf('investigationReport', { ...given, officers }, fonts)
      const pages = await linesOf(bytes)
      const last = pages.at(-1)?.map(({ text }) => text) ?? []
      expect(last.join(''), `${length} characters`).toContain(given.organ)
      expect(last.filter((text) => !text.startsWith('—')).length, `${length} characters`).toBeGreaterThanOrEqual(3)
      if (length > 300) expect(pages.at(-2)?.length ?? 0, `${length} characters`).toBeGreaterThan(20)
    }
  })

  it('have 22 lines of 28 characters, numbered at the outer edge', async () => {
    const { bytes } = await renderPdf('departmentReferralLetter', { ...letter, facts: long }, fonts)
    const [, second = [], third = []] = await linesOf(bytes)
    const body = second.filter(({ text }) => !text.startsWith('—'))
    expect(body).toHaveLength(22)
    expect([...(body[10]?.text ?? '')]).toHaveLength(28)
    expect(body[10]?.from).toBeCloseTo(79.4, 0)
    expect(body[10]?.to).toBeGreaterThan(79.4 + 442 - 1)
    expect(body[0] && body[1] && body[0].y - body[1].y).toBeCloseTo(28.95, -0.5)
    const number = (page: Line[]) => page.find(({ text }) => text.startsWith('—'))
    expect(number(second)).toMatchObject({ text: '— 2 —' })
    expect(number(second)?.from).toBeLessThan(100)
    expect(number(third)?.from).toBeGreaterThan(450)
  })

  it('never begin a line with a mark that must not stand there', async () => {
    const facts = '经查，该院“虚假住院”、“挂床住院”共36人次，涉及金额1,234,567.89元（其中：基金支付712,000.00元）；'.repeat(30)
    const { bytes } = await renderPdf('departmentReferralLetter', { ...letter, facts }, fonts)
    const lines = (await linesOf(bytes)).flat().map(({ text }) => text.trim())
    expect(lines.filter((text) => /^[，。、；：！？）》〉】〕”’]/.test(text))).toEqual([])
    expect(lines.filter((text) => /[（《〈【〔“‘]$/.test(text))).toEqual([])
  })

  it('name what no font has, and put a mark in its place', async () => {
    const { bytes, missing } = await renderPdf('departmentReferralLetter', { ...letter, facts: '患者\u{2b81b}某' }, fonts)
    expect(missing).toEqual(['\u{2b81b}'])
    expect((await linesOf(bytes)).flat().some(({ text }) => text.includes('患者〓某'))).toBe(true)
  })

  it('repeat the heading of a list on each of its pages, and break a row that is longer than a page', async () => {
    const lead = letter.leads[0]
    const leads = [{ ...lead, behaviour: '虚'.repeat(480) }, ...Array.from({ length: 60 }, () => lead)]
    const { bytes, pages } = await renderPdf('departmentReferralLetter', { ...letter, leads }, fonts)
    const set = await linesOf(bytes)
    const isList = (page: Line[]) => page.some(({ text }) => text.includes('线索编号'))
    expect(set.filter(isList).length).toBeGreaterThan(2)
    expect(set.slice(set.findIndex(isList)).every(isList)).toBe(true)
    expect(
      [
        ...set
          .flat()
          .map(({ text }) => text)
          .join(''),
      ].filter((char) => char === '虚').length,
    ).toBeGreaterThanOrEqual(480)
    expect(pages).toBe(set.length)
  })
})
