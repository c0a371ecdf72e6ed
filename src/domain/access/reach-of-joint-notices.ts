import { ofBureau, ownAgency, owned } from './relations'

const signer = { field: 'signerIds', includes: 'agencyId' } as const

/** Notices that several departments issue together: of the leading one and those above it; of each that is to sign, once it was put to them. */
export const jointReach = {
  jointNotice: {
    table: 'joint_notice',
    relations: {
      owned: [...owned, ofBureau],
      ownedAgency: [...owned, ...ownAgency, ofBureau],
      asked: [signer, { field: 'submittedAt', isSet: true }, ofBureau],
    },
    read: ['owned', 'asked'],
    /** Whoever returns it sends it back to its drafter. */
    write: ['ownedAgency', 'asked'],
    insert: ['ownedAgency'],
  },
  jointSignature: {
    table: 'joint_signature',
    relations: {
      host: [{ field: 'hostDepartment', is: 'department' }, { field: 'hostRegionNo', within: 'region' }, ofBureau],
      hostAgency: [{ field: 'hostAgencyId', is: 'agencyId' }, ofBureau],
      own: [...ownAgency, ofBureau],
      asked: [signer, ofBureau],
    },
    read: ['host', 'hostAgency', 'own', 'asked'],
    write: ['hostAgency', 'own'],
    insert: ['hostAgency'],
  },
} as const
