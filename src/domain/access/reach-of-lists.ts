import { ownAgency, owned, ownedFiling, ownInstitution } from './relations'

/** Problem lists (问题清单): a draft is its agency's, what is in force is known to everybody below. */
export const listReach = {
  checklist: {
    table: 'checklist',
    relations: {
      owned,
      below: [
        { from: 'rangeLo', to: 'rangeHi', around: 'region' },
        { field: 'state', oneOf: ['issued'] },
      ],
      /** What a filing has to answer goes with the filing: an institution that has moved was asked by another county. */
      files: [{ some: 'filings', table: 'filing', key: 'checklistId', as: ownInstitution }],
      filed: [{ some: 'filings', table: 'filing', key: 'checklistId', as: ownedFiling }],
      ownedAgency: [...owned, ...ownAgency],
      draft: [...owned, { field: 'state', oneOf: ['draft'] }],
    },
    read: ['owned', 'below', 'files', 'filed'],
    write: ['owned'],
  },
  /** What has been issued stays as it was issued. */
  checklistItem: { table: 'checklist_item', parent: 'checklist', column: 'checklist_id', relation: 'checklist', write: ['draft'] },
  checklistImport: { table: 'checklist_import', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  checklistMapping: { table: 'checklist_mapping', relations: { ownAgency }, read: ['ownAgency'] },
} as const
