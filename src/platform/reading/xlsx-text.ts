import type { Reading, ReadingFailure } from './reading'
import { read } from './reading'
import type { Archive } from './safe-zip'
import { attribute, type XmlHandler, xmlReader } from './xml-reader'

/** Reads one XML part with a handler. */
export async function readXml(archive: Archive, part: string, handler: XmlHandler): Promise<ReadingFailure | null> {
  const reader = xmlReader(part, handler)
  return (await archive.pump(part, (piece) => reader.push(piece))) ?? reader.end()
}

/** A piece of text and whether all of it is struck through. */
export type RichText = { text: string; struck: boolean }

/**
 * Gathers the text of `<si>` or `<is>`: its `<t>` runs joined, phonetic guides left out. `open`, `close` and `text`
 * are to be called for everything between the two tags.
 */
export function richText() {
  let text = ''
  let inText = false
  let inGuide = false
  let runStruck = false
  let struckLength = 0

  return {
    reset() {
      text = ''
      inText = false
      inGuide = false
      runStruck = false
      struckLength = 0
    },
    open(name: string, attributes: string) {
      if (name === 't') inText = !inGuide
      else if (name === 'rPh') inGuide = true
      else if (name === 'r') runStruck = false
      else if (name === 'strike') runStruck = isOn(attribute(attributes, 'val') ?? '1')
    },
    close(name: string) {
      if (name === 't') inText = false
      else if (name === 'rPh') inGuide = false
      else if (name === 'r') runStruck = false
    },
    text(piece: string) {
      if (!inText) return
      text += piece
      if (runStruck) struckLength += piece.length
    },
    value: (): RichText => ({ text: unescapeCell(text), struck: text.length > 0 && struckLength === text.length }),
  }
}

export async function readSharedStrings(archive: Archive, part: string | null): Promise<Reading<RichText[]>> {
  const strings: RichText[] = []
  if (part === null || !archive.has(part)) return read(strings)

  const gather = richText()
  const failure = await readXml(archive, part, {
    open(name, attributes) {
      if (name === 'si') gather.reset()
      else gather.open(name, attributes)
    },
    close(name) {
      if (name === 'si') strings.push(gather.value())
      else gather.close(name)
    },
    text: gather.text,
  })
  return failure ? { ok: false, failure } : read(strings)
}

export const isOn = (value: string | null) => value === '1' || value === 'true' || value === 'on'

/** Excel writes what XML cannot hold as `_x0007_`, and a literal `_x` as `_x005F_x`. */
export const unescapeCell = (text: string) =>
  text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text
