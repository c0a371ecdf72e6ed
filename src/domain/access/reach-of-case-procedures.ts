import { notOpened } from './reach-of-cases'
import { ofBureau } from './relations'

const ofCase = { parent: 'case', column: 'case_id', relation: 'case', write: ['owned'] } as const

/**
 * The procedure of a case and its acts are read with the case and written by the bureau alone. How the bureau heard and discussed it, and why it
 * stood still, is its own.
 */
export const caseProcedureReach = {
  caseProcedure: { table: 'case_procedure', ...ofCase },
  caseNotice: { table: 'case_notice', ...ofCase },
  caseHearing: { table: 'case_hearing', ...ofCase, ...notOpened, also: [ofBureau] },
  caseDiscussion: { table: 'case_discussion', ...ofCase, ...notOpened, also: [ofBureau] },
  caseService: { table: 'case_service', ...ofCase },
  caseInstalment: { table: 'case_instalment', ...ofCase },
  caseSuspension: { table: 'case_suspension', ...ofCase, ...notOpened, also: [ofBureau] },
  caseRemedy: { table: 'case_remedy', ...ofCase },
  /** The agreement is between the operating agency and the institution: that agency alone writes into it. */
  caseAgreement: { table: 'case_agreement', ...ofCase, ...notOpened, write: ['handedTo'] },
  caseAgreementMeasure: { table: 'case_agreement_measure', ...ofCase, ...notOpened, write: ['handedTo'] },
  /** What is drafted for the public is the bureau's own until it is out. */
  casePublication: { table: 'case_publication', ...ofCase, ...notOpened, also: [ofBureau] },
  /** Who is scored is the operating agency's matter too. */
  caseScoring: { table: 'case_scoring', ...ofCase, ...notOpened, write: ['handedTo'] },
  /** The operating agency carries out what was decided, and says so. */
  caseStoppage: { table: 'case_stoppage', ...ofCase, write: ['owned', 'handedTo'] },
  caseStoppageChange: { table: 'case_stoppage_change', ...ofCase },
} as const
