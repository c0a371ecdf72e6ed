import { type Reading, read } from './reading'
import type { Archive } from './safe-zip'
import { isOn, readXml } from './xlsx-text'
import { attribute } from './xml-reader'

/** What a cell's style says about its value. `format` is empty for the general one. */
export type CellStyle = { format: string; isDate: boolean; struck: boolean }

/** The formats that have a number and no text in the file, as far as they matter: dates, and a few for show. */
const builtInDates: Record<number, string> = {
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
}

/** 27–36 and 50–58 are dates in the Chinese edition of Excel. */
const isBuiltInDate = (id: number) => id in builtInDates || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** The styles of a workbook, in the order in which cells refer to them. */
export async function readStyles(archive: Archive, part: string | null): Promise<Reading<CellStyle[]>> {
  const styles: CellStyle[] = []
  if (part === null || !archive.has(part)) return read(styles)

  const formats = new Map<number, string>()
  const struckFonts: boolean[] = []
  const path: string[] = []
  const failure = await readXml(archive, part, {
    open(name, attributes) {
      const parent = path.at(-1)
      path.push(name)
      if (name === 'numFmt' && parent === 'numFmts')
        formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      if (name === 'font' && parent === 'fonts') struckFonts.push(false)
      if (name === 'strike' && parent === 'font' && path.at(-3) === 'fonts')
        struckFonts[struckFonts.length - 1] = isOn(attribute(attributes, 'val') ?? '1')
      if (name === 'xf' && parent === 'cellXfs') {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        const format = formats.get(id) ?? builtInDates[id] ?? ''
        styles.push({
          format: format === 'General' || format === '@' ? '' : format,
          isDate: formats.has(id) ? isDateFormat(format) : isBuiltInDate(id),
          struck: struckFonts[Number(attribute(attributes, 'fontId') ?? 0)] ?? false,
        })
      }
    },
    close() {
      path.pop()
    },
  })
  return failure ? { ok: false, failure } : read(styles)
}

/** Whether a format shows a date or time: a date letter outside quotes, escapes, colours and locales. */
function isDateFormat(format: string): boolean {
  const bare = (format.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
  if (/general|e[+-]/i.test(bare)) return false
  return /[ydhs]|m/i.test(bare) && !/[0#?]/.test(bare.replace(/s\.0+/gi, 's'))
}
