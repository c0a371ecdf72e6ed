import type { Reading } from './reading'
import { read } from './reading'
import type { Archive } from './safe-zip'
import { attribute, xmlReader } from './xml-reader'

type Level = { format: string; text: string; start: number }
/** The number that Word shows before a paragraph, by list and level; asked in the order of the text, for it counts. */
export type Numbering = (list: string, level: number) => string

const PART = 'word/numbering.xml'

/** Reads the lists of a document. Word writes `一、` of an automatic list nowhere in the text: it must be counted. */
export async function docxNumbering(archive: Archive): Promise<Reading<Numbering>> {
  if (!archive.has(PART)) return read(() => '')
  const schemes = new Map<string, Map<number, Level>>()
  const schemeOf = new Map<string, string>()
  let scheme: Map<number, Level> | null = null
  let level: Level | null = null
  let list = ''
  const reader = xmlReader(PART, {
    open(name, attributes) {
      const value = attribute(attributes, 'w:val') ?? ''
      if (name === 'abstractNum') {
        scheme = new Map()
        schemes.set(attribute(attributes, 'w:abstractNumId') ?? '', scheme)
      } else if (name === 'lvl' && scheme) {
        level = { format: 'decimal', text: '', start: 1 }
        scheme.set(Number(attribute(attributes, 'w:ilvl')), level)
      } else if (name === 'num') list = attribute(attributes, 'w:numId') ?? ''
      else if (name === 'abstractNumId') schemeOf.set(list, value)
      else if (name === 'numFmt' && level) level.format = value
      else if (name === 'lvlText' && level) level.text = value
      else if (name === 'start' && level) level.start = Number(value) || 1
      return null
    },
    close(name) {
      if (name === 'abstractNum') scheme = null
      if (name === 'lvl') level = null
      return null
    },
  })
  const failure = (await archive.pump(PART, (piece) => reader.push(piece))) ?? reader.end()
  return failure ? { ok: false, failure } : read(counter((one) => schemes.get(schemeOf.get(one) ?? '')))
}

function counter(levelsOf: (list: string) => Map<number, Level> | undefined): Numbering {
  const counts = new Map<string, number[]>()
  return (list, depth) => {
    const levels = levelsOf(list)
    const own = levels?.get(depth)
    if (!levels || !own || own.format === 'bullet' || own.format === 'none') return ''
    const count = counts.get(list) ?? []
    count.length = Math.min(count.length, depth + 1)
    for (let at = count.length; at <= depth; at++) count.push((levels.get(at)?.start ?? 1) - (at === depth ? 1 : 0))
    count[depth] = (count[depth] ?? 0) + 1
    counts.set(list, count)
    return own.text.replace(/%(\d)/g, (_whole, place: string) => {
      const at = Number(place) - 1
      return written(count[at] ?? 1, levels.get(at)?.format ?? 'decimal')
    })
  }
}

function written(value: number, format: string): string {
  if (/^(chinese|japaneseCounting|ideographDigital|taiwaneseCounting)/.test(format)) return inChinese(value)
  if (format === 'decimalEnclosedCircle' && value <= 20) return String.fromCodePoint(0x2460 + value - 1)
  if (format === 'upperLetter' || format === 'lowerLetter') {
    return String.fromCharCode((format === 'upperLetter' ? 65 : 97) + ((value - 1) % 26))
  }
  return String(value)
}

/** The Chinese numerals 1 to 9, and 10, as code points: this layer speaks no Chinese. */
const numerals = [0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d].map((code) => String.fromCodePoint(code))
const ten = String.fromCodePoint(0x5341)

function inChinese(value: number): string {
  if (value < 1 || value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return (tens > 1 ? (numerals[tens - 1] ?? '') : '') + (tens > 0 ? ten : '') + (ones > 0 ? (numerals[ones - 1] ?? '') : '')
}
