import { type AskOrder, askOverStore } from './ask-over-store'
import { type RowsOrder, rowsBehind } from './rows-behind'
import { type RunOrder, runOverStore } from './run-over-store'
import { type StoreOrder, storeFolder } from './store-folder'
import { type TrialOrder, tryOverStore } from './try-over-store'

type Progress = (what: string) => void

/** What the process of the screening engine does, one thing in its life. */
export const screeningTasks = {
  store: (order: StoreOrder, progress: Progress) => storeFolder(order, progress),
  run: (order: RunOrder, progress: Progress) => runOverStore(order, progress),
  rows: (order: RowsOrder) => rowsBehind(order),
  ask: (order: AskOrder) => askOverStore(order),
  trial: (order: TrialOrder) => tryOverStore(order),
}
export type ScreeningTasks = typeof screeningTasks
