import type { Column } from '#components/table-column'
import type { Due } from '#domain/clock/due'
import { reviewText } from '#messages/zh/filing-review'
import { filingText } from '#messages/zh/self-inspection'
import type { FilingRow } from '#server/self-inspection/list-filings'
import { filingStatuses } from './section-name'

export type ShownFiling = Omit<FilingRow, 'dueOn'> & { due: Due }

export const filingColumns: readonly Column<ShownFiling>[] = [
  { id: 'institutionName', header: filingText.institution, href: '/self-inspections/{id}' },
  { id: 'kind', header: filingText.kind, labels: filingText.kinds, secondary: true },
  { id: 'regionName', header: filingText.region },
  { id: 'state', header: filingText.state, kind: 'status', labels: filingText.states, statuses: filingStatuses },
  { id: 'due', header: filingText.due, kind: 'due' },
  { id: 'submittedOn', header: filingText.submittedOn, kind: 'date', secondary: true },
  { id: 'findings', header: filingText.findings, kind: 'number' },
  { id: 'fundLossFen', header: reviewText.selfReported, kind: 'money' },
  { id: 'leads', header: reviewText.leadCount, kind: 'number' },
  { id: 'leadFen', header: reviewText.suspected, kind: 'money' },
  { id: 'number', header: filingText.number, kind: 'code', hidden: true },
]
