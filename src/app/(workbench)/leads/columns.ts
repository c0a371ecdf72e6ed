import type { Column } from '#components/table-column'
import type { Due } from '#domain/clock/due'
import { leadText } from '#messages/zh/lead'
import type { LeadRow } from '#server/lead/list-leads'

export type ShownLead = Omit<LeadRow, 'dueOn'> & { due: Due }

/** What the list shows at first: whose leads they are only where there are several agencies, the conclusion once there is one. */
export const leadColumns = (several: boolean, concluded: boolean): readonly Column<ShownLead>[] => [
  { id: 'due', header: leadText.due, kind: 'due' },
  { id: 'number', header: leadText.number, kind: 'code', href: '/leads/{id}' },
  { id: 'risk', header: leadText.risk, labels: leadText.risks },
  { id: 'institutionName', header: leadText.institution, wide: true },
  { id: 'behaviour', header: leadText.behaviour, wide: true },
  { id: 'amountFen', header: leadText.amount, kind: 'money' },
  { id: 'repeatCount', header: leadText.repeat, kind: 'number', secondary: true },
  { id: 'source', header: leadText.source, labels: leadText.sources, secondary: true, hidden: true },
  { id: 'agencyName', header: leadText.agency, secondary: true, hidden: !several },
  { id: 'handlerName', header: leadText.handler, secondary: true },
  {
    id: 'state',
    header: leadText.state,
    kind: 'status',
    labels: leadText.states,
    statuses: { toAssign: 'notStarted', toVerify: 'notStarted', verifying: 'open', toReview: 'waiting', concluded: 'done' },
  },
  { id: 'conclusion', header: leadText.conclusion, labels: leadText.conclusions, hidden: !concluded },
  { id: 'personName', header: leadText.person, hidden: true },
  { id: 'idMasked', header: leadText.person, hidden: true },
]
