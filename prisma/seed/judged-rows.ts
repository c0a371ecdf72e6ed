import { penaltyHolds } from '#domain/case/penalty'
import type { TableRows } from './rows'

const unsaid = { seriousGround: '', orderIgnored: false, tooOld: false, limitedFen: 0n, liabilityId: null }

/** What the law says of the penalty of a fact of the world, as of one that an officer proposes. */
export function judgeRow(fact: TableRows['case_fact'], parties: readonly TableRows['case_party'][]) {
  const { kind = 'person', role = 'other' } = parties.find(({ id }) => id === fact.partyId) ?? {}
  const amounts = { fundLossFen: BigInt(fact.fundLossFen), fraudFen: fact.fraudFen == null ? null : BigInt(fact.fraudFen) }
  const { provisionId = null, intentGround = '', fineTenths = null, leniency = 'none' } = fact
  const { leniencyGround = '', noPenaltyReason = '' } = fact
  const penalty = { refundFen: BigInt(fact.refundFen ?? 0), fineTenths, fixedFineFen: null, suspendMonths: null, leniency }
  const judged = { provisionId, intentGround, party: { kind, role }, ...amounts, ...unsaid }
  return penaltyHolds(judged, { ...penalty, leniencyGround, noPenaltyReason })
}
