export type HtmlToken = { tag: string; closing: boolean; attributes: string; content: string }

const LONGEST_TAG = 10_000
const passedOver = ['script', 'style'] as const

const entities: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  yen: '¥',
  middot: '·',
  mdash: '—',
  ensp: ' ',
  emsp: ' ',
}

/** The tags and texts of a page, in one pass whatever the page holds; comments, scripts and styles are passed over. */
export function* htmlTokens(page: string): Generator<HtmlToken> {
  const find = onceSearcher(page)
  let at = 0
  while (at < page.length) {
    if (page.charCodeAt(at) !== 60) {
      const next = page.indexOf('<', at)
      const end = next < 0 ? page.length : next
      yield { tag: '', closing: false, attributes: '', content: page.slice(at, end) }
      at = end
    } else if (page.startsWith('<!--', at)) at = find('-->', at + 4)
    else {
      const token = tagAt(page, at)
      if (!token) yield { tag: '', closing: false, attributes: '', content: '<' }
      else if (!token.closing && passedOver.some((name) => name === token.tag)) at = find(`</${token.tag}`, at)
      else yield token
      at = token ? Math.max(at, token.end) : at + 1
    }
  }
}

function tagAt(page: string, at: number): (HtmlToken & { end: number }) | null {
  const head = /^<(\/?)([a-z!?][a-z0-9:]*)/i.exec(page.slice(at, at + 40))
  if (!head) return null
  const from = at + head[0].length
  let quote = ''
  for (let place = from; place < Math.min(page.length, from + LONGEST_TAG); place++) {
    const letter = page[place] ?? ''
    if (quote !== '') {
      if (letter === quote) quote = ''
    } else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') {
      return {
        tag: (head[2] ?? '').toLowerCase(),
        closing: head[1] === '/',
        attributes: page.slice(from, place),
        content: '',
        end: place + 1,
      }
    }
  }
  return null
}

/** The place after `mark`, or the end of the page; a mark that was once not found is not looked for again. */
function onceSearcher(page: string) {
  const absent = new Set<string>()
  return (mark: string, from: number): number => {
    const place = absent.has(mark) ? -1 : page.indexOf(mark, from)
    if (place < 0) absent.add(mark)
    return place < 0 ? page.length : place + mark.length
  }
}

export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi, (whole, hex, decimal, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
