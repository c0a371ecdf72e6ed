import { committed, keepsNoneAway, ofBureau, ownAgency, secretOwned } from './relations'

const ofOperator = { actor: 'agencyKind', oneOf: ['operator'] } as const

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
    },
    read: ['owned', 'handedTo'],
  },
  caseFact: { table: 'case_fact', parent: 'case', column: 'case_id', relation: 'case' },
  caseTrack: { table: 'case_track', parent: 'case', column: 'case_id', relation: 'case' },
  caseMoney: { table: 'case_money', parent: 'case', column: 'case_id', relation: 'case' },
} as const
