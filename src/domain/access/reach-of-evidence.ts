import { notOpened } from './reach-of-cases'
import { clearance, ofBureau } from './relations'

/** What a file was found to be is read with the file, and written by the worker alone. */
const ofFile = { parent: 'storedFile', column: 'file_id', relation: 'file', write: [] } as const

const ofCaseOfBureau = {
  parent: 'case',
  column: 'case_id',
  relation: 'case',
  also: [ofBureau],
  write: ['ownAgency'],
  ...notOpened,
} as const

/** Evidence is read with its case by the bureau, and never by the operating agency, whatever of the case was given to it. */
export const evidenceReach = {
  evidence: { table: 'evidence', ...ofCaseOfBureau },
  /** How it was looked into: by acts of two officers, and by what was kept so that it is not lost. */
  caseInquiry: { table: 'case_inquiry', ...ofCaseOfBureau },
  caseHold: { table: 'case_hold', ...ofCaseOfBureau },
  evidenceWaiver: { table: 'evidence_waiver', ...ofCaseOfBureau },
  /** Of the secret part, only those cleared for it know that it was made. */
  caseBundle: { table: 'case_bundle', ...ofCaseOfBureau, also: [ofBureau, clearance] },
  fileCheck: { table: 'file_check', ...ofFile },
} as const
