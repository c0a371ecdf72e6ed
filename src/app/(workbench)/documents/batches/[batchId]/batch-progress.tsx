'use client'

import { batchText } from '#messages/zh/paper-batches'
import { type Progress, WorkProgress } from '../../../leads/work-progress'

/** A batch of papers while it lasts. */
export const BatchProgress = ({ batchId, act, initial }: { batchId: string; act: 'draft' | 'issue'; initial: Progress }) => (
  <WorkProgress path={`/documents/batches/${batchId}/progress`} state="working" words={batchText.working[act]} initial={initial} />
)
