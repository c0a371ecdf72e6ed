import 'server-only'
import { z } from 'zod'
import { renderPdf } from '#documents/templates'
import { documentKinds, type HouseDocumentKind, isDocumentKind } from '#domain/document/kinds'
import type { Actor } from '#domain/kernel/access'
import { type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { readFonts } from '#platform/fonts'
import { whereReadable } from '../access'
import { command } from '../command'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { openParts } from './sealed-parts'

const documentInput = z.strictObject({ documentId: z.uuid() })

const isHouseKind = (kind: string): kind is HouseDocumentKind => isDocumentKind(kind) && documentKinds[kind].origin === 'house'

/**
 * Hands out what a paper is set from (查看文书) to whoever may read both the paper and its file. It stands in the trail, as a download does.
 * Refuses `notFound`, also for a paper that is there for others.
 */
const readPaper = command('document.open', documentInput, async ({ tx, actor, now }, { documentId }) => {
  const paper = await tx.officialDocument.findFirst({
    where: { AND: [{ id: documentId }, whereReadable(actor, 'officialDocument'), { file: whereFileReadable(actor) }] },
    select: { kind: true, title: true, number: true, input: true, subjectType: true, subjectId: true },
  })
  if (!paper || !isHouseKind(paper.kind)) return must(refuse('notFound'))
  await audit(tx, {
    at: now,
    actor,
    action: 'document.open',
    // With the matter, and so as secret as it is and becomes; a title would name its party.
    subject: { type: paper.subjectType, id: paper.subjectId },
    change: { kind: [null, documentKinds[paper.kind].name], number: [null, paper.number] },
  })
  return { kind: paper.kind, title: paper.title, input: openParts(paper.subjectId, paper.input) }
})

/** The pages of a paper. They are set after the reading has committed, so that no connection waits for them. */
export async function openPdf(actor: Actor, documentId: string): Promise<Result<{ bytes: Uint8Array; name: string }>> {
  const paper = await readPaper(actor, { documentId })
  if (!paper.ok) return paper
  const { kind, title, input } = paper.value
  const { bytes } = await renderPdf(kind, input, await readFonts())
  return { ok: true, value: { bytes, name: `${title}.pdf` } }
}
