import 'server-only'
import type { Department } from '#domain/department/department'
import { refuse } from '#domain/kernel/result'
import { keepBytes } from '#platform/files'
import { keepParts } from '#platform/parts'
import type { Context } from '../command'
import { must } from '../refused'

/**
 * Its bytes; or the parts that have arrived of it under an upload's id, all of them and seen to have this hash; or what another process has
 * kept already.
 */
type Content =
  | { bytes: Uint8Array }
  | { kept: { sha256: string; sizeBytes: number } }
  | { parts: { id: string; sha256: string; sizeBytes: number } }
export type ReceivedFile = { name: string; mediaType: string } & Content

const nameLimit = 120

/** A display name without path or control characters; the bytes never live under it. */
export const cleanName = (name: string): string => {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = [...last.normalize('NFC')].filter((char) => !/[\p{Cc}\p{Cf}<>:"|?*]/u.test(char)).join('')
  return clean.slice(-nameLimit).replace(/^\.+/, '') || '未命名文件'
}

/** The secrecy of what names patients and their documents (个人/病历). */
const personalSecrecy = 2

/** A received file turns out to hold personal data: from now on only those cleared for it, and its uploader, can read it. */
export async function holdAsPersonal({ tx }: Pick<Context, 'tx'>, fileId: string): Promise<void> {
  await tx.storedFile.updateMany({ where: { id: fileId, secrecy: { lt: personalSecrecy } }, data: { secrecy: personalSecrecy } })
}

/**
 * A received file says something of many matters, or is still to go to each of them: from now on only its uploader can read it. Who may read
 * what is of one matter reads it there.
 */
export async function holdForUploader({ tx, actor }: Pick<Context, 'tx' | 'actor'>, ids: readonly string[]): Promise<void> {
  await tx.storedFile.updateMany({
    where: { id: { in: [...ids] }, uploadedById: actor.userId },
    data: { department: null, institutionId: null },
  })
}

const keep = (file: ReceivedFile) =>
  'kept' in file ? file.kept : 'bytes' in file ? keepBytes(file.bytes) : keepParts(file.parts.id, file.parts)

/** Keeps a file that has passed its checks and writes its row, scoped to whoever owns it. Returns the file's id. Refuses `storageFull`. */
export async function storeFile(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  file: ReceivedFile,
  owner: { department: Department | null; regionNo: number; institutionId?: string | null; secrecy?: number },
): Promise<{ id: string; sha256: string }> {
  const { sha256, sizeBytes } = (await keep(file)) ?? must(refuse('storageFull'))
  const id = crypto.randomUUID()
  await tx.storedFile.createMany({
    data: [
      {
        id,
        sha256,
        sizeBytes,
        mediaType: file.mediaType,
        displayName: cleanName(file.name),
        uploadedById: actor.userId,
        uploadedAt: now,
        department: owner.department,
        regionNo: owner.regionNo,
        institutionId: owner.institutionId ?? null,
        secrecy: owner.secrecy ?? 1,
      },
    ],
  })
  return { id, sha256 }
}
