// Uploads one file in a process of its own, as the server would take it, and never gets to the end: whoever started it kills it.
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { partBytes } from '#domain/file/parts'
import type { Actor } from '#domain/kernel/access'
import { sha256Of } from '#platform/files'
import { appendPart, beginUpload } from '#server/file/upload-in-parts'

const { actor, path }: { actor: Actor; path: string } = JSON.parse(process.argv[2] ?? '{}')
const bytes = new Uint8Array(readFileSync(path))
const begun = await beginUpload(actor, { name: '佐证.jpg', sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) })
if (!begun.ok) throw new Error(begun.refusal.code)
for (let at = begun.value.offset; at < bytes.byteLength; at += partBytes) {
  const taken = await appendPart(actor, { uploadId: begun.value.id, offset: at, bytes: bytes.subarray(at, at + partBytes) })
  if (!taken.ok) throw new Error(taken.refusal.code)
  process.stdout.write(`${taken.value.offset}\n`)
}
await setTimeout(60_000)
