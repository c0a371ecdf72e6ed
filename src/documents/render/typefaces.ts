import type { Font as Drawn } from 'fontkit'
import { create } from 'fontkit'
import { type Font, fonts } from './blocks'

/** The font files a page is set with, by the official font each stands for. `isOwn`: the office's own font, not the one in its place. */
export type FontFile = { bytes: Uint8Array; isOwn: boolean }
export type FontFiles = Readonly<Record<Face, FontFile>>

/** The drawings there are: 仿宋 and 楷体 go by one where the office has mounted neither. */
export const faces = ['body', 'title', 'heading', 'subheading', 'page'] as const
export type Face = (typeof faces)[number]

const faceOf = Object.fromEntries(Object.entries(fonts).map(([face, name]) => [name, face])) as Record<Font, Face> // the inverse of a table of distinct names

/** Drawn where no font has the character. */
const missing = '〓'

export type Typefaces = {
  /** The face that has this character, the character itself or a mark in its place, and its width in ems. */
  set(char: string, font: Font): { face: Face; char: string; width: number }
  /** Characters that no font has. */
  missing: ReadonlySet<string>
}

/** The same bytes, not a copy of them. */
export const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Measures characters in the fonts at hand. One of these for each paper: it remembers what was missing. */
export function typefacesOf(files: FontFiles): Typefaces {
  const opened = new Map<Uint8Array, Drawn>()
  const drawn = (face: Face): Drawn => {
    const { bytes } = files[face]
    const known = opened.get(bytes) ?? (create(asBuffer(bytes)) as Drawn) // these files hold one font each
    opened.set(bytes, known)
    return known
  }
  const absent = new Set<string>()
  const known = new Map<string, ReturnType<Typefaces['set']>>()
  // Where one file stands for several fonts, it is embedded once.
  const same = Object.fromEntries(
    faces.map((face) => [face, faces.find((one) => files[one].bytes === files[face].bytes) ?? face]),
  ) as Record<Face, Face> // one for each face
  const find = (char: string, face: Face): ReturnType<Typefaces['set']> => {
    if (char === '\t') return { face: same[face], char, width: 0 }
    const code = char.codePointAt(0) ?? 0
    const having = [face, ...faces].find((one) => drawn(one).hasGlyphForCodePoint(code))
    if (having === undefined) {
      absent.add(char)
      return find(missing, face)
    }
    const font = drawn(having)
    return { face: same[having], char, width: font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm }
  }
  return {
    missing: absent,
    set(char, font) {
      const face = faceOf[font]
      const key = `${face}${char}`
      const found = known.get(key) ?? find(char, face)
      known.set(key, found)
      return found
    },
  }
}
