import { cleanTitle } from './head'
import { canonicalDocumentNumber, documentNumberForm } from './lines'
import { compact, cut, type Passage } from './passage'

export type Citation = { documentNumber: string | null; title: string | null; numberAt: Passage | null; titleAt: Passage | null }

/** A number in brackets after a title: （鲁医保发〔2024〕13号）, （国家医疗保障局令第 6 号）. */
const numberAfter = new RegExp(
  `^(?:的?(?:通知|意见))?\\s*[（(]?\\s*(${documentNumberForm}|[\\u4e00-\\u9fa5]{2,20}令[^）)]{0,12}?第?\\s*[0-9０-９]{1,4}\\s*号)`,
)
const looseNumber = new RegExp(documentNumberForm, 'g')
const leadingWords = /^.*(?:根据|按照|依据|依照|遵照|参照|落实|执行|转发|印发|下发|的|和|与|及|由|以)/

/**
 * The documents on which the plan rests, in the order of the text: each 《title》 with the number that follows it, and numbers cited
 * without a title. Left out: the plan itself, a title quoted inside another, and short names given by 以下简称.
 */
export function readCitations(paragraphs: readonly Passage[], ownTitles: readonly string[], ownNumber: string | null): Citation[] {
  const found: Citation[] = []
  const shortNames = new Set<string>()
  const own = ownTitles.map(compact)
  for (const paragraph of paragraphs) {
    const taken: Passage[] = []
    for (const title of titlesIn(paragraph)) {
      const at = title.start - paragraph.start
      const end = at + title.text.length + 1
      const [lead, rest] = [paragraph.text.slice(Math.max(0, at - 21), at - 1), paragraph.text.slice(end, end + 80)]
      const number = numberAfter.exec(rest)?.[1]
      const numberAt = number ? cut(paragraph, end + rest.indexOf(number), end + rest.indexOf(number) + number.length) : null
      taken.push(title, ...(numberAt ? [numberAt] : []))

      const name = cleanTitle(title.text)
      const alias = /(?:统称|简称)(?:为)?[：:“]?$/.test(lead)
      if (alias) shortNames.add(name)
      if (alias || shortNames.has(name) || isOwn(name, lead, rest, own)) continue
      add(found, { documentNumber: number ? numberOf(number) : null, title: name, numberAt, titleAt: title })
    }
    for (const match of without(paragraph, taken).matchAll(looseNumber)) {
      const lead = leadingWords.exec(match[1] ?? '')?.[0].length ?? 0
      const numberAt = cut(paragraph, match.index + lead, match.index + match[0].length)
      add(found, { documentNumber: numberOf(numberAt.text), title: null, numberAt, titleAt: null })
    }
  }
  return found.filter((one) => one.documentNumber === null || one.documentNumber !== ownNumber)
}

function add(found: Citation[], citation: Citation) {
  const known = found.find(
    (one) =>
      (citation.title !== null && one.title === citation.title) ||
      (citation.documentNumber !== null && one.documentNumber === citation.documentNumber),
  )
  if (!known) found.push(citation)
}

/** The paragraph with the passages that are already read blanked out, every other character in its place. */
function without(paragraph: Passage, taken: readonly Passage[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { text, start } of taken) {
    pieces.push(paragraph.text.slice(at, start - paragraph.start), '\u0000'.repeat(text.length))
    at = start - paragraph.start + text.length
  }
  return pieces.join('') + paragraph.text.slice(at)
}

function numberOf(words: string): string {
  const match = new RegExp(`^${documentNumberForm}`).exec(words)
  return match ? canonicalDocumentNumber(match) : compact(words.normalize('NFKC'))
}

/** The text inside each outermost 《》 of the paragraph. */
function titlesIn(paragraph: Passage): Passage[] {
  const titles: Passage[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < paragraph.text.length; at += 1) {
    const character = paragraph.text.charAt(at)
    if (character === '《') {
      depth += 1
      if (depth === 1) from = at + 1
    } else if (character === '》' && depth > 0) {
      depth -= 1
      if (depth === 0 && at > from) titles.push(cut(paragraph, from, at))
    }
  }
  return titles
}

/** The plan speaks of itself: by its own title, as what is hereby made or issued, or as what has been approved. */
function isOwn(name: string, lead: string, rest: string, own: readonly string[]): boolean {
  if (own.some((title) => title.includes(compact(name)))) return true
  if (/(?:制定|制订|起草|拟定|拟订|形成)了?本?$/.test(lead)) return true
  return (/现将$/.test(lead) && /^(?:印发|下发)/.test(rest)) || /^已?经[^。]{0,24}(?:同意|审议|批准)/.test(rest)
}
