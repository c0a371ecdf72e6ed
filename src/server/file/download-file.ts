import 'server-only'
import { z } from 'zod'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { keptLength, readBytes } from '#platform/files'
import { evidenceMediaTypes, imageMediaTypes } from '#platform/reading/evidence'
import { type Context, command } from '../command'
import { must } from '../refused'
import { whereFileReadable } from './queries'

const fileInput = z.strictObject({ fileId: z.uuid() })

/** `from`: where a download goes on that was broken off. */
const downloadInput = fileInput.extend({ from: z.int().nonnegative().default(0) })

/** What a browser shows by itself: a picture, or the pages of a PDF. */
const shown = { image: imageMediaTypes, pages: [evidenceMediaTypes.pdf] } as const satisfies Record<string, readonly string[]>
/** `as`: as the picture or the pages that it is, which it must be. */
const viewInput = fileInput.extend({ as: z.enum(['image', 'pages']).optional() })

/** What is handed out at once, and not read again as it goes out. */
const atOnceBytes = 1024 * 1024
/** What goes on within this time is the same opening. */
const sameOpeningMs = 10 * 60_000

/**
 * Hands a file out (下载文件) to whoever may read it: its bytes where it is short, otherwise what to read it by. What a person took away is as
 * much part of a file's story as who brought it, so it stands in the trail, once for a download that goes on where it broke off. Refuses
 * `notFound`, also for a file that is there for others.
 */
export const downloadFile = command('file.download', downloadInput, async (context, { fileId, from }) => {
  const file = await findFile(context, fileId)
  const handedOut = await inHand(file)
  if (from === 0 || !(await isOpening(context, 'file.download', fileId))) await noteOpening(context, 'file.download', fileId, file)
  return handedOut
})

/**
 * Lets a file be looked at in its page (查看文件). Who looked stands in the trail like who took it away, once for one looking. Refuses as
 * `downloadFile` does, also what is no image, or has no pages, where such was asked for.
 */
export const viewFile = command('file.view', viewInput, async (context, { fileId, as }) => {
  const file = await findFile(context, fileId)
  if (as && !shown[as].some((one) => one === file.mediaType)) must(refuse('notFound'))
  const handedOut = await inHand(file)
  if (!(await isOpening(context, 'file.view', fileId))) await noteOpening(context, 'file.view', fileId, file)
  return handedOut
})

type Opening = 'file.download' | 'file.view'
type Found = Awaited<ReturnType<typeof findFile>>

async function findFile({ tx, actor }: Context, fileId: string) {
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: fileId }, whereFileReadable(actor)] },
    select: { sha256: true, sizeBytes: true, mediaType: true, displayName: true, secrecy: true },
  })
  return file ?? must(refuse('notFound'))
}

/** Throws when the file is gone or is not as long as it was. */
async function inHand({ sha256, sizeBytes, mediaType, displayName }: Found) {
  const bytes = sizeBytes <= atOnceBytes ? await readBytes(sha256) : null
  if ((bytes?.byteLength ?? (await keptLength(sha256))) !== sizeBytes) throw new Error(`stored file is not as long as it was: ${sha256}`)
  return { bytes, sha256, sizeBytes, mediaType, displayName }
}

const isOpening = async ({ tx, actor, now }: Context, action: Opening, fileId: string): Promise<boolean> =>
  (await tx.auditEntry.count({
    where: {
      subjectType: 'storedFile',
      subjectId: fileId,
      actorId: actor.userId,
      action,
      at: { gt: new Date(now.getTime() - sameOpeningMs) },
    },
  })) > 0

const noteOpening = ({ tx, actor, now }: Context, action: Opening, fileId: string, { displayName, secrecy }: Found) =>
  audit(tx, {
    at: now,
    actor,
    action,
    subject: { type: 'storedFile', id: fileId },
    change: { name: [null, displayName], secrecy: [null, secrecy] },
  })

/**
 * Writes down that a person asked for a file that does not exist for them. It stands with the person, whether the file exists or not:
 * an id that was guessed leaves no line of its own.
 */
export const refuseFile = command('file.refuse', fileInput, async ({ tx, actor, now }, { fileId }) => {
  await audit(tx, {
    at: now,
    actor,
    action: 'file.refuse',
    subject: { type: 'account', id: actor.userId },
    change: { file: [null, fileId] },
  })
})
