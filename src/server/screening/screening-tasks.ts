import { type RowsOrder, rowsBehind } from './rows-behind'
import { type RunOrder, runOverStore } from './run-over-store'
import { type StoreOrder, storeFolder } from './store-folder'

type Progress = (what: string) => void

/** What the process of the screening engine does, one thing in its life. */
export const screeningTasks = {
  store: (order: StoreOrder, progress: Progress) => storeFolder(order, progress),
  run: (order: RunOrder, progress: Progress) => runOverStore(order, progress),
  rows: (order: RowsOrder) => rowsBehind(order),
}
export type ScreeningTasks = typeof screeningTasks
