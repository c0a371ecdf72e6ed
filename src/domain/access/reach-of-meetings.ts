import type { Relation } from '../kernel/access'
import { ownAgency, owned } from './relations'

const host: Relation = [
  { field: 'hostDepartment', is: 'department' },
  { field: 'hostRegionNo', within: 'region' },
]

/** Who was at a meeting and what it decided: of the host, of the agency that is named, and of the departments that were asked to it. */
export const meetingReach = {
  meetingAttendee: {
    table: 'meeting_attendee',
    relations: { host, owned, ownAgency: [...owned, ...ownAgency] },
    read: ['host', 'owned'],
    /** Whoever is asked answers for the own agency. */
    write: ['host', 'ownAgency'],
    insert: ['host'],
  },
  meetingDecision: {
    table: 'meeting_decision',
    relations: {
      host,
      owned,
      asked: [
        { field: 'openTo', includes: 'department' },
        { field: 'hostRegionNo', within: 'region' },
      ],
    },
    read: ['host', 'owned', 'asked'],
    write: ['host'],
  },
} as const
