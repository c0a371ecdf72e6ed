import { importList } from '#server/lead/import-list-job'
import type { Handler } from './handler'

/** Planned by whoever imports a list that has been read: its rows become a batch, all of them at one moment. */
export const importLeadList: Handler<'importLeadList'> = importList
