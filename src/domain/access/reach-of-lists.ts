import { ownAgency, owned } from './relations'

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
      ownedAgency: [...owned, ...ownAgency],
      draft: [...owned, { field: 'state', oneOf: ['draft'] }],
    },
    read: ['owned', 'below'],
    write: ['owned'],
  },
  /** What has been issued stays as it was issued. */
  checklistItem: { table: 'checklist_item', parent: 'checklist', column: 'checklist_id', relation: 'checklist', write: ['draft'] },
  checklistImport: { table: 'checklist_import', relations: { owned, ownAgency: [...owned, ...ownAgency] }, read: ['owned'] },
  checklistMapping: { table: 'checklist_mapping', relations: { ownAgency }, read: ['ownAgency'] },
} as const
