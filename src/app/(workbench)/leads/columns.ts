import type { Column } from '#components/table-column'
import type { Due } from '#domain/clock/due'
import { leadText } from '#messages/zh/lead'
import type { LeadRow } from '#server/lead/list-leads'

export type ShownLead = Omit<LeadRow, 'dueOn'> & { due: Due }

export const leadColumns: readonly Column<ShownLead>[] = [
  { id: 'due', header: leadText.due, kind: 'due' },
  { id: 'number', header: leadText.number, kind: 'code', href: '/leads/{id}' },
  { id: 'risk', header: leadText.risk, labels: leadText.risks },
  { id: 'institutionName', header: leadText.institution },
  { id: 'behaviour', header: leadText.behaviour },
  { id: 'amountFen', header: leadText.amount, kind: 'money' },
  { id: 'repeatCount', header: leadText.repeat, kind: 'number', secondary: true },
  { id: 'source', header: leadText.source, labels: leadText.sources, secondary: true },
  { id: 'agencyName', header: leadText.agency, secondary: true },
  { id: 'handlerName', header: leadText.handler, secondary: true },
  {
    id: 'state',
    header: leadText.state,
    kind: 'status',
    labels: leadText.states,
    statuses: { toAssign: 'notStarted', toVerify: 'notStarted', verifying: 'open', toReview: 'waiting', concluded: 'done' },
  },
  { id: 'conclusion', header: leadText.conclusion, labels: leadText.conclusions },
  { id: 'personName', header: leadText.person, hidden: true },
  { id: 'idMasked', header: leadText.person, hidden: true },
]
