import 'server-only'
import type { agreementActs } from '#domain/case/tracks/agreement'
import type { Command } from '../../command'
import {
  acceptAgreement,
  closeAgreement,
  decideAgreement,
  declineAgreement,
  performAgreement,
  proposeAgreement,
  sendBackAgreement,
  serveAgreement,
  stateAgreement,
} from './agreement'
import { performMeasure, planMeasure, withdrawMeasure } from './measures'

/** The command of every act in the agreement. */
export const agreementCommands: Readonly<Record<(typeof agreementActs)[number], Command<void>>> = {
  accept: acceptAgreement,
  decline: declineAgreement,
  state: stateAgreement,
  propose: proposeAgreement,
  sendBack: sendBackAgreement,
  decide: decideAgreement,
  serve: serveAgreement,
  perform: performAgreement,
  close: closeAgreement,
  planMeasure,
  withdrawMeasure,
  performMeasure,
}
