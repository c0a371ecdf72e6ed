import { clearance, committedIfCase, notRecused, ofBureau, openToOperator, ownInstitution } from './relations'

const responsible = [
  { field: 'responsibleDepartment', is: 'department' },
  { field: 'responsibleRegionNo', within: 'region' },
  ...[clearance, notRecused, committedIfCase, openToOperator],
] as const

/** Who can reach the statutory clocks: those who must act by one, and those who wait for them. */
export const clockReach = {
  statutoryClock: {
    table: 'statutory_clock',
    relations: {
      responsible,
      responsibleBureau: [...responsible, ofBureau],
      other: [
        { field: 'otherDepartment', is: 'department' },
        { field: 'otherRegionNo', within: 'region' },
        ...[clearance, notRecused, committedIfCase, openToOperator],
      ],
      ownInstitution,
      /** The very agency that must act. */
      responsibleAgency: [{ field: 'responsibleAgencyId', is: 'agencyId' }, ...responsible],
    },
    read: ['responsible', 'other', 'ownInstitution'],
    insert: { matter: ['lead', 'case', 'referral', 'filing', 'campaign', 'letter'] },
  },
} as const

/** What moved a clock is read with the clock by departments, and not by an operating agency or an institution: it says how a matter is worked on. */
const ofClock = {
  parent: 'statutoryClock',
  column: 'clock_id',
  relation: 'clock',
  also: [ofBureau],
  write: ['responsibleBureau'],
} as const

export const clockHistoryReach = {
  clockExclusion: { table: 'clock_exclusion', ...ofClock },
  clockChange: { table: 'clock_change', ...ofClock },
} as const
