import { readList } from '#server/lead/read-list-job'
import type { Handler } from './handler'

/** Planned by whoever uploads a list of leads or says what its columns are: the list is read once and its rows are kept. */
export const readLeadList: Handler<'readLeadList'> = readList
