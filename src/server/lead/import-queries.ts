import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../access'
import { preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import type { GivenMapping, ListSummary } from './read-list'
import { importers, whereImports } from './upload-list'

/** A list is seen by whoever may read its file: it names patients. */
const whereSeen = (actor: Actor) => ({ AND: [whereReadable(actor, 'leadImport'), { file: whereReadable(actor, 'storedFile') }] })

/** The lists of this person's agencies that were uploaded, newest first. */
export const listImports = (actor: Actor) =>
  query(actor, (tx) =>
    tx.leadImport.findMany({
      where: whereSeen(actor),
      select: {
        id: true,
        sourceName: true,
        state: true,
        uploadedAt: true,
        file: { select: { displayName: true } },
        batch: { select: { number: true, issuedCount: true, refusedCount: true } },
      },
      orderBy: { uploadedAt: 'desc' },
      take: 30,
    }),
  )

/** One uploaded list as its page shows it. `null` when it does not exist for this person. */
export const getImport = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadImport.findFirst({
      where: { AND: [{ id }, whereSeen(actor)] },
      include: {
        file: { select: { id: true, displayName: true, sha256: true } },
        batch: { select: { number: true, issuedCount: true, refusedCount: true } },
        campaign: { select: { name: true } },
      },
    })
    // Both are written by the upload and the mapping alone.
    if (!found) return null
    const mayImport = found.state === 'uploaded' && may(actor, importers, 'leadImport', found)
    return { ...found, mayImport, summary: found.list as unknown as ListSummary, given: found.mapping as GivenMapping }
  })

/**
 * The bad rows of a list in its own layout, with the reasons (退回的行), to be put right and uploaded again. They hold what
 * stood in them, identity numbers too: for those who take lists in, and each download is in the trail.
 * Refuses `notFound`, `unreadableFile`.
 */
export const downloadRefusedRows = preparedCommand(
  'lead.downloadRefused',
  z.strictObject({ importId: z.uuid() }),
  async ({ actor }, { importId }) => {
    const found = await query(actor, (tx) => findList(tx, actor, importId))
    return found
      ? readApart('refusedRows', { file: found.file, given: found.mapping as GivenMapping, now: found.uploadedAt })
      : refuse('notFound')
  },
  async ({ tx, actor, now, requestId }, { importId }, read) => {
    const found = await findList(tx, actor, importId)
    if (!found) return must(refuse('notFound'))
    const { cells, bytes } = must(read)
    await audit(tx, {
      at: now,
      actor,
      action: 'lead.downloadRefused',
      subject: { type: 'leadImport', id: importId },
      change: { cells: [null, cells] },
      requestId,
    })
    return { bytes, name: found.file.displayName }
  },
)

const findList = (tx: Tx, actor: Actor, importId: string) =>
  tx.leadImport.findFirst({
    where: { AND: [{ id: importId }, whereImports(actor)] },
    include: { file: { select: { displayName: true, sha256: true } } },
  })
