import { annexesFrom } from './annexes'
import { agenciesOnLine, isAnnexLine, isDateLine, isFurniture } from './lines'
import { markerOf } from './markers'
import { paragraphsOf } from './outline'
import type { Passage } from './passage'

/** The text taken apart: what stands before the numbered body, the body, what follows it, and the annexes. */
export type Layout = { text: string; before: Passage[]; body: Passage[]; after: Passage[]; paragraphs: Passage[]; annexesAt: number }

/** The body runs from the first heading numbered 1 to the first line that is a date, a signature, a note or the list of annexes. */
export function layOut(text: string): Layout {
  const paragraphs = paragraphsOf(text)
  const numbered = (style: 'cn' | 'any') =>
    paragraphs.findIndex((line) => {
      const marker = markerOf(line.text)
      return marker?.number === 1 && (style === 'any' || marker.style === 'cn')
    })
  const first = numbered('cn') >= 0 ? numbered('cn') : numbered('any')
  const from = first < 0 ? paragraphs.length : first
  const annexesAt = annexesFrom(paragraphs, from)
  const end = paragraphs.findIndex((line, index) => index > from && (index >= annexesAt || endsBody(line.text)))
  const to = end < 0 ? annexesAt : end
  return {
    text,
    before: paragraphs.slice(0, from),
    body: paragraphs.slice(from, to),
    after: paragraphs.slice(to, annexesAt),
    paragraphs,
    annexesAt,
  }
}

const endsBody = (line: string) => isFurniture(line) || isDateLine(line) || isAnnexLine(line) || agenciesOnLine(line).length > 0
