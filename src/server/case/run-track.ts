import 'server-only'
import { concludeTrackInput, startTrackInput } from '#domain/case/inputs'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { handOver } from './hand-over'
import { findCaseToRecord, recordInCase } from './take-step'

/**
 * Begins one of the tracks on which a case is handled (一案多处); the agreement hands the case to the operating agency. Refuses `notFound`, `wrongState`, `alreadyExists`,
 * `changedMeanwhile`.
 */
export const startTrack = command('case.startTrack', startTrackInput, async (context, { caseId, version, kind, note }) => {
  const { tx, now } = context
  const file = await findCaseToRecord(context, 'runTrack', caseId)
  const track = file.tracks.find((known) => known.kind === kind)
  if (track && track.state !== 'notStarted') must(refuse('alreadyExists'))

  const handing = kind === 'agreement' ? await handOver(context, file) : null
  const change = { [kind]: [track?.state ?? null, 'running'], ...handing?.change } as const
  await recordInCase(context, 'startTrack', file, version, change, handing?.set)
  const begun = { state: 'running', note, startedAt: now } as const
  await tx.caseTrack.upsert({
    where: { caseId_kind: { caseId, kind } },
    create: { caseId, kind, ...begun },
    update: { ...begun, version: { increment: 1 } },
  })
})

/** Concludes a running track with what came of it; the agreement ends by its own steps. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const concludeTrack = command('case.concludeTrack', concludeTrackInput, async (context, { caseId, version, kind, outcome }) => {
  const { tx, now } = context
  const file = await findCaseToRecord(context, 'runTrack', caseId)
  const track = file.tracks.find((known) => known.kind === kind && known.state === 'running') ?? must(refuse('wrongState'))

  await recordInCase(context, 'concludeTrack', file, version, { [kind]: ['running', 'concluded'], outcome: [null, outcome] })
  await tx.caseTrack.update({
    where: { id: track.id },
    data: { state: 'concluded', outcome, concludedAt: now, version: { increment: 1 } },
  })
})
