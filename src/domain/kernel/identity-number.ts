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
