import { crc32, deflateRawSync } from 'node:zlib'

/** A workbook as large and as laborious as an upload may be: each of its pictures is packed so that its first bytes alone inflate to much. */
export function hostileWorkbook(entries: number, megabytes: number): Uint8Array<ArrayBuffer> {
  const content = Buffer.concat([Buffer.alloc(1 << 18), noise(Math.floor((megabytes * 1024 * 1024) / entries) - 300)])
  const picture = { content, packed: deflateRawSync(content, { level: 9 }) }
  const small = { content: Buffer.from('<x/>'), packed: deflateRawSync('<x/>') }
  const names = ['[Content_Types].xml', 'xl/workbook.xml', ...Array.from({ length: entries - 2 }, (_, at) => `xl/media/image${at}.png`)]
  return zipOf(names.map((name, at) => ({ name, ...(at < 2 ? small : picture) })))
}

/** Bytes that do not pack, the same each time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = 88_675_123
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}

type Entry = { name: string; content: Buffer; packed: Buffer }

function zipOf(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, packed } of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...files, ...directory, end]))
}
