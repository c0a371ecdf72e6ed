'use client'

import { answerWorkText } from '#messages/zh/lead-answers'
import { type Progress, WorkProgress } from '../../work-progress'

type State = 'reading' | 'submitting'

/** The work on a sheet of answers while it lasts. */
export const SheetProgress = ({ sheetId, state, initial }: { sheetId: string; state: State; initial: Progress }) => (
  <WorkProgress path={`/leads/answers/${sheetId}/progress`} state={state} words={answerWorkText[state]} initial={initial} />
)
