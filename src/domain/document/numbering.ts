/** The parts of a 文号: 机关代字, year, and number within the year. */
export type DocumentNumber = { code: string; year: number; serial: number }

const written = /^(.{1,12}?)[〔[（(【](20\d{2})[〕\]）)】]第?0*([1-9]\d{0,5})号$/u

/** `济医保发〔2024〕9号`: tortoise-shell brackets, no 第, no leading noughts (GB/T 9704). */
export const formatDocumentNumber = ({ code, year, serial }: DocumentNumber): string => aroundSerial(code, year).join(String(serial))

/** What stands before and after the number within the year. */
export const aroundSerial = (code: string, year: number): [before: string, after: string] => [`${code}〔${year}〕`, '号']

/**
 * Reads a 文号 as people write it: other brackets, full-width digits, blanks, 第, leading noughts.
 * `null` for anything that is none.
 */
export function parseDocumentNumber(text: string): DocumentNumber | null {
  const plain = text.replace(/\s+/g, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  const match = written.exec(plain)
  return match?.[1] && match[2] && match[3] ? { code: match[1], year: Number(match[2]), serial: Number(match[3]) } : null
}

/** The same number in official spelling; `null` when it is none. */
export function officialDocumentNumber(text: string): string | null {
  const parsed = parseDocumentNumber(text)
  return parsed && formatDocumentNumber(parsed)
}

/** The number after the last one of its year. A voided number is not given again, so pass those too. */
export const nextSerial = (given: readonly number[]): number => Math.max(0, ...given) + 1
