import {
  AlignmentType,
  DocumentGridType,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { fonts, gridLine, run, runOptions, sizes } from './text'

/** A4 with the margins of GB/T 9704: 37 above, 35 below, 28 at the binding, 26 mm outside. In twips. */
const margin = { top: 2098, bottom: 1984, left: 1588, right: 1474, header: 1134, footer: 1588 }
/** Forms (审批表) are no letters: they may use more of the page, at the same width. */
const formMargin = { ...margin, top: 1134, bottom: 1134, header: 567, footer: 567 }
const a4 = { width: 11906, height: 16838 }

/** The width of the type area (版心), 156 mm; and of a page laid on its side. */
export const typeAreaWidth = a4.width - margin.left - margin.right
export const landscapeWidth = a4.height - margin.top - margin.bottom

export type Block = Paragraph | Table

/** — 1 — in 四号宋体, a character from the outer edge: right on odd pages, left on even ones. */
const pageNumber = (alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ ...runOptions({ font: fonts.page, size: sizes.sihao }), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** 草稿 at the head of every page that nobody has signed. */
const draftMark = (text: string) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [run(text, { font: fonts.heading, size: sizes.xiaosi, color: '808080' })],
      }),
    ],
  })

export type Sheet = { blocks: readonly Block[]; layout?: 'letter' | 'form' | 'landscape' }

/** One section of pages. `mark` stands at the head of each. */
export function section({ blocks, layout = 'letter' }: Sheet, mark: string | null): ISectionOptions {
  const upright = { size: { ...a4, orientation: PageOrientation.PORTRAIT }, margin: layout === 'form' ? formMargin : margin }
  const sideways = {
    size: { ...a4, orientation: PageOrientation.LANDSCAPE },
    margin: { ...margin, top: margin.left, bottom: margin.right, left: margin.top, right: margin.bottom, footer: 850 },
  }
  return {
    properties: { page: layout === 'landscape' ? sideways : upright, grid: { type: DocumentGridType.LINES, linePitch: gridLine } },
    ...(mark === null ? {} : { headers: { default: draftMark(mark), even: draftMark(mark) } }),
    footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
    children: [...blocks],
  }
}
