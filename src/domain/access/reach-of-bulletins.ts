import { ownAgency, owned, ownInstitution } from './relations'

const outHere = [
  { from: 'rangeLo', to: 'rangeHi', around: 'region' },
  { field: 'state', oneOf: ['issued'] },
] as const

/** Bulletins (通报): a draft is its agency's, what is issued is known to the bureaus and institutions below; an institution signs for its own. */
export const bulletinReach = {
  bulletin: {
    table: 'bulletin',
    relations: {
      owned,
      ownedAgency: [...owned, ...ownAgency],
      below: [{ actor: 'department', oneOf: ['MI'] }, ...outHere],
      institutions: [{ actor: 'role', oneOf: ['complianceOfficer'] }, ...outHere],
    },
    read: ['owned', 'below', 'institutions'],
    write: ['ownedAgency'],
  },
  bulletinReceipt: {
    table: 'bulletin_receipt',
    relations: { owned, ownInstitution },
    read: ['owned', 'ownInstitution'],
    write: ['ownInstitution'],
    insert: ['owned'],
  },
} as const
