import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { packErrorsInput } from '#domain/self-inspection/inputs'
import { filingGrants } from '#domain/self-inspection/steps'
import { currentTime } from '#platform/time'
import { whereMay } from '../access'
import { type Context, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { findForPack, paperOf } from './make-pack'
import { belongs, comparisonOf, findPackReturn } from './pack-comparison'
import { auditFiling } from './take-step'

/** A returned pack beside the filing as it is now; once taken over, what became of it. `null` when it does not exist for this person. */
export const getPackReturn = (actor: Actor, filingId: string, id: string, now: Date = currentTime()) =>
  query(actor, async (tx) => {
    if (!isUuid(id) || !isUuid(filingId)) return null
    const where = { AND: [{ id, filingId }, whereMay(actor, filingGrants.fill, 'packReturn')] }
    if ((await tx.packReturn.count({ where })) === 0) return null
    const { content: _content, ...found } = await findPackReturn({ tx, actor }, id)
    const filing = await tx.filing.findUniqueOrThrow({
      where: { id: filingId },
      include: { institution: { select: { kind: true, level: true } } },
    })
    const { changes, faulty, seen, items } = await comparisonOf({ tx, now }, filing, _content)
    const fits = belongs(_content.manifest.head, filing)
    return {
      ...found,
      /** Why it cannot be taken over any more, where the list was issued anew since. */
      unfit: fits.ok || found.outcome ? null : fits.refusal,
      institutionName: filing.institutionName,
      changes,
      faulty,
      seen,
      itemTexts: Object.fromEntries(items.map(({ code, text }) => [code, text])),
      rowCount: _content.rows.length,
    }
  })
export type PackReturnView = NonNullable<Awaited<ReturnType<typeof getPackReturn>>>

/** The packs that came back to a filing, newest first. */
export const listPackReturns = (actor: Actor, filingId: string) =>
  query(actor, (tx) =>
    tx.packReturn.findMany({
      where: { AND: [{ filingId }, whereMay(actor, filingGrants.fill, 'packReturn')] },
      select: { id: true, fileName: true, state: true, returnedByName: true, returnedAt: true, appliedAt: true },
      orderBy: { returnedAt: 'desc' },
      take: 5,
    }),
  )

/** A returned pack once more, its wrong cells in red with the reason beside them, to be mended and uploaded again. Refuses `notFound`, `wrongState`, `packUnfit`, `nothingInPack`. */
export const packErrors = preparedCommand(
  'filing.packErrors',
  packErrorsInput,
  async ({ actor, now }, { packReturnId }) => {
    const { paper, faulty } = await query(actor, (tx) => markedPaper({ tx, actor, now }, packReturnId))
    return { faulty, bytes: must(await readApart('packWorkbook', paper)) }
  },
  async (context, { packReturnId }, { faulty, bytes }) => {
    const found = await findPackReturn(context, packReturnId)
    await auditFiling(context, 'filing.packErrors', found.filingId, { pack: [null, found.packId], rows: [null, faulty] })
    return { bytes, name: found.fileName.replace(/\.\w+$/, '') }
  },
)

async function markedPaper(context: Pick<Context, 'tx' | 'actor' | 'now'>, packReturnId: string) {
  const found = await findPackReturn(context, packReturnId)
  const filing = await findForPack(context, found.filingId)
  const { manifest, rows } = found.content
  must(belongs(manifest.head, filing))
  const { faulty, items } = await comparisonOf(context, filing, found.content)
  if (faulty.length === 0) must(refuse('nothingInPack'))
  const faultsOf = new Map(faulty.map(({ key, faults }) => [key, faults]))
  const returned = new Map(rows.map(({ key, cells }) => [key, { cells, faults: faultsOf.get(key) ?? [] }]))
  return { paper: { ...paperOf(filing, items, manifest), returned }, faulty: faulty.length }
}
