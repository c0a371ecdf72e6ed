'use client'

import { listWorkText } from '#messages/zh/lead-import'
import { type Progress, WorkProgress } from '../../work-progress'

type State = 'reading' | 'importing'

/** The work on a list while it lasts. */
export const ListProgress = ({ importId, state, initial }: { importId: string; state: State; initial: Progress }) => (
  <WorkProgress path={`/leads/imports/${importId}/progress`} state={state} words={listWorkText[state]} initial={initial} />
)
