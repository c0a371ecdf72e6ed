import type { ReadingFailure } from './reading'

/** Names come without their namespace prefix; `attributes` is the raw text of the tag, to be asked with `attribute`. */
export type XmlHandler = {
  open?: (name: string, attributes: string) => ReadingFailure | null | undefined
  close?: (name: string) => ReadingFailure | null | undefined
  text?: (text: string) => void
}

export type XmlReader = { push: (piece: Uint8Array) => ReadingFailure | null; end: () => ReadingFailure | null }

const LONGEST_TOKEN = 2_000_000

/**
 * A reader of the XML inside office files, fed piece by piece. It knows no entities but the five of XML and
 * character numbers, and refuses a document type: nothing in the text can make it read or expand anything else.
 */
export function xmlReader(part: string, handler: XmlHandler): XmlReader {
  let decoder: TextDecoder | undefined
  let rest = ''
  let depth = 0
  /** A token that does not end: read on without keeping it, for a bomb is told by how much comes out. */
  let endless = false
  const broken = (): ReadingFailure => ({ code: 'E-FILE-12', detail: { part } })

  /** The place after the token that begins at `at`, a failure, or null when the token is not all there yet. */
  const token = (source: string, at: number): number | ReadingFailure | null => {
    if (source.startsWith('<!', at) || source.startsWith('<?', at)) return aside(source, at, handler, broken)
    const gt = tagEnd(source, at)
    if (gt < 0) return null
    if (source.charCodeAt(at + 1) === 47) {
      depth--
      return (depth < 0 ? broken() : handler.close?.(localName(source.slice(at + 2, gt).trim()))) ?? gt + 1
    }
    const selfClosing = source.charCodeAt(gt - 1) === 47
    const tag = source.slice(at + 1, selfClosing ? gt - 1 : gt)
    const space = tag.search(/\s/)
    const name = localName(space < 0 ? tag : tag.slice(0, space))
    const failure = handler.open?.(name, space < 0 ? '' : tag.slice(space)) ?? (selfClosing ? handler.close?.(name) : undefined)
    if (!selfClosing) depth++
    return failure ?? gt + 1
  }

  const consume = (source: string): ReadingFailure | null => {
    let at = 0
    for (;;) {
      const lt = source.indexOf('<', at)
      if (lt < 0) break
      if (lt > at) handler.text?.(unescapeXml(source.slice(at, lt)))
      at = lt
      const next = token(source, lt)
      if (next === null) break
      if (typeof next !== 'number') return next
      at = next
    }
    rest = source.slice(at)
    if (rest.length > LONGEST_TOKEN) endless = true
    return null
  }

  return {
    push(piece) {
      if (endless) return null
      decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8')
      return consume(rest + decoder.decode(piece, { stream: true }))
    },
    end: () => (!endless && depth === 0 && rest.trim() === '' ? null : broken()),
  }
}

/** Comments, processing instructions and literal text; a document type is refused. */
function aside(source: string, at: number, handler: XmlHandler, broken: () => ReadingFailure): number | ReadingFailure | null {
  const after = (close: string, from: number) => {
    const end = source.indexOf(close, from)
    return end < 0 ? null : end + close.length
  }
  if (source.startsWith('<?', at)) return after('?>', at + 2)
  if (source.startsWith('<!--', at)) return after('-->', at + 4)
  if (source.startsWith('<![CDATA[', at)) {
    const end = after(']]>', at + 9)
    if (end !== null) handler.text?.(source.slice(at + 9, end - 3))
    return end
  }
  return source.length - at < 9 ? null : broken()
}

/** The place of the `>` that ends the tag, not one inside a quoted value; -1 when it is not there yet. */
function tagEnd(source: string, at: number): number {
  let quote = 0
  for (let place = at + 1; place < source.length; place++) {
    const code = source.charCodeAt(place)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 62) return place
    else if (code === 34 || code === 39) quote = code
  }
  return -1
}

const localName = (name: string) => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** The value of an attribute, by its whole name (`r:id` and `id` are two). */
export function attribute(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    if (at > 0 && attributes.charCodeAt(at - 1) > 32) continue
    const from = valueStart(attributes, at + name.length)
    if (from < 0) continue
    const to = attributes.indexOf(attributes.charAt(from - 1), from)
    return to < 0 ? null : unescapeXml(attributes.slice(from, to))
  }
  return null
}

/** The place after the opening quote, which stands after `=` and perhaps blanks; -1 when there is none. */
function valueStart(attributes: string, from: number): number {
  let at = from
  while (attributes.charCodeAt(at) <= 32) at++
  if (attributes.charCodeAt(at) !== 61) return -1
  do at++
  while (attributes.charCodeAt(at) <= 32)
  const code = attributes.charCodeAt(at)
  return code === 34 || code === 39 ? at + 1 : -1
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
