import 'server-only'
import { addEvidenceInput, collecting } from '#domain/evidence/inputs'
import { refuse } from '#domain/kernel/result'
import { findCaseToRecord, recordInCase, type SeenCase } from '../case/take-step'
import { type Context, command } from '../command'
import { filesApart } from '../file/copy-file'
import { colleagues, recusedFrom } from '../identity/colleagues'
import { must } from '../refused'

/**
 * Enters what was collected for a case (登记证据): each file a piece of evidence of its own, with the two who collected it.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `invalidInput` for what is collected in the future, `notColleague`, `officerRecused`.
 * The trail says which piece and by which hash, and nothing of what it shows: others read it with the case.
 */
export const addEvidence = command('case.addEvidence', addEvidenceInput, async (context, { caseId, version, fileIds, ...input }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'addEvidence', caseId)
  if (input.factId && !file.facts.some(({ id }) => id === input.factId)) must(refuse('notFound'))
  const collectedAt = new Date(`${input.collectedOn}T${input.collectedAt || '00:00'}:00+08:00`)
  if (collectedAt > now) must(refuse('invalidInput', { fields: ['collectedOn'], messages: [collecting.inFuture] }))
  const collectors = await collectorsOf(context, file, [input.collectorAId, input.collectorBId])

  const { _max: newest } = await tx.evidence.aggregate({ where: { caseId }, _max: { seq: true } })
  const pieces = (await filesApart(context, fileIds)).map((piece, at) => ({ ...piece, seq: (newest.seq ?? 0) + at + 1 }))
  await recordInCase(context, 'addEvidence', file, version, {
    evidence: [null, pieces.map(({ seq }) => seq)],
    sha256: [null, pieces.map(({ sha256 }) => sha256)],
  })
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

/** No fewer than two collect; who else than the officers of the case did works in the same agency and keeps away from nothing of it. */
async function collectorsOf({ tx, now }: Context, file: SeenCase, [first, second]: readonly [string | null, string | null]) {
  const officers = [
    { id: file.officerAId, name: file.officerAName, certificate: file.officerACertificate },
    { id: file.officerBId, name: file.officerBName, certificate: file.officerBCertificate },
  ]
  const [a, b] = [first ?? file.officerAId, second ?? file.officerBId]
  const others = [a, b].every((id) => officers.some((one) => one.id === id)) ? [] : await colleagues(tx, file.agencyId, now)
  const known = [...officers, ...others.map(({ id, name }) => ({ id, name, certificate: '' }))]
  const found = (id: string) => known.find((one) => one.id === id) ?? must(refuse('notColleague'))
  const [one, other] = [found(a), found(b)]
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
