import { Document, Packer } from 'docx'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import type { Paper } from './blocks'
import { gridLine } from './text'
import { section } from './word'

const officialFonts = { latin: 'Times New Roman', eastAsia: '宋体' }

/** Local parts, so that the archive's clock reads the same in every time zone. */
const archiveTime = new Date(1980, 0, 1)

/** The bytes of a .docx. The same paper gives the same bytes, on any day and any machine. */
export async function pack({ title, organ, datedOn, mark = null, isUnnumbered = false, sheets }: Paper): Promise<Uint8Array> {
  const document = new Document({
    title,
    creator: organ,
    lastModifiedBy: organ,
    theme: { fonts: { headings: officialFonts, body: officialFonts } },
    styles: { default: { document: { run: { language: { value: 'en-US', eastAsia: 'zh-CN' } } } } },
    evenAndOddHeaderAndFooters: true,
    sections: sheets.map((sheet) => section(sheet, mark, isUnnumbered)),
  })
  return reproducible(new Uint8Array(await Packer.toArrayBuffer(document)), datedOn)
}

/** Takes the moment of packing out (the archive's times, and the two in the document's properties), and settles the lines of tables. */
function reproducible(bytes: Uint8Array, datedOn: string): Uint8Array {
  const rewrite: Record<string, (xml: string) => string> = {
    'docProps/core.xml': (xml) => xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${datedOn}T00:00:00Z`),
    'word/document.xml': offTheGrid,
  }
  const parts: Zippable = {}
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    const rewritten = rewrite[path]?.(strFromU8(content))
    parts[path] = rewritten === undefined ? content : strToU8(rewritten)
  }
  return zipSync(parts, { level: 6, mtime: archiveTime })
}

/** Lines lower than the grid's (those of tables) leave it, or it stretches each to 28.95pt. The library knows no such option. */
const offTheGrid = (xml: string) =>
  xml.replace(/<w:spacing [^>]*?w:line="(\d+)"/g, (spacing, line) =>
    Number(line) < gridLine ? `<w:snapToGrid w:val="0"/>${spacing}` : spacing,
  )
