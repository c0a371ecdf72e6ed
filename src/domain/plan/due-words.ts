import { type CivilDate, isCivilDate } from '../kernel/civil-date'
import { readNumber } from './markers'
import { cut, type Passage } from './passage'

/** 二〇二四 or ２０２４ → 2024. */
function readYear(words: string): number | null {
  const digits = words
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〇零○O]/g, '0')
    .replace(/[一二三四五六七八九]/g, (digit) => String('一二三四五六七八九'.indexOf(digit) + 1))
  return /^(?:19|20)\d{2}$/.test(digits) ? Number(digits) : null
}

const pad = (value: number) => String(value).padStart(2, '0')
const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The civil date, or `null` when the calendar has no such day. */
function civil(year: number, month: number, day: number): CivilDate | null {
  const date = `${year}-${pad(month)}-${pad(day)}`
  return isCivilDate(date) ? date : null
}

/** A full date in figures of either width or in Chinese; `null` when there is none or the calendar has no such day. */
export function readDate(words: string): CivilDate | null {
  const match = /([^年（(]{4,})年([^月]+)月([^日]+)日/.exec(words.replace(/\s/g, ''))
  if (!match) return null
  const [year, month, day] = [readYear(match[1] ?? ''), readNumber(match[2] ?? ''), readNumber(match[3] ?? '')]
  return year !== null && month !== null && day !== null ? civil(year, month, day) : null
}

const yearForm = '[0-9]{4}|[〇零○O一二三四五六七八九]{4}'
const figure = '[0-9]{1,2}|[一二三四五六七八九十廿]{1,3}'
const dash = '[-—–~～至到]+'
/** One point of time as plans word it: `2024年12月15日前`, `11月底`, `次年1月上旬`, `年底`, `第三季度`. */
const wordedPoint = new RegExp(
  `(?:(?<year>${yearForm})年|(?<relative>次年|翌年|明年|来年|当年|本年|今年)度?)?` +
    `(?:(?:(?:${figure})${dash})?(?<month>${figure})月份?(?:(?:(?:${figure})${dash})?(?<day>${figure})[日号]|(?<part>上中旬|中下旬|上旬|中旬|下旬|月?底|月?末|初|中(?![-一-龥]))?)` +
    `|(?<yearPart>年?[底末终]|年中|[上下]半年|全年|第?[1-4一二三四]季度))(?<before>底?(?:以前|之前|前))?`,
  'g',
)
const dottedPoint = /(?<![0-9])(?<year>20[0-9]{2})[./-](?<month>[0-9]{1,2})(?:[./-](?<day>[0-9]{1,2}))?(?![0-9])(?<before>以前|之前|前)?/g
/** The far end of a span within one month: `5月10日至25日`. */
const dayAfterDash = new RegExp(`^${dash}(?<day>${figure})[日号]`)

type Point = { from: number; to: number; words: Record<string, string | undefined> }

/** The text without blanks and in half-width figures, with the place of each character in the original. */
function compacted(text: string): { text: string; at: number[] } {
  const kept: string[] = []
  const at: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (/\s/.test(character)) continue
    kept.push(/[０-９．／－Ｏ]/.test(character) ? character.normalize('NFKC') : character)
    at.push(index)
  }
  at.push(text.length)
  return { text: kept.join(''), at }
}

function pointsIn(text: string): Point[] {
  const points: Point[] = []
  for (const match of [...text.matchAll(wordedPoint), ...text.matchAll(dottedPoint)]) {
    const words: Point['words'] = { ...match.groups }
    if (words.yearPart && /^[底末终]/.test(words.yearPart) && !words.year && !words.relative) continue
    const point = { from: match.index, to: match.index + match[0].length, words }
    const farEnd = words.day ? dayAfterDash.exec(text.slice(point.to)) : null
    if (farEnd) {
      words.day = farEnd.groups?.day
      point.to += farEnd[0].length
    }
    points.push(point)
  }
  return points.sort((a, b) => a.from - b.from)
}

