import PDFDocument from 'pdfkit'
import type { Paper } from './blocks'
import { margins } from './page'
import { layPages, type Page, typeArea } from './pages'
import { type Mark, points, setParagraph } from './setting'
import { bareParagraph, fonts, sizes } from './text'
import { asBuffer, type Face, type FontFiles, faces, typefacesOf } from './typefaces'

export type Pdf = {
  bytes: Uint8Array
  pages: number
  /** Whether fonts other than the official ones were used. */
  isSubstituted: boolean
  /** Characters that no font had; 〓 stands in their places. */
  missing: readonly string[]
}

type Drawer = PDFKit.PDFDocument

/** The pages of a paper. The same paper and fonts give the same bytes, on any day and any machine. */
export async function writePdf(paper: Paper, files: FontFiles): Promise<Pdf> {
  const typefaces = typefacesOf(files)
  const pages = await layPages(paper, typefaces)
  for (const [index, page] of pages.entries())
    page.marks.push(...furniture(page, paper.isUnnumbered ? null : index + 1, paper.mark ?? null, typefaces))

  const madeAt = new Date(`${paper.datedOn}T00:00:00Z`)
  const document = new PDFDocument({
    autoFirstPage: false,
    // No font of the library's own: everything is drawn in those that are embedded.
    font: null as unknown as string,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: { Title: paper.title, Author: paper.organ, Creator: paper.organ, Producer: paper.organ, CreationDate: madeAt, ModDate: madeAt },
  })
  const whole = collected(document)
  for (const face of facesUsed(pages)) document.registerFont(face, asBuffer(files[face].bytes))
  for (const page of pages) drawPage(document, page)
  document.end()
  return {
    bytes: await whole,
    pages: pages.length,
    isSubstituted: facesUsed(pages).some((face) => !files[face].isOwn),
    missing: [...typefaces.missing],
  }
}

const facesUsed = (pages: readonly Page[]): Face[] => {
  const used = new Set(
    pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'line' ? mark.line.pieces.map(({ face }) => face) : []))),
  )
  return faces.filter((face) => used.has(face))
}

function collected(document: Drawer): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    document.on('data', (part: Uint8Array) => parts.push(part))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    document.on('error', reject)
  })
}

/** The page's number at its outer edge, and what is said at the head of a draft. */
function furniture(
  { layout, width, height }: Page,
  number: number | null,
  mark: string | null,
  typefaces: ReturnType<typeof typefacesOf>,
): Mark[] {
  const area = typeArea(layout)
  const margin = margins[layout]
  const at = (text: string, alignment: 'left' | 'right' | 'center', size: number, face: 'page' | 'heading', color: string) =>
    setParagraph(
      bareParagraph(
        text,
        { alignment, spacing: { line: size * 12, lineRule: 'exact' }, indent: alignment === 'center' ? {} : { left: 280, right: 280 } },
        { font: fonts[face], size, color },
      ),
      area.width,
      typefaces,
      false,
    ).lines[0]
  const foot = number === null ? undefined : at(`— ${number} —`, number % 2 === 1 ? 'right' : 'left', sizes.sihao, 'page', '000000')
  const head = mark === null ? undefined : at(mark, 'center', sizes.xiaosi, 'heading', '808080')
  return [
    ...(foot ? [{ kind: 'line' as const, line: foot, x: area.left, y: height - points(margin.footer) - foot.height }] : []),
    ...(head && width > 0 ? [{ kind: 'line' as const, line: head, x: area.left, y: points(margin.header) }] : []),
  ]
}

function drawPage(document: Drawer, { width, height, marks }: Page) {
  document.addPage({ size: [width, height], margin: 0 })
  for (const mark of marks) {
    if (mark.kind === 'rule') drawRule(document, mark)
    else drawLine(document, mark)
  }
}

function drawRule(document: Drawer, { x1, y1, x2, y2, thickness, color }: Extract<Mark, { kind: 'rule' }>) {
  document.lineWidth(thickness).strokeColor(color).moveTo(x1, y1).lineTo(x2, y2).stroke()
}

/** How far a Chinese character reaches above its baseline, in ems. */
const ascent = 0.88

function drawLine(document: Drawer, { line, x, y }: Extract<Mark, { kind: 'line' }>) {
  const baseline = y + (line.height - line.size) / 2 + ascent * line.size
  for (const { face, size, color, rise, isBlank, spacing, text, x: offset, width } of line.pieces) {
    if (isBlank) document.rect(x + offset, y + (line.height - size * 1.2) / 2, width, size * 1.2).fill('#d9d9d9')
    document
      .font(face)
      .fontSize(size)
      .fillColor(`#${color}`)
      .text(text, x + offset, baseline - rise, { lineBreak: false, characterSpacing: spacing, baseline: 'alphabetic' })
  }
}
