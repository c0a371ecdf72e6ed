import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { readBytes } from '#platform/files'
import { may, whereReadable } from '../access'
import { preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { importers, whereImports } from './list-access'
import type { GivenMapping, ListSummary } from './read-list'

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
        batch: { select: { number: true, issuedCount: true, knownCount: true, refusedCount: true } },
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
        batch: {
          select: {
            number: true,
            issuedCount: true,
            knownCount: true,
            refusedCount: true,
            listedCount: true,
            mends: { select: { number: true } },
          },
        },
        mends: { select: { sourceName: true, batch: { select: { number: true } } } },
        campaign: { select: { name: true } },
      },
    })
    if (!found) return null
    const mayWork = may(actor, importers, 'leadImport', found)
    const mayImport = found.state === 'uploaded' && mayWork
    // All three are written by the work on the list alone.
    const [summary, given, trouble] = [found.list as unknown as ListSummary, found.mapping as GivenMapping, found.trouble as Refusal | null]
    return { ...found, mayWork, mayImport, summary, given, trouble }
  })

/** How far the work on a list has come, for its page to ask again and again. `null` when the list does not exist for this person. */
export const getListProgress = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.leadImport.findFirst({
      where: { AND: [{ id }, whereSeen(actor)] },
      select: { state: true, rowsDone: true, rowsTotal: true, begunAt: true, endedAt: true, trouble: true },
    })
    return found && { ...found, trouble: found.trouble as Refusal | null } // written by the work on the list alone
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
    if (!found) return refuse('notFound')
    if (found.refusedFile) return ok(await readBytes(found.refusedFile.sha256))
    // A list that was read before its rows were kept: from its file, as it was read then.
    return readApart('refusedRows', { file: found.file, given: found.mapping as GivenMapping, now: found.uploadedAt })
  },
  async ({ tx, actor, now, requestId }, { importId }, read) => {
    const found = await findList(tx, actor, importId)
    if (!found) return must(refuse('notFound'))
    const bytes = must(read)
    const { refusedCellCount, refused } = found.list as unknown as ListSummary // written by the reading of the list alone
    await audit(tx, {
      at: now,
      actor,
      action: 'lead.downloadRefused',
      subject: { type: 'leadImport', id: importId },
      change: { cells: [null, refusedCellCount ?? refused.length] },
      requestId,
    })
    return { bytes, name: found.file.displayName }
  },
)

const findList = (tx: Tx, actor: Actor, importId: string) =>
  tx.leadImport.findFirst({
    where: { AND: [{ id: importId }, whereImports(actor)] },
    include: { file: { select: { displayName: true, sha256: true } }, refusedFile: { select: { sha256: true } } },
  })
