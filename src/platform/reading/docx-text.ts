import { docxNumbering, type Numbering } from './docx-numbering'
import { type Reading, read } from './reading'
import type { Archive } from './safe-zip'
import { attribute, type XmlHandler, xmlReader } from './xml-reader'

const PART = 'word/document.xml'

/**
 * The text of a Word document: one line a paragraph with the number its list gives it, one line a table row with tabs
 * between cells. Deleted text, field codes and the fallback copies of text boxes are left out.
 */
export async function docxText(archive: Archive): Promise<Reading<string>> {
  const numbering = await docxNumbering(archive)
  if (!numbering.ok) return numbering
  const writer = paragraphWriter(numbering.value)
  const reader = xmlReader(PART, writer.handler)
  const failure = (await archive.pump(PART, (piece) => reader.push(piece))) ?? reader.end()
  return failure ? { ok: false, failure } : read(writer.text())
}

type Row = { cells: string[] }

function paragraphWriter(numbering: Numbering): { handler: XmlHandler; text: () => string } {
  const lines: string[] = []
  const rows: Row[] = []
  let paragraph: string[] = []
  let list: { id: string; level: number } = { id: '', level: 0 }
  let skipped = 0
  let inText = false

  const put = (text: string) => {
    const row = rows.at(-1)
    if (!row) lines.push(text)
    else row.cells[row.cells.length - 1] = (row.cells.at(-1) ?? '') + text.replace(/\s*\n\s*/g, '')
  }
  const endParagraph = () => {
    const text = paragraph.join('')
    const number = list.id && list.id !== '0' && text.trim() ? numbering(list.id, list.level) : ''
    put(number + text)
    paragraph = []
    list = { id: '', level: 0 }
  }
  const opened: Record<string, (attributes: string) => void> = {
    t: () => {
      inText = true
    },
    tab: (attributes) => {
      if (attribute(attributes, 'w:pos') === null) paragraph.push('\t')
    },
    br: () => paragraph.push('\n'),
    cr: () => paragraph.push('\n'),
    noBreakHyphen: () => paragraph.push('-'),
    numId: (attributes) => {
      list.id = attribute(attributes, 'w:val') ?? ''
    },
    ilvl: (attributes) => {
      list.level = Number(attribute(attributes, 'w:val')) || 0
    },
    tr: () => rows.push({ cells: [] }),
    tc: () => rows.at(-1)?.cells.push(''),
  }
  const closed: Record<string, () => void> = {
    t: () => {
      inText = false
    },
    p: endParagraph,
    tr: () => {
      const row = rows.pop()
      if (row) put(row.cells.join('\t'))
    },
  }
  return {
    handler: {
      open(name, attributes) {
        if (skipped > 0 || name === 'Fallback') skipped++
        else if (Object.hasOwn(opened, name)) opened[name]?.(attributes)
        return null
      },
      close(name) {
        if (skipped > 0) skipped--
        else if (Object.hasOwn(closed, name)) closed[name]?.()
        return null
      },
      text(text) {
        if (inText && skipped === 0) paragraph.push(text)
      },
    },
    text: () => lines.join('\n'),
  }
}
