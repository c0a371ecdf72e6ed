import 'server-only'
import { addEvidenceInput, collecting } from '#domain/evidence/inputs'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { type Change, findCaseToRecord, rewriteCase, type SeenCase } from '../case/take-step'
import { type Context, command } from '../command'
import { filesApart } from '../file/copy-file'
import { colleagues, recusedFrom } from '../identity/colleagues'
import { must } from '../refused'

/**
 * Enters what was collected for a case (登记证据): each file a piece of evidence of its own, with the two who collected it.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `invalidInput` for what is collected in the future or by somebody without a certificate,
 * `notColleague`, `samePerson` (whoever reviewed the case, approved it or leads its hearing), `officerRecused`.
 * Commits together: the pieces, that whoever collected them has worked on the case, and that a report and a review of before no longer hold.
 * The trail says which piece and by which hash, and nothing of what it shows: others read it with the case.
 */
export const addEvidence = command('case.addEvidence', addEvidenceInput, async (context, { caseId, version, fileIds, ...input }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'addEvidence', caseId)
  if (input.factId && !file.facts.some(({ id }) => id === input.factId)) must(refuse('notFound'))
  const collectedAt = new Date(`${input.collectedOn}T${input.collectedAt || '00:00'}:00+08:00`)
  if (collectedAt > now) must(refuse('invalidInput', { fields: ['collectedOn'], messages: [collecting.inFuture] }))
  const collectors = await collectorsOf(context, file, input)
  const writerIds = [...new Set([...file.writerIds, actor.userId, collectors.collectorAId, collectors.collectorBId])]

  const { _max: newest } = await tx.evidence.aggregate({ where: { caseId }, _max: { seq: true } })
  const pieces = (await filesApart(context, fileIds)).map((piece, at) => ({ ...piece, seq: (newest.seq ?? 0) + at + 1 }))
  const change: Change = { evidence: [null, pieces.map(({ seq }) => seq)], sha256: [null, pieces.map(({ sha256 }) => sha256)] }
  await rewriteCase(context, 'addEvidence', { ...file, writerIds }, version, change)
  await tx.evidence.createMany({
    data: pieces.map(({ fileId, name, seq }) => ({
      caseId,
      seq,
      fileId,
      title: name.replace(/\.[^.]{1,5}$/, ''),
      kind: input.kind,
      factId: input.factId,
      proves: input.proves,
      original: input.form === 'original',
      pages: input.pages,
      collectedAt,
      place: input.place,
      sourceSystem: input.sourceSystem,
      provider: input.provider,
      extraction: input.extraction,
      ...collectors,
      recordedById: actor.userId,
      recordedByName: actor.name,
      recordedAt: now,
    })),
  })
})

type Collecting = Readonly<Record<'collectorAId' | 'collectorBId', string | null>> &
  Readonly<Record<'collectorACertificate' | 'collectorBCertificate', string>>

/**
 * No fewer than two collect; who else than the officers of the case did works in the same agency, shows a certificate, weighs the case in no
 * other way and keeps away from nothing of it.
 */
async function collectorsOf({ tx, now }: Context, file: SeenCase, given: Collecting) {
  const officers = [
    { id: file.officerAId, name: file.officerAName, certificate: file.officerACertificate },
    { id: file.officerBId, name: file.officerBName, certificate: file.officerBCertificate },
  ]
  const [a, b] = [given.collectorAId ?? file.officerAId, given.collectorBId ?? file.officerBId]
  const others = [a, b].every((id) => officers.some((one) => one.id === id)) ? [] : await colleagues(tx, file.agencyId, now)
  const apart = await weighing(tx, file)
  const found = (id: string, field: 'collectorACertificate' | 'collectorBCertificate') => {
    const officer = officers.find((one) => one.id === id)
    if (officer) return officer
    const other = others.find((one) => one.id === id) ?? must(refuse('notColleague'))
    if (apart.includes(id)) must(refuse('samePerson'))
    const certificate = given[field]
    if (certificate === '') must(refuse('invalidInput', { fields: [field], messages: [collecting.uncertified] }))
    return { id, name: other.name, certificate }
  }
  const [one, other] = [found(a, 'collectorACertificate'), found(b, 'collectorBCertificate')]
  if (one.id === other.id) must(refuse('invalidInput', { fields: ['collectorBId'], messages: [collecting.byOne] }))
  if ((await recusedFrom(tx, file.id, [one.id, other.id])).size > 0) must(refuse('officerRecused'))
  return {
    collectorAId: one.id,
    collectorAName: one.name,
    collectorACertificate: one.certificate,
    collectorBId: other.id,
    collectorBName: other.name,
    collectorBCertificate: other.certificate,
  }
}

/** Who weighs a case rather than works on it: whoever approved it, reviewed it or leads a hearing of it. */
export async function weighing(
  tx: Tx,
  file: { id: string; approvedById: string | null; reviewerIds: readonly string[] },
): Promise<string[]> {
  const hearings = await tx.caseHearing.findMany({ where: { caseId: file.id }, select: { chairId: true } })
  return [file.approvedById, ...file.reviewerIds, ...hearings.map(({ chairId }) => chairId)].flatMap((id) => (id === null ? [] : [id]))
}
