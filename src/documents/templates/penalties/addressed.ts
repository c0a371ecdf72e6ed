import type { Block, ParagraphBlock } from '../../render/blocks'

const said = (paragraph: ParagraphBlock): ParagraphBlock => ({
  ...paragraph,
  runs: paragraph.runs.map((run) => ({ ...run, text: run.text.replaceAll('你单位', '你') })),
})

/** A paper speaks to a person as one (你), and to all others as to a unit (你单位). */
export const addressed = (blocks: readonly Block[], { isPerson = false }: { isPerson?: boolean }): readonly Block[] =>
  isPerson ? blocks.map((block) => (block.kind === 'paragraph' ? said(block) : inTable(block))) : blocks

const inTable = (table: Exclude<Block, ParagraphBlock>): Block => ({
  ...table,
  rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell, paragraphs: cell.paragraphs.map(said) })) })),
})
