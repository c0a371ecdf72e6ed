import { describe, expect, it } from 'vitest'
import { sheetKindNames } from '#domain/document/sheet-kinds'
import type { Block, ParagraphBlock } from '../render/blocks'
import { sheetExamples } from './examples'
import { formSheet } from './form-sheet'

const said = ({ runs }: ParagraphBlock) => runs.map(({ text }) => text).join('')
/** A line for each paragraph and row, cells parted by bars. */
const lineOf = (block: Block): string =>
  block.kind === 'paragraph'
    ? said(block)
    : block.rows.map(({ cells }) => cells.map(({ paragraphs }) => paragraphs.map(said).join('／')).join(' | ')).join('\n')
const textOf = (sheet: unknown) => {
  const { mark, sheets } = formSheet.paperOf(sheet)
  return [mark, ...sheets.flatMap(({ blocks }) => blocks.map(lineOf))].filter((line) => line !== null && line !== '').join('\n')
}

describe.each(sheetKindNames)('%s', (kind) => {
  it('says what it said before', async () => {
    await expect(`${textOf(sheetExamples[kind])}\n`).toMatchFileSnapshot(`../golden/sheets/${kind}.txt`)
  })

  it('fills every row of every table', () => {
    for (const { blocks } of formSheet.paperOf(sheetExamples[kind]).sheets)
      for (const block of blocks)
        if (block.kind === 'table')
          for (const { cells } of block.rows)
            expect(cells.reduce((sum, { columnSpan = 1 }) => sum + columnSpan, 0)).toBe(block.columnWidths.length)
  })
})

describe('what is signed by the institution', () => {
  it('tells it nothing of where the lead came from or what is thought of it', () => {
    const text = textOf(sheetExamples.detailConfirmation)
    expect(text).toContain('S20260328001')
    for (const secret of ['省局下发', 'M08', '住院期间门诊重复结算', '张敏', '第三十八条']) expect(text).not.toContain(secret)
  })
})
