import 'server-only'
import type { ProcedureStep } from '#domain/case/tracks/procedure-steps'
import type { Command } from '../../command'
import { decide, decideNothing, decideOnSite, discuss, fileOnSite, serveDecision } from './decision'
import { endDefence, giveNotice, recordDefence, reopen, serveNotice, waiveDefence } from './defence'
import { applyToCourt, demand, revoke, terminate } from './enforcement'
import { askHearing, holdHearing, reportHearing, setHearing } from './hearing'
import { agreeReview, investigate, report, returnReview, reviewAgain, rework, sendToReview, skipReview } from './investigation'
import { allowInstalments, closeCase, perform } from './performance'
import { serveDecisionToOne, serveNoticeToOne } from './serve-to-one'

/** The command of each step of the procedure. */
export const procedureCommands: Record<ProcedureStep, Command<void>> = {
  investigate,
  report,
  rework,
  sendToReview,
  agreeReview,
  returnReview,
  skipReview,
  notice: giveNotice,
  serveNoticeToOne,
  serveNotice,
  recordDefence,
  waiveDefence,
  askHearing,
  setHearing,
  holdHearing,
  reportHearing,
  endDefence,
  reopen,
  reviewAgain,
  discuss,
  decide,
  decideNothing,
  decideOnSite,
  fileOnSite,
  serveDecisionToOne,
  serveDecision,
  allowInstalments,
  demand,
  applyToCourt,
  terminate,
  revoke,
  perform,
  close: closeCase,
}
