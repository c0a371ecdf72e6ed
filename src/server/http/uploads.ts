import 'server-only'
import { partBytes } from '#domain/file/parts'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { evidenceLimitBytes } from '#platform/reading/evidence'
import { currentActor } from '../session'
import { fromOurPages } from './origin'

type Upload = { actor: Actor; file: { name: string; bytes: Uint8Array; requestKey?: string } }

/**
 * One uploaded file with its sender, and with the key that its repeats share. Refuses `notSignedIn`, `foreignOrigin`, and `unreadableFile` when the request carries no
 * file, is too large, or arrived shorter than it said (a proxy that cuts bodies answers 200 all the same).
 */
export async function receiveUpload(request: Request): Promise<Result<Upload>> {
  if (!fromOurPages(request)) return refuse('foreignOrigin')
  const actor = await currentActor()
  if (!actor) return refuse('notSignedIn')

  // Without a length it could go on for ever: forms of ours always say theirs.
  const length = request.headers.get('content-length')
  if (length === null) return refuse('unreadableFile', { reading: 'E-FILE-03' })
  const declared = Number(length)
  const limitMegabytes = evidenceLimitBytes / (1024 * 1024)
  if (declared > evidenceLimitBytes + 65_536) return refuse('unreadableFile', { reading: 'E-FILE-11', limitMegabytes })

  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  if (!form || !(file instanceof File)) return refuse('unreadableFile', { reading: 'E-FILE-02' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const said = form.get('size')
  if (typeof said === 'string' && said !== '' && Number(said) !== bytes.byteLength)
    return refuse('unreadableFile', { reading: 'E-FILE-03' })
  const key = form.get('requestKey')
  return ok({ actor, file: { name: file.name, bytes, ...(typeof key === 'string' && { requestKey: key }) } })
}

/** One part of a file, as the body of the request, with its sender. Refuses as `receiveUpload` does. */
export async function receivePart(request: Request): Promise<Result<{ actor: Actor; bytes: Uint8Array }>> {
  if (!fromOurPages(request)) return refuse('foreignOrigin')
  const actor = await currentActor()
  if (!actor) return refuse('notSignedIn')
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= partBytes)) return refuse('unreadableFile', { reading: 'E-FILE-03' })
  const body = await request.arrayBuffer().catch(() => null) // cut off on the way: nobody waits for the answer
  if (body?.byteLength !== length) return refuse('unreadableFile', { reading: 'E-FILE-03' })
  return ok({ actor, bytes: new Uint8Array(body) })
}
