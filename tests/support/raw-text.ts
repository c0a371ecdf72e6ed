import { unzipSync } from 'fflate'
import { pdfText } from '#platform/reading/pdf-text'

const startsWith = (bytes: Uint8Array, start: string) => Buffer.from(bytes.subarray(0, start.length)).toString('latin1') === start

/** A text may be cut by tags (runs of a paper, pieces of a page): what it says is what is left without them. */
const untagged = (text: string) => (text.includes('<') ? `${text}\n${text.replace(/<[^>]*>/g, '')}` : text)

/** All that can be read in these bytes: archives and office files opened, packed text unpacked, tags set aside. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  if (startsWith(bytes, 'PK')) {
    const parts = Object.entries(unzipSync(bytes))
    const texts = await Promise.all(parts.map(async ([name, part]) => `${name}\n${await textOf(part)}`))
    return texts.join('\n')
  }
  if (startsWith(bytes, '%PDF')) {
    const read = await pdfText(bytes)
    // Pages break lines where a text goes on.
    return read.ok ? `${read.value}\n${read.value.replace(/\s/g, '')}` : ''
  }
  return untagged(Buffer.from(bytes).toString('utf8'))
}

/** Whatever a query answers, as text: also what JSON has no word for. */
export async function rawText(value: unknown): Promise<string> {
  const files: Uint8Array[] = []
  const plain = (_: string, part: unknown): unknown => {
    if (typeof part === 'bigint') return part.toString()
    if (part instanceof Map) return [...part]
    if (part instanceof Set) return [...part]
    if (part instanceof Uint8Array) {
      files.push(part)
      return ''
    }
    return part
  }
  // A Buffer says of itself what it is before `plain` is asked.
  const shown = JSON.stringify(withoutBuffers(value, files), plain) ?? ''
  return [shown, ...(await Promise.all(files.map(textOf)))].join('\n')
}

function withoutBuffers(value: unknown, files: Uint8Array[]): unknown {
  if (Buffer.isBuffer(value)) {
    files.push(value)
    return ''
  }
  if (Array.isArray(value)) return value.map((part) => withoutBuffers(part, files))
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBuffers(part, files)]))
}

/** The same without what differs from one asking to the next: ids, instants, nonces and what is sealed anew each time. */
export const blanked = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, '<time>')
    .replace(/(nonce=\\?")[^"\\]*/g, '$1<nonce>')
    .replace(/"nonce":"[^"]*"/g, '"nonce":"<nonce>"')
