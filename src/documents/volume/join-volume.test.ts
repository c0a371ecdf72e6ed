import { readFile } from 'node:fs/promises'
import { degrees, PDFDocument, PDFName } from 'pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FontFiles } from '../render/typefaces'
import { volumeHeadExample as head } from './example'
import { joinVolume, type ToBind } from './join-volume'

const folder = 'node_modules/@expo-google-fonts'
let fonts: FontFiles
beforeAll(async () => {
  const serif = { bytes: await readFile(`${folder}/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf`), isOwn: false }
  fonts = { body: serif, title: serif, heading: serif, subheading: serif, page: serif }
})

async function pdfOf(pages: number, turned = 0): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 1; page <= pages; page += 1) {
    const added = document.addPage([595, 842])
    added.setRotation(degrees(turned))
    added.drawText(`received ${page}`, { x: 60, y: 400, size: 14 })
  }
  return document.save()
}
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const file = { displayName: '录像.mp4', mediaType: 'video/mp4', sizeBytes: 12, sha256: 'ab'.repeat(32) }
const paper = (title: string, content: Awaited<ReturnType<ToBind['content']>>, number = ''): ToBind => ({
  ...{ title, number, on: '2026-06-05', file },
  content: async () => content,
})
const pdf = (bytes: Uint8Array) => ({ kind: 'pdf', bytes }) as const

type Said = { text: string; x: number; y: number; isUpright: boolean }
/** What each page says, where and which way up, as it is looked at. */
async function pagesOf(bytes: Uint8Array): Promise<Said[][]> {
  const document = await getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0 }).promise
  const pages: Said[][] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const view = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [along, up, , , left, low] = item.transform
        const [x = 0, y = 0] = view.convertToViewportPoint(left, low)
        const [nextX = 0, nextY = 0] = view.convertToViewportPoint(left + along, low + up)
        return [{ text: item.str, x: x / view.width, y: y / view.height, isUpright: nextX > x && Math.abs(nextY - y) < 0.01 }]
      }),
    )
  }
  return pages
}
const textOf = (page: readonly Said[] | undefined) => page?.map(({ text }) => text).join('') ?? ''

describe('a volume', () => {
  it('numbers the pages of all its papers through, and lists each with where it stands', async () => {
    const papers = [
      paper('处罚决定书', pdf(await pdfOf(3)), '任医保罚〔2026〕3号'),
      paper('现场照片', { kind: 'png', bytes: png }),
      paper('询问笔录', pdf(await pdfOf(2))),
    ]
    const volume = await joinVolume(head, papers, fonts)
    expect(volume.pages).toBe(6)
    expect(volume.lines.map(({ title, from, to, isElectronic }) => [title, from, to, isElectronic])).toEqual([
      ['处罚决定书', 1, 3, false],
      ['现场照片', 4, 4, false],
      ['询问笔录', 5, 6, false],
    ])
    const pages = await pagesOf(volume.bytes)
    expect(pages).toHaveLength(6 + 3) // cover, list, note
    const [cover, list] = pages.map(textOf)
    for (const words of ['清溪医院', '共3件、6页']) expect(cover, words).toContain(words)
    expect([cover, list, textOf(pages[8])].join(), 'they bear no number').not.toMatch(/— \d+ —/)
    for (const words of ['卷内目录', '任医保罚〔2026〕3号', '1—3', '现场照片', '5—6']) expect(list, words).toContain(words)
    expect(pages.slice(2, 8).map((page) => page.find(({ x, y }) => x > 0.9 && y < 0.06)?.text)).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(textOf(pages[7])).toContain('received 2')
    expect(textOf(pages[8])).toContain('共3件、6页')
  })

  it.each([0, 90, 180, 270])('has the number upright in the upper right corner of a page that is turned by %i', async (turned) => {
    const { bytes } = await joinVolume(head, [paper('扫描件', pdf(await pdfOf(1, turned)))], fonts)
    const number = (await pagesOf(bytes))[2]?.find(({ text }) => text === '1')
    expect(number?.x).toBeGreaterThan(0.9)
    expect(number?.y).toBeLessThan(0.06)
    expect(number?.isUpright).toBe(true)
  })

  it('says of what cannot be set on pages what it is, and goes on after a file that cannot be opened', async () => {
    const papers = [
      paper('监控录像', { kind: 'other' }),
      paper('坏的扫描件', pdf(Buffer.from('%PDF-1.7 nothing'))),
      paper('笔录', pdf(await pdfOf(1))),
    ]
    const volume = await joinVolume(head, papers, fonts)
    expect(volume.lines.map(({ from, isElectronic }) => [from, isElectronic])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
    const pages = (await pagesOf(volume.bytes)).map(textOf)
    expect(pages[2]).toContain('录像.mp4')
    expect(pages[2]).toContain('abababababababab')
    expect(pages[3]).toContain('未能转换为页面')
    expect(pages.at(-1)).toContain('序号1、2为不能转换为页面的电子文件')
  })

  it('is the same bytes for the same papers, and bears no time but its day', async () => {
    const papers = [paper('笔录', pdf(await pdfOf(1)))]
    const [one, other] = [await joinVolume(head, papers, fonts), await joinVolume(head, papers, fonts)]
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true)
    const read = await PDFDocument.load(one.bytes, { updateMetadata: false })
    expect(read.getCreationDate()).toEqual(new Date('2026-06-09T00:00:00Z'))
  })

  it('has a bookmark for each paper', async () => {
    const { bytes } = await joinVolume(head, [paper('立案审批表', pdf(await pdfOf(1))), paper('笔录', pdf(await pdfOf(1)))], fonts)
    const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
    expect((await document.getOutline())?.map(({ title }) => title)).toEqual(['立案审批表', '笔录'])
    expect((await PDFDocument.load(bytes)).catalog.has(PDFName.of('Outlines'))).toBe(true)
  })

  it('tells how far it has come', async () => {
    const told: number[] = []
    const papers = [paper('一', { kind: 'other' }), paper('二', { kind: 'other' })]
    await joinVolume(head, papers, fonts, async (done) => void told.push(done))
    expect(told).toEqual([0, 1, 2])
  })
})
