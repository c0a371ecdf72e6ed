import { strFromU8, unzipSync } from 'fflate'

/** All text of a .docx, without breaks. */
export function paperText(bytes: Uint8Array = new Uint8Array()): string {
  const body = strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
  return [...body.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('')
}
