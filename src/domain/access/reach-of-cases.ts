import { openableSecrecy, openingRoles } from '../case/opening'
import { clearance, committed, keepsNoneAway, ofBureau, ofInsurance, ownAgency, ownDepartment, secretOwned } from './relations'

const ofOperator = { actor: 'agencyKind', oneOf: ['operator'] } as const

/** What is kept under a case and does not open with it to a person from elsewhere: tracks of other departments, evidence, how it was heard and discussed. */
export const notOpened = { read: ['owned', 'handedTo'] } as const

/** Who can reach the cases and what stands with them. */
export const caseReach = {
  case: {
    table: 'case_file',
    relations: {
      owned: [ofBureau, ...secretOwned, committed, keepsNoneAway],
      ownAgency: [...secretOwned, ...ownAgency, committed, keepsNoneAway],
      handedTo: [ofOperator, ...secretOwned, committed, keepsNoneAway, { field: 'handedToOperatorAt', isSet: true }],
      /** The two officers of the case (两名以上执法人员). */
      officerA: [...secretOwned, ...ownAgency, committed, keepsNoneAway, { field: 'officerAId', is: 'userId' }],
      officerB: [...secretOwned, ...ownAgency, committed, keepsNoneAway, { field: 'officerBId', is: 'userId' }],
      /** Of another place, opened by a reason: the place is the only wall that the reason opens. */
      opened: [
        { field: 'id', in: 'openedIds' },
        ofInsurance,
        ofBureau,
        ownDepartment,
        { field: 'secrecy', atMost: openableSecrecy },
        clearance,
        committed,
        keepsNoneAway,
      ],
    },
    read: ['owned', 'handedTo', 'opened'],
    write: ['owned', 'handedTo'],
  },
  caseFact: { table: 'case_fact', parent: 'case', column: 'case_id', relation: 'case', inBulk: true },
  caseTrack: { table: 'case_track', parent: 'case', column: 'case_id', relation: 'case', ...notOpened },
  caseMoney: { table: 'case_money', parent: 'case', column: 'case_id', relation: 'case', inBulk: true },
  caseOpening: {
    table: 'case_opening',
    relations: {
      opener: [ofInsurance, ofBureau, { actor: 'role', oneOf: openingRoles }, { field: 'userId', is: 'userId' }],
      /** Whose case was opened, and those above them. */
      owner: [ofBureau, ownDepartment, { field: 'regionNo', within: 'region' }, clearance, { field: 'caseId', notIn: 'recusedIds' }],
    },
    read: ['opener', 'owner'],
    write: [],
    insert: ['opener'],
  },
} as const
