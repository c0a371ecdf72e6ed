import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { currentActor } from '../session'
import { fromOurPages } from './origin'

const limitBytes = 1024 * 1024

/**
 * What a page of ours sends as JSON, with who sends it. Refuses `foreignOrigin`, `notSignedIn`, and `invalidInput` for what is too long or
 * no JSON object.
 */
export async function receiveJson(request: Request): Promise<Result<{ actor: Actor; body: Record<string, unknown> }>> {
  if (!fromOurPages(request)) return refuse('foreignOrigin')
  const actor = await currentActor()
  if (!actor) return refuse('notSignedIn')
  const declared = request.headers.get('content-length')
  if (declared === null || Number(declared) > limitBytes) return refuse('invalidInput')
  const text = await request.text()
  const body = text.length <= limitBytes ? objectOf(text) : null
  return body ? ok({ actor, body }) : refuse('invalidInput')
}

/** A body of at most so many bytes, whatever length it declares; `null` for a longer one, of which no more is read. */
export async function textWithin(request: Request, bytesAtMost: number): Promise<string | null> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > bytesAtMost) {
      await reader.cancel()
      return null
    }
    parts.push(part.value)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}

/** `null` for anything but a JSON object. */
export function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
