import { clearance, committed, keepsNoneAway, ofBureau, ownAgency } from './relations'

/** What stands between a person's place and the inside of a referral. An operating agency carries out; it refers nothing and receives nothing. */
const opened = [ofBureau, clearance, committed, keepsNoneAway] as const

/** Who reads what is inside: whoever has passed a referral on reads which way it went, and nothing of this. */
const sides = ['sender', 'receiver', 'copy', 'court'] as const

/** Who can reach the referrals and what goes along with them. */
export const referralReach = {
  referral: {
    table: 'referral',
    relations: {
      sender: [{ field: 'senderDepartment', is: 'department' }, { field: 'senderRegionNo', within: 'region' }, ...opened],
      senderAgency: [{ field: 'senderAgencyId', is: 'agencyId' }, ...opened],
      receiver: [
        { field: 'receiverDepartment', is: 'department' },
        { field: 'receiverRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        ...opened,
      ],
      receiverAgency: [{ field: 'receiverAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, ...opened],
      copy: [
        { field: 'copyDepartment', is: 'department' },
        { field: 'copyRegionNo', within: 'region' },
        { field: 'deliveredAt', isSet: true },
        ...opened,
      ],
      copyAgency: [{ field: 'copyAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, ...opened],
      /** Whoever passed it on to the agency whose matter it is knows where it went. */
      passedOnBy: [{ field: 'passedOnByAgencyId', is: 'agencyId' }, { field: 'deliveredAt', isSet: true }, ...opened],
      court: [{ actor: 'department', oneOf: ['CT'] }, { field: 'courtRegionNo', within: 'region' }, ...opened],
      courtAgency: [{ field: 'courtAgencyId', is: 'agencyId' }, ...opened],
    },
    read: ['sender', 'receiver', 'copy', 'court', 'passedOnBy'],
    insert: ['senderAgency'],
  },
  referralMaterial: {
    table: 'referral_material',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    write: ['sender'],
  },
  billVerification: {
    table: 'bill_verification',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    write: ['sender', 'receiver'],
  },
  /** What is said between two sides is not for the third. */
  referralWord: {
    table: 'referral_word',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    also: [{ field: 'openTo', includes: 'department' }],
    write: ['senderAgency', 'receiverAgency', 'copyAgency'],
  },
  /** Each side of it sees what was sent, and what was sent before. */
  referralVersion: {
    table: 'referral_version',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    write: ['senderAgency'],
  },
  referralPassage: {
    table: 'referral_passage',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    write: ['receiverAgency'],
  },
  referralHandover: {
    table: 'referral_handover',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    write: ['senderAgency', 'receiverAgency'],
  },
  /** What waits to be supplied is the sender's alone. */
  referralSupply: {
    table: 'referral_supply',
    relations: { ownAgency: [...ownAgency, clearance, committed, { field: 'referralId', notIn: 'recusedIds' }] },
    read: ['ownAgency'],
  },
  /** Each side reads what it was told. */
  criminalProgress: {
    table: 'criminal_progress',
    parent: 'referral',
    column: 'referral_id',
    relation: 'referral',
    read: sides,
    write: sides,
    also: [{ field: 'openTo', includes: 'department' }],
  },
} as const
