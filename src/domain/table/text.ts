/** Full-width ASCII (`１２Ａ（`) and the ideographic space in their ordinary width; everything else stays. */
export const toHalfWidth = (text: string): string => (/[\uFF01-\uFF5E\u3000]/.test(text) ? narrowed(text) : text)

const narrowed = (text: string) =>
  text.replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

/** Marks that take no room: zero-width spaces and joiners, byte order marks, soft hyphens, direction marks. */
const invisible = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g

/** Removes what cannot be seen and makes no-break spaces ordinary ones. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '').replace(/[\u00A0\u2007\u202F]/g, ' ')

/** A text as it is kept: nothing invisible in it or blank around it; its own line breaks stay. */
export const tidyText = (text: string): string => withoutInvisible(text).trim()

/** A name as it is kept: `张　三` is 张三, while a name with letters keeps single spaces. */
export function tidyName(text: string): string {
  const name = tidyText(text.replace(/\u3000/g, ' '))
  return /[A-Za-z]/.test(name) ? name.replace(/\s+/g, ' ') : name.replace(/\s+/g, '')
}

/** A number or code as it is kept: half-width, no blanks, no text mark (`'` before it, or `="…"` around it). */
export function tidyCode(text: string): string {
  const code = toHalfWidth(withoutInvisible(text)).replace(/\s+/g, '')
  return (/^="([^"]*)"$/.exec(code)?.[1] ?? code).replace(/^['‘’`]/, '')
}

export type TextProblem = 'E-ENC-01' | 'E-CHR-01' | 'E-CHR-02'

/** What makes a text unfit to be kept: damaged bytes, control characters, half a surrogate pair. */
export function textProblem(text: string): TextProblem | null {
  if (text.includes('\uFFFD')) return 'E-ENC-01'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text)) return 'E-CHR-01'
  return /\p{Surrogate}/u.test(text) ? 'E-CHR-02' : null
}

/** Length as a person counts it: 𠮷 is one. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}
