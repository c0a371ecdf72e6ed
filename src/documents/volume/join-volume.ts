import { setImmediate } from 'node:timers/promises'
import { PDFDocument, type PDFPage, StandardFonts } from 'pdf-lib'
import { writePdf } from '../render/pdf'
import type { FontFiles } from '../render/typefaces'
import { addOutline, fitImage, stampNumber } from './pages-of-volume'
import { coverPaper, type ElectronicFile, electronicSheet, indexPaper, notePaper, type VolumeHead, type VolumeLine } from './volume-papers'

/** One paper to bind: its pages as a PDF, a picture, or a file that is only described. Read when its turn comes. */
export type ToBind = {
  title: string
  number: string
  on: string
  content: () => Promise<{ kind: 'pdf' | 'jpeg' | 'png'; bytes: Uint8Array } | { kind: 'other' }>
  /** What is said of it where it cannot be set on pages. */
  file: Omit<ElectronicFile, 'title' | 'why'>
}

export type Volume = { bytes: Uint8Array /** Numbered ones: without cover, list and note. */; pages: number; lines: VolumeLine[] }

const why = { other: '该格式不能转换为页面。', broken: '文件加密或者不能读取，未能转换为页面。' } as const

/**
 * Binds a volume (立卷): cover, list of contents, every paper in the order given with its pages numbered through, and the note at the end. The
 * same papers and fonts give the same bytes. A file that cannot be set on pages, or not be opened, has a sheet in its place that says so.
 */
export async function joinVolume(
  head: VolumeHead,
  papers: readonly ToBind[],
  fonts: FontFiles,
  note: (done: number) => Promise<void> = async () => {},
): Promise<Volume> {
  const volume = await PDFDocument.create({ updateMetadata: false })
  const lines: VolumeLine[] = []
  for (const [index, paper] of papers.entries()) {
    await note(index)
    const from = volume.getPageCount() + 1
    const isElectronic = await bind(volume, head, paper, fonts)
    lines.push({ title: paper.title, number: paper.number, on: paper.on, from, to: volume.getPageCount(), isElectronic })
    await setImmediate()
  }
  const pages = volume.getPages()
  const font = await volume.embedFont(StandardFonts.Helvetica)
  for (const [index, page] of pages.entries()) stampNumber(page, index + 1, font)
  const firsts = lines.map(({ title, from }) => ({ title, page: pages[from - 1] }))
  await wrap(volume, head, lines, pages.length, fonts)
  addOutline(
    volume,
    firsts.flatMap(({ title, page }) => (page ? [{ title, page }] : [])),
  )
  describe(volume, head)
  await note(papers.length)
  return { bytes: await volume.save({ updateFieldAppearances: false }), pages: pages.length, lines }
}

/** Puts a paper at the end. `true` where a sheet stands in its place. */
async function bind(volume: PDFDocument, head: VolumeHead, paper: ToBind, fonts: FontFiles): Promise<boolean> {
  const content = await paper.content()
  const before = volume.getPageCount()
  try {
    if (content.kind === 'pdf') await append(volume, content.bytes)
    else if (content.kind === 'jpeg') fitImage(volume, await volume.embedJpg(content.bytes))
    else if (content.kind === 'png') fitImage(volume, await volume.embedPng(content.bytes))
    if (volume.getPageCount() > before) return false
  } catch {
    // Whatever the library throws at a file from outside: the sheet says that it could not be read, and the file itself is kept.
    for (let last = volume.getPageCount() - 1; last >= before; last -= 1) volume.removePage(last)
  }
  const said = { ...paper.file, title: paper.title, why: content.kind === 'other' ? why.other : why.broken }
  await append(volume, (await writePdf(electronicSheet(head, said), fonts)).bytes)
  return true
}

async function append(volume: PDFDocument, bytes: Uint8Array): Promise<void> {
  for (const page of await pagesIn(volume, bytes)) volume.addPage(page)
}

async function pagesIn(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[]> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false })
  return volume.copyPages(source, source.getPageIndices())
}

/** Cover and list before it, note behind it; they bear no number, as in a volume of paper. */
async function wrap(volume: PDFDocument, head: VolumeHead, lines: readonly VolumeLine[], pages: number, fonts: FontFiles): Promise<void> {
  const front = []
  for (const paper of [coverPaper(head, lines, pages), indexPaper(head, lines)])
    front.push(...(await pagesIn(volume, (await writePdf(paper, fonts)).bytes)))
  for (const [at, page] of front.entries()) volume.insertPage(at, page)
  await append(volume, (await writePdf(notePaper(head, lines, pages), fonts)).bytes)
}

/** The only time in the file is the day on which it was bound. */
function describe(volume: PDFDocument, head: VolumeHead): void {
  const madeAt = new Date(`${head.madeOn}T00:00:00Z`)
  volume.setTitle(`${head.caseNumber} ${head.part}`)
  volume.setAuthor(head.organ)
  volume.setProducer(head.organ)
  volume.setCreator(head.organ)
  volume.setCreationDate(madeAt)
  volume.setModificationDate(madeAt)
  volume.setLanguage('zh-CN')
}
