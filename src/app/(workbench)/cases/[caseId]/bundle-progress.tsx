'use client'

import { bundleText } from '#messages/zh/case-bundles'
import { type Progress, WorkProgress } from '../../leads/work-progress'

type Props = { caseId: string; bundleId: string; title: string; initial: Progress }

/** What is put together of a case while it lasts. */
export const BundleProgress = ({ caseId, bundleId, title, initial }: Props) => (
  <WorkProgress
    path={`/cases/${caseId}/bundles/${bundleId}/progress`}
    state="making"
    words={{ ...bundleText.working, title }}
    initial={initial}
  />
)
