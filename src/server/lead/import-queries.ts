import 'server-only'
import { leadErrorWorkbook } from '#documents/lead-error-workbook'
import type { Actor } from '#domain/kernel/access'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'
import { currentTime } from '#platform/time'
import { whereReadable } from '../access'
import { query } from '../query'
import { type GivenMapping, type ListSummary, mappingOf, readKeptList } from './read-list'

/** The lists of this person's agencies that were uploaded, newest first. */
export const listImports = (actor: Actor) =>
  query(actor, (tx) =>
    tx.leadImport.findMany({
      where: whereReadable(actor, 'leadImport'),
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
    const found = await tx.leadImport.findFirst({
      where: { AND: [{ id }, whereReadable(actor, 'leadImport')] },
      include: {
        file: { select: { id: true, displayName: true, sha256: true } },
        batch: { select: { number: true, issuedCount: true, refusedCount: true } },
        campaign: { select: { name: true } },
      },
    })
    // Both are written by the upload and the mapping alone.
    return found && { ...found, summary: found.list as unknown as ListSummary, given: found.mapping as GivenMapping }
  })

/** The bad rows of a list in its own layout, with the reasons. `null` when the list does not exist for this person. */
export async function getRefusedRows(actor: Actor, id: string): Promise<{ bytes: Uint8Array; name: string } | null> {
  const found = await getImport(actor, id)
  if (!found) return null
  const file = await readTableFile(await readBytes(found.file.sha256), found.file.displayName)
  if (!file.ok) return null
  const { refused } = await readKeptList(found.file, found.given, { now: currentTime() })
  return {
    bytes: await leadErrorWorkbook({ tables: file.value.grids, refused, given: mappingOf(found.given) }),
    name: found.file.displayName,
  }
}