/** The last day that one point allows. `before` alone excludes a named month (5月前 ends with April), never a named day. */
function lastDayOf(point: Point, year: number): CivilDate | null {
  const { words } = point
  if (words.yearPart) {
    const quarter = /([1-4一二三四])季度/.exec(words.yearPart)?.[1]
    const lastMonth = quarter ? (readNumber(quarter) ?? 0) * 3 : /中|上半年/.test(words.yearPart) ? 6 : 12
    return civil(year, lastMonth, lastOfMonth(year, lastMonth))
  }
  const month = readNumber(words.month ?? '')
  if (month === null || month < 1 || month > 12) return null
  if (words.day) {
    const day = readNumber(words.day)
    return day === null ? null : civil(year, month, day)
  }
  const part = words.part ?? ''
  if (part === '初' || part === '上旬') return civil(year, month, 10)
  if (part === '中' || part === '中旬' || part === '上中旬') return civil(year, month, 20)
  if (part === '' && words.before && !words.before.startsWith('底')) {
    return month === 1 ? civil(year - 1, 12, 31) : civil(year, month - 1, lastOfMonth(year, month - 1))
  }
  return civil(year, month, lastOfMonth(year, month))
}

/**
 * The last day that the words of a deadline allow: `2024年5月完成` → 05-31, `12月初` → 12-10, `11月底` → 11-30, a span its far end.
 *
 * `year` stands where the words name none; after `notBefore` (the stage before), a month early in the year is the next year's.
 */
export function lastDayAllowed(words: string, year: number | null, notBefore: CivilDate | null = null): CivilDate | null {
  const points = pointsIn(compacted(words).text)
  const last = points.at(-1)
  if (!last) return null
  const inherited = points
    .map((one) => one.words.year && readYear(one.words.year))
    .filter((one) => typeof one === 'number')
    .at(-1)
  const base = inherited ?? year
  if (base === null) return null
  const own = last.words.relative && /^[次翌明来]/.test(last.words.relative) ? base + 1 : base
  const dueOn = lastDayOf(last, own)
  if (!dueOn || last.words.year || last.words.relative) return dueOn

  const first = points.length > 1 ? points[0] : undefined
  const opening = first ? lastDayOf(first, base) : notBefore
  const wraps = opening !== null && dueOn < opening && (first ? true : opening.slice(5, 7) >= '10' && dueOn.slice(5, 7) <= '03')
  return wraps ? lastDayOf(last, own + 1) : dueOn
}

/** The point of time with which a text begins: `2024年4月召开…`. */
export function openingTime(passage: Passage): Passage | null {
  const { text, at } = compacted(passage.text)
  const first = pointsIn(text)[0]
  if (!first || first.from > 0) return null
  return cut(passage, at[0] ?? 0, (at[first.to - 1] ?? passage.text.length - 1) + 1)
}

export const namesTime = (words: string) => pointsIn(compacted(words).text).length > 0

/**
 * The words of a deadline inside running text: a point followed by 前, 底, 完成, 止 or 结束, or the far end of a span.
 * A day that only dates something else (`自2021年5月1日起施行`) is none.
 */
export function deadlineIn(passage: Passage): Passage | null {
  const { text, at } = compacted(passage.text)
  let found: Passage | null = null
  for (const point of pointsIn(text)) {
    const after = text.slice(point.to)
    const spanBefore = new RegExp(
      `(?:(?:${yearForm})年)?(?:(?:${figure})月)(?:(?:${figure})[日号]|[上中下]旬|[初底])?(?:起|开始)?${dash}$`,
    ).exec(text.slice(0, point.from))
    const bounded =
      point.words.before || /[底末]|旬$/.test(point.words.part ?? '') || /^(?:全部|全面|基本)?(?:完成|止|结束|为止|完毕)/.test(after)
    if (!bounded && !spanBefore && !point.words.yearPart) continue
    const from = spanBefore ? spanBefore.index : point.from
    const finish = /^(?:全部|全面|基本)?(?:完成|止|结束|为止|完毕)/.exec(after)?.[0].length ?? 0
    found = cut(passage, at[from] ?? 0, (at[point.to + finish - 1] ?? passage.text.length - 1) + 1)
  }
  return found
}
