import 'server-only'
import { examples } from '#documents/examples'
import { renderPdf } from '#documents/templates'
import { isWordedKind } from '#domain/document/house-wordings'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import type { Actor } from '#domain/kernel/access'
import { type Result, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { readFonts } from '#platform/fonts'
import { whereReadable } from '../../access'
import { query } from '../../query'
import { caseOnPapers, fieldsOfCase } from '../fields-of-case'
import { maskParts } from '../sealed-parts'
import { keptOf } from './queries'

/** The pages of a paper in the words of a version, also one not yet approved: of an invented case, or of a real one that this person may read. */
export async function previewWording(
  actor: Actor,
  wordingId: string,
  caseNumber: string | null,
  now: Date,
): Promise<Result<{ bytes: Uint8Array; name: string }>> {
  if (!isUuid(wordingId)) return refuse('notFound')
  const paper = await query(actor, async (tx) => {
    const found = await tx.paperWording.findFirst({ where: { AND: [{ id: wordingId }, whereReadable(actor, 'paperWording')] } })
    if (!found || !isWordedKind(found.kind)) return null
    const wording = keptOf(found)
    if (caseNumber === null) return { kind: found.kind, input: { ...examples[found.kind], issued: false, documentNumber: null, wording } }
    const file = await tx.case.findFirst({ where: { AND: [{ number: caseNumber }, whereReadable(actor, 'case')] }, include: caseOnPapers })
    if (!file) return null
    const fields = await fieldsOfCase({ tx, now }, { kind: found.kind, typed: {}, wording }, file)
    return { kind: found.kind, input: maskParts(fields) }
  })
  if (!paper) return refuse('notFound')
  const { bytes } = await renderPdf(paper.kind, paper.input, await readFonts())
  return { ok: true, value: { bytes, name: `${penaltyKinds[paper.kind].name}.pdf` } }
}
