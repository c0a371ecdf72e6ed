import 'server-only'
import type { scoringActs } from '#domain/case/tracks/scoring'
import type { Command } from '../../command'
import { concludeScoring, objectScoring, restoreScoring, revokeScoring, upholdScoring } from './after-decision'
import { decideScoring } from './decide-scoring'
import { dropScoring, notifyScoring, proposeScoring, reviewScoring, serveScoring, stateScoring } from './scoring'

/** The command of every act in the scoring of persons. */
export const scoringCommands: Readonly<Record<(typeof scoringActs)[number], Command<void>>> = {
  propose: proposeScoring,
  notify: notifyScoring,
  state: stateScoring,
  review: reviewScoring,
  decide: decideScoring,
  drop: dropScoring,
  serve: serveScoring,
  object: objectScoring,
  uphold: upholdScoring,
  revoke: revokeScoring,
  restore: restoreScoring,
  conclude: concludeScoring,
}
