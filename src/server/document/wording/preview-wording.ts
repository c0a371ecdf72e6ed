import 'server-only'
import { z } from 'zod'
import { examples } from '#documents/examples'
import { renderPdf } from '#documents/templates'
import { isWordedKind } from '#domain/document/house-wordings'
import { documentKinds } from '#domain/document/kinds'
import { isPenaltyKind } from '#domain/document/kinds-of-penalties'
import { triesWordings } from '#domain/document/wording'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import { audit } from '#platform/audit'
import { readFonts } from '#platform/fonts'
import { may, whereReadable } from '../../access'
import { command } from '../../command'
import { must } from '../../refused'
import { caseOnPapers, fieldsOfCase } from '../fields-of-case'
import { maskParts } from '../sealed-parts'
import { keptOf } from './queries'

const previewInput = z.strictObject({ wordingId: z.uuid(), caseNumber: z.string().max(60).nullable() })

/**
 * What the paper of a version is set from: an invented case, or a real one that this person may read, which stands in the trail of that case.
 * Refuses `notFound`, also for who neither proposes nor decides on words and names a real case.
 */
const readPreview = command('document.previewWording', previewInput, async ({ tx, actor, now }, { wordingId, caseNumber }) => {
  const found = await tx.paperWording.findFirst({ where: { AND: [{ id: wordingId }, whereReadable(actor, 'paperWording')] } })
  if (!found || !isWordedKind(found.kind)) return must(refuse('notFound'))
  const { kind } = found
  const wording = keptOf(found)
  const draft = isPenaltyKind(kind) ? { issued: false } : {}
  if (caseNumber === null) return { kind, input: { ...examples[kind], ...draft, documentNumber: null, wording } }
  if (!isPenaltyKind(kind) || !may(actor, triesWordings, 'paperWording', found)) return must(refuse('notFound'))
  const file = await tx.case.findFirst({ where: { AND: [{ number: caseNumber }, whereReadable(actor, 'case')] }, include: caseOnPapers })
  if (!file) return must(refuse('notFound'))
  const change = { kind: [null, documentKinds[kind].name], wording: [null, found.seq] } as const
  await audit(tx, { at: now, actor, action: 'document.previewWording', subject: { type: 'case', id: file.id }, change })
  return { kind, input: maskParts(await fieldsOfCase({ tx, now }, { kind, typed: {}, wording }, file)) }
})

/** The pages of a paper in the words of a version, also one not yet approved. Refuses `notFound`. */
export async function previewWording(
  actor: Actor,
  wordingId: string,
  caseNumber: string | null,
  now: Date,
): Promise<Result<{ bytes: Uint8Array; name: string }>> {
  if (!isUuid(wordingId)) return refuse('notFound')
  const paper = await readPreview(actor, { wordingId, caseNumber }, now)
  if (!paper.ok) return paper
  const { kind, input } = paper.value
  const { bytes } = await renderPdf(kind, input, await readFonts())
  return ok({ bytes, name: `${documentKinds[kind].name}.pdf` })
}
