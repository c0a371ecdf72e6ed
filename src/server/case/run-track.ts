import 'server-only'
import { startTrackInput } from '#domain/case/inputs'
import { mayBegin } from '#domain/case/kinds'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { handOver } from './hand-over'
import { type Change, findCaseToRecord, recordInCase } from './take-step'

/**
 * Asks the operating agency to handle a case under its agreement, or to score the staff (一案多处), and hands it the case; the track ends by the agency's own steps.
 * Refuses `notFound`, `wrongState`, `alreadyExists`, `changedMeanwhile`.
 */
export const startTrack = command('case.startTrack', startTrackInput, async (context, { caseId, version, kind, note }) => {
  const { tx, now } = context
  const file = await findCaseToRecord(context, 'runTrack', caseId)
  const track = file.tracks.find((known) => known.kind === kind)
  if (track && !mayBegin(track)) must(refuse('alreadyExists'))

  const handing = await handOver(context, file)
  const ended: Change = track?.outcome ? { outcome: [track.outcome, null] } : {}
  const change: Change = { [kind]: [track?.state ?? null, 'running'], ...ended, ...handing?.change }
  await recordInCase(context, 'startTrack', file, version, change, handing?.set)
  const begun = { state: 'running', note, startedAt: now, concludedAt: null, outcome: '' } as const
  await tx.caseTrack.upsert({
    where: { caseId_kind: { caseId, kind } },
    create: { caseId, kind, ...begun },
    update: { ...begun, version: { increment: 1 } },
  })
})
