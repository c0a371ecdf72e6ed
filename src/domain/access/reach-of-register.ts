import { ofBureau, ownAgency, owned } from './relations'

const agencys = { owned, ownAgency: [...owned, ...ownAgency] } as const

/** The register of institutions (机构名录): lists are their agency's; a change is read where the institution is, and decided by whose it is. */
export const registerReach = {
  institution: {
    table: 'institution',
    relations: {
      supervised: [
        { actor: 'department', oneOf: ['MI', 'HC'] },
        { field: 'regionNo', within: 'region' },
      ],
      /** Kept by the insurance bureaus, each for its own subtree, and by nobody who keeps away from it. */
      kept: [
        { actor: 'department', oneOf: ['MI'] },
        ofBureau,
        { field: 'regionNo', within: 'region' },
        { field: 'id', notIn: 'recusedIds' },
      ],
      own: [{ field: 'id', is: 'institutionId' }],
    },
    read: ['supervised', 'own'],
    write: ['kept'],
  },
  registerImport: { table: 'register_import', relations: agencys, read: ['owned'], write: ['ownAgency'] },
  institutionChange: {
    table: 'institution_change',
    relations: {
      owned,
      ownAgency: [
        ...agencys.ownAgency,
        { field: 'institutionId', notIn: 'recusedIds' },
        { field: 'intoInstitutionId', notIn: 'recusedIds', orNull: true },
      ],
    },
    read: ['owned'],
    write: ['ownAgency'],
  },
} as const
