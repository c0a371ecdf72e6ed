import { setImmediate } from 'node:timers/promises'
import type { Block, Layout, Paper, ParagraphBlock } from './blocks'
import { a4, margins } from './page'
import { type Mark, points, type SetParagraph, setParagraph } from './setting'
import { type SetTable, setTable, tableRows } from './table-setting'
import type { Typefaces } from './typefaces'

export type Page = { layout: Layout; width: number; height: number; marks: Mark[] }

export const sizeOf = (layout: Layout) => {
  const upright = { width: points(a4.width), height: points(a4.height) }
  return layout === 'landscape' ? { width: upright.height, height: upright.width } : upright
}

/** Where text stands on a page of this layout. */
export function typeArea(layout: Layout) {
  const { width, height } = sizeOf(layout)
  const margin = margins[layout]
  return {
    left: points(margin.left),
    top: points(margin.top),
    width: width - points(margin.left) - points(margin.right),
    bottom: height - points(margin.bottom),
  }
}

/** The pages of a paper. Yields to others between sheets and every few tables' pages, for a list may be long. */
export async function layPages(paper: Paper, typefaces: Typefaces): Promise<Page[]> {
  const pages: Page[] = []
  for (const { blocks, layout = 'letter' } of paper.sheets) {
    const sheet = new SheetOfPages(layout, pages, typefaces)
    for (let at = 0; at < blocks.length; ) {
      at += sheet.place(blocks, at)
      if (pages.length % 8 === 0) await setImmediate()
    }
    await setImmediate()
  }
  return pages
}

/** One sheet as it is being laid: the page at hand and how far down it is full. */
class SheetOfPages {
  private readonly area: ReturnType<typeof typeArea>
  private y = 0
  private readonly layout: Layout
  private readonly pages: Page[]
  private readonly typefaces: Typefaces

  constructor(layout: Layout, pages: Page[], typefaces: Typefaces) {
    this.layout = layout
    this.pages = pages
    this.typefaces = typefaces
    this.area = typeArea(layout)
    this.turn()
  }

  private turn() {
    this.pages.push({ layout: this.layout, ...sizeOf(this.layout), marks: [] })
    this.y = this.area.top
  }

  private get page(): Page {
    const page = this.pages.at(-1)
    if (!page) throw new Error('a sheet has a page from its beginning on')
    return page
  }

  /** Places the block at `at` with those that must stay on its page; returns how many were placed. */
  place(blocks: readonly Block[], at: number): number {
    const block = blocks[at]
    if (block?.kind === 'table') {
      this.placeTable(setTable(block, this.typefaces))
      return 1
    }
    const group = this.keptTogether(blocks, at)
    const needed = group.reduce((sum, paragraph, index) => sum + neededOf(paragraph, index === group.length - 1), 0)
    const follower = blocks[at + group.length]
    const table = follower?.kind === 'table' && group.at(-1)?.keepNext ? setTable(follower, this.typefaces).headHeight : 0
    const fits = this.y + needed + table <= this.area.bottom + 0.5
    const parted = fits ? null : this.parted(group)
    if (!fits && !parted && this.y > this.area.top) this.turn()
    for (const paragraph of parted?.before ?? group) this.placeParagraph(paragraph)
    if (parted) this.turn()
    for (const paragraph of parted?.after ?? []) this.placeParagraph(paragraph)
    return group.length
  }

  /** The last of those that are kept with what follows and may be parted: two lines of it at least stay here, and two go along. */
  private parted(group: readonly SetParagraph[]) {
    const room = this.area.bottom + 0.5 - this.y
    const above = (place: number) => group.slice(0, place).reduce((sum, { height }) => sum + height, 0)
    const place = group.findLastIndex(({ keepNext, keepLines, lines, rule }, at) => {
      const two = (lines[0]?.height ?? 0) * 2
      return keepNext && !keepLines && !rule && lines.length >= 4 && above(at) + two <= room
    })
    const paragraph = group[place]
    const height = paragraph?.lines[0]?.height
    if (!paragraph || !height) return null
    const stay = Math.min(Math.floor((room - above(place)) / height), paragraph.lines.length - 2)
    const part = (lines: SetParagraph['lines']): SetParagraph => ({ ...paragraph, lines, height: lines.length * height })
    return {
      before: [...group.slice(0, place), part(paragraph.lines.slice(0, stay))],
      after: [part(paragraph.lines.slice(stay)), ...group.slice(place + 1)],
    }
  }

  private keptTogether(blocks: readonly Block[], at: number): SetParagraph[] {
    const group: SetParagraph[] = []
    for (let index = at; index < blocks.length; index += 1) {
      const block = blocks[index]
      if (block?.kind !== 'paragraph') break
      group.push(this.set(block))
      if (!block.style.keepNext) break
    }
    return group
  }

  private readonly set = (block: ParagraphBlock) => setParagraph(block, this.area.width, this.typefaces, true)

  private placeParagraph(paragraph: SetParagraph) {
    const { lines, rule } = paragraph
    for (const [index, line] of lines.entries()) {
      const isLonely = lines.length > 2 && index === lines.length - 2 && this.y + 2 * line.height > this.area.bottom + 0.5
      if (this.y + line.height > this.area.bottom + 0.5 || (isLonely && this.y > this.area.top)) this.turn()
      this.page.marks.push({ kind: 'line', line, x: this.area.left, y: this.y })
      this.y += line.height
    }
    if (!rule) return
    const y = this.y + rule.gap
    const across = { x1: this.area.left, x2: this.area.left + this.area.width, y1: y, y2: y }
    this.page.marks.push({ kind: 'rule', ...across, thickness: rule.thickness, color: `#${rule.color}` })
    this.y = y + rule.thickness
  }

  private placeTable(table: SetTable) {
    if (table.isAtFoot) {
      if (this.y + table.height > this.area.bottom) this.turn()
      const top = this.area.bottom - table.height
      this.page.marks.push(...tableRows(table, table.rows, { x: this.area.left, y: top }))
      return
    }
    const heading = table.heading.reduce((sum, { height }) => sum + height, 0)
    const rows = table.rows.flatMap((one) => one.parts(this.area.bottom - this.area.top - heading))
    for (const [index, row] of rows.entries()) {
      // A heading does not stand alone at the foot of a page.
      const needed = row.height + (row.isHeading ? (rows[index + 1]?.height ?? 0) : 0)
      if (this.y + needed > this.area.bottom + 0.5 && this.y > this.area.top) {
        this.turn()
        if (!row.isHeading) this.placeRows(table, table.heading)
      }
      this.placeRows(table, [row])
    }
  }

  private placeRows(table: SetTable, rows: SetTable['rows']) {
    this.page.marks.push(...tableRows(table, rows, { x: this.area.left, y: this.y }))
    this.y += rows.reduce((sum, { height }) => sum + height, 0)
  }
}

/** What must fit: the whole of what is kept together, and of the last the first two lines. */
function neededOf({ lines, height, keepLines }: SetParagraph, isLast: boolean): number {
  if (!isLast || keepLines || lines.length <= 3) return height
  return lines.slice(0, 2).reduce((sum, line) => sum + line.height, 0)
}
