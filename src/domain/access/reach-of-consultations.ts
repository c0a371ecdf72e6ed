import { clearance, committed, ofBureau, ownAgency, owned } from './relations'

/** As the case opens: by clearance and by the campaign's commitment, and to nobody who keeps away from it. */
const asTheCase = [ofBureau, clearance, committed, { field: 'caseId', notIn: 'recusedIds' }] as const

/** A consultation is the host's and of those above it; whoever is asked has the own share of it, and nothing else. */
export const consultationReach = {
  consultation: {
    table: 'consultation',
    relations: { owned: [...owned, ...asTheCase], ownAgency: [...ownAgency, ...asTheCase] },
    read: ['owned', 'ownAgency'],
    write: ['ownAgency'],
  },
  consultationShare: {
    table: 'consultation_share',
    relations: {
      host: [{ field: 'hostDepartment', is: 'department' }, { field: 'hostRegionNo', within: 'region' }, ...asTheCase],
      hostAgency: [{ field: 'hostAgencyId', is: 'agencyId' }, ...asTheCase],
      asked: [...ownAgency, ...asTheCase],
    },
    read: ['host', 'hostAgency', 'asked'],
    write: ['hostAgency', 'asked'],
    insert: ['hostAgency'],
  },
} as const
