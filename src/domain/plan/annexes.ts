import { markerOf } from './markers'
import { across, cut, type Passage, trimmed } from './passage'

export type Annex = { number: number | null; title: Passage; text: Passage | null }

const heading = /^附\s*件\s*([0-9０-９]{1,2}|[一二三四五六七八九十])?\s*[:：.、]?\s*$/
const list = /^附\s*件\s*[:：]\s*/
const numberOf = (words: string | undefined) => (words ? (markerOf(`${words}、`)?.number ?? null) : null)

/** Where the annexes themselves begin, counted in paragraphs; the number of paragraphs when there are none. */
export function annexesFrom(paragraphs: readonly Passage[], after: number): number {
  for (let at = after + 1; at < paragraphs.length; at += 1) if (heading.test(paragraphs[at]?.text ?? '')) return at
  return paragraphs.length
}

/** The annexes that the text holds, and those that it only names (`附件：1.…`), joined by number or title. */
export function readAnnexes(text: string, paragraphs: readonly Passage[], from: number): { annexes: Annex[]; bodies: Passage[][] } {
  const named = namedAnnexes(paragraphs.slice(0, from))
  const held: { annex: Annex; body: Passage[] }[] = []
  for (let at = from; at < paragraphs.length; ) {
    const next = annexesFrom(paragraphs, at)
    const title = paragraphs[at + 1]
    const body = paragraphs.slice(at + 2, next)
    const [first, last] = [body[0], body.at(-1)]
    if (title && at + 1 < next) {
      const number = numberOf(heading.exec(paragraphs[at]?.text ?? '')?.[1])
      held.push({ annex: { number, title, text: first && last ? across(text, first, last) : null }, body })
    }
    at = next
  }
  const missing = named.filter(
    (one) => !held.some(({ annex }) => annex.number === one.number || plain(annex.title.text) === plain(one.title.text)),
  )
  const all = [...held, ...missing.map((annex) => ({ annex, body: [] }))].sort((a, b) => (a.annex.number ?? 0) - (b.annex.number ?? 0))
  return { annexes: all.map((one) => one.annex), bodies: all.map((one) => one.body) }
}

const plain = (text: string) => text.replace(/\s/g, '')

/** The list of annexes under the text: `附件：1.A` and, on lines of their own, `2.B`; a page address below stands for the content. */
function namedAnnexes(paragraphs: readonly Passage[]): Annex[] {
  const at = paragraphs.findLastIndex((paragraph) => list.test(paragraph.text))
  const first = paragraphs[at]
  if (!first) return []
  const annexes: Annex[] = []
  const lines = [cut(first, list.exec(first.text)?.[0].length ?? 0), ...paragraphs.slice(at + 1)]
  for (const [index, line] of lines.entries()) {
    const number = /^([0-9０-９]{1,2})\s*[.．、]\s*/.exec(line.text)
    const last = annexes.at(-1)
    if (index > 0 && /^https?:\/\//.test(line.text)) {
      if (last && !last.text) last.text = line
      continue
    }
    if (index > 0 && !number) break
    const title = trimmed(cut(line, number ? number[0].length : 0))
    if (title.text)
      annexes.push({ number: number ? numberOf(number[1]) : lines.length > 1 && index > 0 ? index + 1 : null, title, text: null })
  }
  return annexes
}
