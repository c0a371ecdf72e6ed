import { agenciesOnLine, endsAsTitle, isAnnexLine, isDateLine, isDocumentNumberLine, isFurniture } from './lines'
import { markerOf } from './markers'

type Line = { text: string; cells: number; indented: boolean }

/** Running page numbers (`— 2 —`, `第 3 页`): they stand between the halves of a sentence and belong to neither. */
const pageNumber = /^(?:[-—–－―]+\s*\d+\s*[-—–－―]+|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?)$/

/** Width in full-width characters. */
const cellsOf = (text: string) => [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x100 ? 0.5 : 1), 0)

/**
 * The text with the line breaks that extraction put inside sentences taken out, and nothing else changed: one line per
 * paragraph, heading, table row or signature; no blank lines, no page numbers, no blanks at line ends.
 * Offsets everywhere in this area count the characters of what this returns.
 */
export function normalisePlanText(raw: string): string {
  const lines = raw
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u200b-\u200d\u2060\ufeff\u0000-\u0008\u000e-\u001f]/g, '')
    .split(/\r\n|[\n\r\f\v\u2028\u2029\u0085]/)
    .map((line) => ({ text: line.trim(), cells: cellsOf(line.trim()), indented: /^(?: {2,}|\t|\u3000)/.test(line) }))
    .filter((line) => line.text !== '' && !pageNumber.test(line.text))

  const width = usualWidth(lines)
  const paragraphs: string[] = []
  let inTable = false
  for (let at = 0; at < lines.length; ) {
    const titleLength = inTable ? 0 : titleAt(lines, at, width)
    if (titleLength > 0) {
      paragraphs.push(lines.slice(at, at + titleLength).reduce((text, line) => glue(text, line.text), ''))
      at += titleLength
      continue
    }
    let text = lines[at]?.text ?? ''
    inTable = standsInTable(text, inTable)
    let next = at + 1
    const titlesAnnex = isAnnexLine(lines[at - 1]?.text ?? '')
    for (; next < lines.length && !inTable; next += 1) {
      const last = lines[next - 1]
      const line = lines[next]
      const indent = next === at + 1 ? 2 : 0
      if (!last || !line || !goesOn(text, last.cells + indent, line, width)) break
      if (/^序\s*号\s/.test(lines[next + 1]?.text ?? '')) break
      if (titlesAnnex && last.cells < (width ?? 40) * 0.9) break
      text = glue(text, line.text)
    }
    paragraphs.push(text)
    at = next
  }
  return paragraphs.join('\n')
}

/** A table begins at its head (`序号 …`) and ends at the next numbered heading or annex. */
function standsInTable(text: string, before: boolean): boolean {
  if (/^序\s*号(?:\s|$)/.test(text)) return true
  if (!before) return false
  const marker = markerOf(text)
  return !(isAnnexLine(text) || (marker && (marker.style === 'cn' || marker.style === 'cnParen')))
}

/** The width at which the page wraps: the commonest length of its lines; `null` for a text that is not wrapped. */
function usualWidth(lines: readonly Line[]): number | null {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const cells = Math.round(line.cells)
    if (cells >= 14 && cells <= 60) counts.set(cells, (counts.get(cells) ?? 0) + 1)
  }
  let best = { cells: 0, count: 0 }
  for (const [cells, own] of counts) {
    const count = own + (counts.get(cells + 1) ?? 0) + (counts.get(cells - 1) ?? 0)
    if (count > best.count || (count === best.count && cells > best.cells)) best = { cells, count }
  }
  const within = lines.filter((line) => line.cells <= best.cells + 3).length
  return best.count >= 6 && best.count >= lines.length * 0.2 && within >= lines.length * 0.85 ? best.cells : null
}

const standsAlone = (text: string) =>
  text.length <= 120 && (isDateLine(text) || isDocumentNumberLine(text) || isFurniture(text) || agenciesOnLine(text).length > 0)

/** Whether `line` continues what `text` has begun; `filled` is how far its last line reaches, the indent of a first line counted. */
function goesOn(text: string, filled: number, line: Line, width: number | null): boolean {
  const listsOn = /[，、,]$/.test(text) && !isDateLine(line.text) && !isDocumentNumberLine(line.text)
  if ((standsAlone(line.text) && !listsOn) || standsAlone(text)) return false
  if (markerOf(line.text) || isAnnexLine(line.text) || /^(?:https?:|序\s*号\s)/.test(line.text)) return false

  const ended = /[。！？；;:：][”’」』）)]*$|[。！？]\s*[（(][^（）()]*[）)]$/.test(text.slice(-120))
  const open = opensBracket(text)
  if (/[：:]$/.test(text) && !open) return false
  if (ended && !open) return width !== null && !line.indented && filled >= width - 1.5
  if (open) return true
  if (isAnnexLine(text)) return width !== null && filled >= width - 1.5
  if (/[）)】]$/.test(text) && line.indented) return false
  return width === null ? filled >= 24 && !endsAsTitle(text) : filled >= width * 0.75
}

/** True while a bracket or title mark opened in the last stretch of the text is not yet closed. */
function opensBracket(text: string): boolean {
  let depth = 0
  for (const character of text.slice(-200)) {
    if ('（(《“'.includes(character)) depth += 1
    else if ('）)》”'.includes(character)) depth = Math.max(0, depth - 1)
  }
  return depth > 0
}

/** How many lines from `at` make up one title, 0 when none begins here. */
function titleAt(lines: readonly Line[], at: number, width: number | null): number {
  const before = lines[at - 1]
  if (before && !closed(before, width)) return 0
  for (let count = 1; count <= 5 && at + count <= lines.length; count += 1) {
    const block = lines.slice(at, at + count)
    const last = block.at(-1)
    if (!last || markerOf(last.text) || isAnnexLine(last.text) || /[。；：:！？，]/.test(last.text)) return 0
    if (count > 1 && (standsAlone(last.text) || !mayOpenTitle(block[0]?.text ?? '', block[1]?.text ?? ''))) return 0
    const text = block.map((line) => line.text).join('')
    if (text.length > 160) return 0
    if (endsAsTitle(text) && text.length >= 8 && (/关于/.test(text) || /(?:方案|举措|措施|意见|计划|要点)(?:[（(].*)?$/.test(text)))
      return count
  }
  return 0
}

/** A line of agencies opens a title only when the title goes on from it: with 关于, or with the last of several names before 关于. */
function mayOpenTitle(first: string, second: string): boolean {
  if (!standsAlone(first)) return true
  return /^关于/.test(second) || (agenciesOnLine(first).length >= 2 && /^[\u4e00-\u9fa5\s]{2,14}关于/.test(second))
}

/** Whether a new block may begin after this line. */
const closed = (line: Line, width: number | null) =>
  standsAlone(line.text) ||
  /[。！？）)：:】]$/.test(line.text) ||
  endsAsTitle(line.text) ||
  isAnnexLine(line.text) ||
  line.cells < (width ?? 24) * 0.6

/** Two lines made one; a blank is kept only between two Latin words. */
const glue = (text: string, line: string) => (/[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(line) ? `${text} ${line}` : text + line)
