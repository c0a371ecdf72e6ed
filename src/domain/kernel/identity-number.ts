/** One spelling of an identity or document number: half-width, capital, without spaces and invisible characters. */
export const normaliseIdNumber = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase()

/** `370899********1234`: what a number looks like to whoever has not asked, with a reason, to see it. Numbers that are no identity number show less. */
export function maskIdNumber(value: string): string {
  const shown = [...normaliseIdNumber(value)]
  const [head, tail] = shown.length === 18 || shown.length === 15 ? [6, 4] : shown.length >= 8 ? [2, 2] : [0, 0]
  return shown.map((char, place) => (place < head || place >= shown.length - tail ? char : '*')).join('')
}

const identityNumbers =
  /(?<![0-9A-Za-z])(?:[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![0-9A-Za-z])/g

/** A text with every identity number that stands open in it masked. Full-width digits are found too; the rest of the text stays as it is. */
export function maskNumbersIn(text: string): string {
  const plain = text.replace(/[０-９Ｘｘ]/g, (letter) => letter.normalize('NFKC')) // place for place, so that positions agree
  let masked = ''
  let from = 0
  for (const found of plain.matchAll(identityNumbers)) {
    masked += text.slice(from, found.index) + maskIdNumber(found[0])
    from = found.index + found[0].length
  }
  return masked + text.slice(from)
}
