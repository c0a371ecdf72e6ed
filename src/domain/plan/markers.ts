/** How a numbered line begins: `一、`, `（一）`, `1.`, `（1）`, `第一阶段`, `①`. */
export type MarkerStyle = 'cn' | 'cnParen' | 'number' | 'numberParen' | 'ordinal' | 'circled'
export type Marker = { style: MarkerStyle; number: number; label: string; length: number }

const cnDigits = '一二三四五六七八九'

/** 一 … 九十九 and arabic figures of either width; `null` for anything else. */
export function readNumber(words: string): number | null {
  const text = words.normalize('NFKC').replace(/\s+/g, '').replace(/廿/, '二十').replace(/两/, '二')
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!text || !match) return null
  const [, tens, ten, ones] = match
  if (!ten) return tens && !ones ? cnDigits.indexOf(tens) + 1 : null
  return (tens ? cnDigits.indexOf(tens) + 1 : 1) * 10 + (ones ? cnDigits.indexOf(ones) + 1 : 0)
}

const forms: readonly { style: MarkerStyle; form: RegExp }[] = [
  { style: 'cn', form: /^([一二三四五六七八九十]{1,3})\s*[、.．]\s*/ },
  { style: 'cnParen', form: /^[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．]?\s*/ },
  { style: 'number', form: /^([0-9０-９]{1,2})\s*(?:[.．](?![0-9０-９]{1,3}(?![0-9０-９年]))|、)\s*/ },
  { style: 'numberParen', form: /^[（(]\s*([0-9０-９]{1,2})\s*[）)]\s*[、.．]?\s*/ },
  { style: 'ordinal', form: /^第\s*([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*(?:部分|阶段|章|节|步)\s*[：:、，,\s]?\s*/ },
  { style: 'circled', form: /^([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])\s*/ },
]

/** The numbering with which `text` begins, if it does. */
export function markerOf(text: string): Marker | null {
  for (const { style, form } of forms) {
    const match = form.exec(text)
    const number = match?.[1] === undefined ? null : readNumber(match[1])
    if (match && number !== null) return { style, number, label: match[0].replace(/[：:、，,.．\s]+$/, ''), length: match[0].length }
  }
  return null
}
