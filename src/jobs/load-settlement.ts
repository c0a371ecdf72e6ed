import { loadSettlement as load } from '#server/screening/load-settlement'
import type { Handler } from './handler'

/** A delivery of settlement data is read into the store. */
export const loadSettlement: Handler<'loadSettlement'> = ({ loadId }) => load(loadId)
