import 'server-only'
import { randomUUID } from 'node:crypto'
import { beijingDay, beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { allFieldsName, sectionOf } from '#domain/self-inspection/completeness'
import { makePackInput } from '#domain/self-inspection/inputs'
import { manifestLines, type PackManifest, signedText } from '#domain/self-inspection/pack/manifest'
import { filingGrants, unfiledStates } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { signingKeyId, signText } from '#platform/signing'
import { whereMay } from '../access'
import { type Context, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { query } from '../query'
import { must } from '../refused'
import { type FilingItem, loadItems } from './load-items'
import { declaredOf, packRows } from './pack-content'
import { auditFiling } from './take-step'

/** The filing with all that a pack says of it. Refuses `notFound`, `wrongState` while the bureau has it. */
export async function findForPack({ tx, actor }: Pick<Context, 'tx' | 'actor'>, filingId: string) {
  const filing = await tx.filing.findFirst({
    where: { AND: [{ id: filingId }, whereMay(actor, filingGrants.fill, 'filing')] },
    include: {
      campaign: { select: { name: true } },
      checklist: { select: { name: true, versionNo: true } },
      institution: { select: { kind: true, level: true } },
    },
  })
  if (!filing) return must(refuse('notFound'))
  if (!unfiledStates.some((state) => state === filing.state)) must(refuse('wrongState', { state: filing.state }))
  return filing
}

export type FilingForPack = Awaited<ReturnType<typeof findForPack>>

/** The sections of the items, in their order, each with its name. */
export async function sectionNames(tx: Tx, items: readonly FilingItem[]): Promise<Map<string, string>> {
  const fields = await tx.field.findMany({ select: { id: true, name: true } })
  const nameOf = new Map(fields.map(({ id, name }) => [id, name]))
  return new Map(
    items.map((item) => [sectionOf(item), nameOf.get(sectionOf(item)) ?? (item.fieldId === null ? allFieldsName : sectionOf(item))]),
  )
}

/** What the workbook of a pack is made from, whether it goes out or back. */
export const paperOf = (filing: FilingForPack, items: readonly FilingItem[], manifest: PackManifest) => ({
  manifest,
  signature: signText(signedText(manifestLines(manifest))),
  itemTexts: new Map(items.map(({ code, text }) => [code, text])),
  declaredFen: declaredOf(items),
  lookBackFrom: fromDateColumn(filing.lookBackFrom),
  told: {
    institution: filing.institutionName,
    number: filing.number,
    campaign: filing.campaign.name,
    list: manifest.head.checklistName,
    version: manifest.head.checklistVersion,
    dueOn: fromDateColumn(filing.dueOn),
    lookBackFrom: fromDateColumn(filing.lookBackFrom),
    madeAt: beijingMinute(new Date(manifest.head.madeAt)),
  },
})

/**
 * Hands the filing out as a workbook to fill in without a line (离线填报包), with everything that is answered already. Refuses
 * `notFound`, `wrongState`. Leaves a line in the trail; the filing itself is not touched.
 */
export const makePack = preparedCommand(
  'filing.makePack',
  makePackInput,
  async ({ actor, now }, { filingId }) => {
    const paper = await query(actor, (tx) => newPaper({ tx, actor, now }, filingId))
    return { paper, bytes: must(await readApart('packWorkbook', paper)) }
  },
  async (context, { filingId }, { paper, bytes }) => {
    const { institutionName } = await findForPack(context, filingId)
    const { head, rows } = paper.manifest
    await auditFiling(context, 'filing.makePack', filingId, { pack: [null, head.packId], rows: [null, rows.length] })
    return { bytes, institutionName, madeOn: beijingDay(context.now) }
  },
)

async function newPaper({ tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>, filingId: string) {
  const filing = await findForPack({ tx, actor }, filingId)
  const items = await loadItems(tx, filing)
  return paperOf(filing, items, {
    head: {
      format: 1,
      packId: randomUUID(),
      filingId,
      filingNumber: filing.number,
      institutionId: filing.institutionId,
      institutionName: filing.institutionName,
      checklistId: filing.checklistId,
      checklistName: filing.checklist.name,
      checklistVersion: filing.checklist.versionNo,
      keyId: signingKeyId(),
      madeAt: now.toISOString(),
    },
    rows: packRows(items, await sectionNames(tx, items)),
  })
}
