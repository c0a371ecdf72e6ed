import 'server-only'
import type { publicationActs } from '#domain/case/tracks/publicity'
import type { Command } from '../../command'
import {
  approvePublication,
  draftPublication,
  dropPublication,
  publishDecision,
  reportPublication,
  withdrawPublication,
  withholdPublication,
} from './publicity'

/** The command of every act by which a decision is made public. */
export const publicationCommands: Readonly<Record<(typeof publicationActs)[number], Command<void>>> = {
  draft: draftPublication,
  approve: approvePublication,
  withhold: withholdPublication,
  drop: dropPublication,
  publish: publishDecision,
  withdraw: withdrawPublication,
  report: reportPublication,
}
