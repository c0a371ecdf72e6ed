import 'server-only'
import { z } from 'zod'
import { renderPdf } from '#documents/templates'
import { documentKinds, isHouseKind } from '#domain/document/kinds'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { readBytes } from '#platform/files'
import { readFonts } from '#platform/fonts'
import { whereReadable } from '../access'
import { command } from '../command'
import { whereFileReadable } from '../file/queries'
import { must } from '../refused'
import { sealPaper, wasIssued } from './seal-paper'
import { openParts } from './sealed-parts'

const documentInput = z.strictObject({ documentId: z.uuid() })

/**
 * Hands out what a paper is set from (查看文书) to whoever may read both the paper and its file. It stands in the trail, as a download does.
 * Refuses `notFound`, also for a paper that is there for others.
 */
const readPaper = command('document.open', documentInput, async ({ tx, actor, now }, { documentId }) => {
  const paper = await tx.officialDocument.findFirst({
    where: { AND: [{ id: documentId }, whereReadable(actor, 'officialDocument'), { file: whereFileReadable(actor) }] },
    select: { kind: true, title: true, number: true, state: true, input: true, subjectType: true, subjectId: true, seal: true },
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
  return { ...paper, kind: paper.kind, input: openParts(paper.subjectId, paper.input) }
})

/**
 * The pages of a paper: of an issued one those that are kept, held against their hash, and kept now where nobody has yet; of a draft as its
 * words stand. They are set after the reading has committed, so that no connection waits for them. Throws when what is kept is not what was.
 */
export async function openPdf(actor: Actor, documentId: string): Promise<Result<{ bytes: Uint8Array; name: string }>> {
  const paper = await readPaper(actor, { documentId })
  if (!paper.ok) return paper
  const { kind, title, input, seal: kept } = paper.value
  const name = `${title}.pdf`
  if (kept === null && !wasIssued(paper.value)) return ok({ bytes: (await renderPdf(kind, input, await readFonts())).bytes, name })
  const seal = kept ? ok(kept) : await sealPaper(actor, { documentId })
  return seal.ok ? ok({ bytes: await readBytes(seal.value.sha256), name }) : seal
}
