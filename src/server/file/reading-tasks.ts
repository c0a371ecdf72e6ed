import 'server-only'
import { readPlan } from '../campaign/read-plan'
import { readKeptList, refusedRows } from '../lead/read-list'

/** What is read in a process of its own. Each takes and gives plain values, and refuses what cannot be read. */
export const readingTasks = { plan: readPlan, leadList: readKeptList, refusedRows }

export type ReadingTasks = typeof readingTasks
