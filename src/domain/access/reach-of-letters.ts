import { clearance, committedIfCase, keepsNoneAway, ofBureau } from './relations'

const opened = [ofBureau, clearance, committedIfCase, keepsNoneAway] as const
const out = { field: 'issuedAt', isSet: true } as const

/** Letters between agencies: the two sides and those above each; the receiving one from the issue on. */
export const letterReach = {
  letter: {
    table: 'letter',
    relations: {
      sender: [{ field: 'senderDepartment', is: 'department' }, { field: 'senderRegionNo', within: 'region' }, ...opened],
      senderAgency: [{ field: 'senderAgencyId', is: 'agencyId' }, ...opened],
      receiver: [{ field: 'receiverDepartment', is: 'department' }, { field: 'receiverRegionNo', within: 'region' }, out, ...opened],
      receiverAgency: [{ field: 'receiverAgencyId', is: 'agencyId' }, out, ...opened],
    },
    read: ['sender', 'receiver', 'senderAgency', 'receiverAgency'],
    write: ['senderAgency', 'receiverAgency'],
    insert: ['senderAgency'],
  },
} as const
