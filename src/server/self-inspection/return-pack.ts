import 'server-only'
import { randomUUID } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { returnPackInput } from '#domain/self-inspection/inputs'
import { type Before, preparedCommand } from '../command'
import { whereFileReadable } from '../file/queries'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { findForPack } from './make-pack'
import { belongs } from './pack-comparison'
import { auditFiling } from './take-step'

async function readUpload({ actor }: Before, { fileId }: { fileId: string }) {
  const file = await query(actor, (tx) =>
    tx.storedFile.findFirst({
      where: { AND: [{ id: fileId, uploadedById: actor.userId }, whereFileReadable(actor)] },
      select: { sha256: true, displayName: true },
    }),
  )
  return file ? { file, read: await readApart('offlinePack', { file }) } : null
}

/**
 * Takes an offline pack back (上传离线填报包): reads it and keeps what it says beside the filing, which is not touched yet. The same
 * content of the same pack is one return, however often it comes.
 *
 * Refuses `notFound`, `wrongState`, `unreadableFile`, and `packUnfit` for what is no pack, was changed, or is another's.
 */
export const returnPack = preparedCommand('filing.returnPack', returnPackInput, readUpload, async (context, { filingId }, upload) => {
  const { tx, actor, now } = context
  const filing = await findForPack(context, filingId)
  if (!upload) return must(refuse('notFound'))
  const { manifest, rows, contentHash } = must(upload.read)
  must(belongs(manifest.head, filing))

  const { packId, madeAt } = manifest.head
  const taken = await tx.packReturn.createMany({
    data: [
      {
        id: randomUUID(),
        filingId,
        institutionId: filing.institutionId,
        regionNo: filing.regionNo,
        packId,
        packMadeAt: new Date(madeAt),
        contentHash,
        fileName: upload.file.displayName,
        content: { manifest: { head: manifest.head, rows: [...manifest.rows] }, rows },
        returnedById: actor.userId,
        returnedByName: actor.name,
        returnedAt: now,
      },
    ],
    skipDuplicates: true,
  })
  const kept = await tx.packReturn.findFirst({ where: { packId, contentHash }, select: { id: true } })
  if (!kept) return must(refuse('notFound'))
  if (taken.count === 1) await auditFiling(context, 'filing.returnPack', filingId, { pack: [null, packId], rows: [null, rows.length] })
  return { packReturnId: kept.id }
})
