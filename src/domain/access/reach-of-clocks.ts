import { clearance, committedIfCase, notRecused, openToOperator, ownInstitution } from './relations'

/** Who can reach the statutory clocks: those who must act by one, and those who wait for them. */
export const clockReach = {
  statutoryClock: {
    table: 'statutory_clock',
    relations: {
      responsible: [
        { field: 'responsibleDepartment', is: 'department' },
        { field: 'responsibleRegionNo', within: 'region' },
        ...[clearance, notRecused, committedIfCase, openToOperator],
      ],
      other: [
        { field: 'otherDepartment', is: 'department' },
        { field: 'otherRegionNo', within: 'region' },
        ...[clearance, notRecused, committedIfCase, openToOperator],
      ],
      ownInstitution,
    },
    read: ['responsible', 'other', 'ownInstitution'],
    insert: { matter: ['lead', 'case', 'referral', 'filing', 'campaign'] },
  },
} as const
