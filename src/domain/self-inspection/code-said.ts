import { tidyCode } from '../table/text'

const folded = (code: string) => tidyCode(code).toUpperCase()

/** The item code that somebody means by what they typed, as its list writes it: letter by letter, else whatever the width and the case. */
export function codeSaid(said: string, codes: ReadonlySet<string>): string | null {
  if (codes.has(said)) return said
  return [...codes].find((code) => folded(code) === folded(said)) ?? null
}
