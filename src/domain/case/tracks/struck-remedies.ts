import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { house } from '../../law/law'
import { byHead, type CaseRelation, notByOfficers } from '../grants'
import type { RemedyOfCase, RemedyState } from './remedies'

/** `isLast`: its party asked for nothing after it. `stands`: the decision was not taken back meanwhile. */
type Recorded = Omit<RemedyOfCase, 'state'> & {
  state: RemedyState | 'struck'
  concludedById: string | null
  isLast: boolean
  stands: boolean
}

const nothingCameOfIt = ({ isLast, stands, state }: Recorded): Result<void> =>
  isLast && stands ? ok(undefined) : refuse('wrongState', { state })

/** What was recorded wrongly as the end of an appeal is struck out, by another head than who recorded it: the appeal goes on as it stood before. */
export const strikeStep: Step<Recorded, CaseRelation> = {
  from: ['concluded'],
  to: 'struck',
  by: byHead,
  notBy: [...notByOfficers, 'concludedById'],
  requires: nothingCameOfIt,
  basis: house('登记有误的，由另一名负责人注销，原登记保留可查。'),
}
