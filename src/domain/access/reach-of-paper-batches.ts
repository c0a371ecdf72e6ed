import { ofBureau, ownAgency, owned, ownUser } from './relations'

/** What somebody does with many papers at once is their own; each of its lines is known with its case, so that whoever keeps away from one knows of none. */
export const paperBatchReach = {
  paperBatch: { table: 'paper_batch', relations: { own: [...owned, ...ownAgency, ...ownUser] }, read: ['own'] },
  paperBatchItem: {
    ...{ table: 'paper_batch_item', parent: 'case', column: 'case_id', relation: 'case' },
    ...{ also: [ofBureau], write: ['ownAgency'] },
  },
} as const
