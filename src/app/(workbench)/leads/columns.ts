import type { Column } from '#components/table-column'
import type { Due } from '#domain/clock/due'
import type { LeadState } from '#domain/lead/steps'
import { leadText } from '#messages/zh/lead'
import type { LeadRow } from '#server/lead/list-leads'

export type ShownLead = Omit<LeadRow, 'dueOn'> & { due: Due }

/**
 * What the list shows at first, that is what its rows can differ in: whose leads they are where there are several agencies and
 * the leads have been assigned, the conclusion once there is one, the state where the list is of all of them.
 */
export const leadColumns = (several: boolean, state: LeadState | undefined): readonly Column<ShownLead>[] => [
  { id: 'due', header: leadText.due, kind: 'due' },
  { id: 'number', header: leadText.number, kind: 'code', href: '/leads/{id}' },
  { id: 'risk', header: leadText.risk, labels: leadText.risks },
  { id: 'institutionName', header: leadText.institution, wide: true },
  { id: 'behaviour', header: leadText.behaviour, wide: true },
  { id: 'amountFen', header: leadText.amount, kind: 'money' },
  { id: 'repeatCount', header: leadText.repeat, kind: 'number', secondary: true },
  { id: 'source', header: leadText.source, labels: leadText.sources, secondary: true, hidden: true },
  { id: 'agencyName', header: leadText.agency, secondary: true, hidden: !several || state === 'toAssign' },
  { id: 'handlerName', header: leadText.handler, secondary: true, hidden: state === 'toAssign' || state === 'toVerify' },
  {
    id: 'state',
    header: leadText.state,
    kind: 'status',
    labels: leadText.states,
    hidden: state !== undefined,
    statuses: { toAssign: 'notStarted', toVerify: 'notStarted', verifying: 'open', toReview: 'waiting', concluded: 'done' },
  },
  { id: 'conclusion', header: leadText.conclusion, labels: leadText.conclusions, hidden: state !== undefined && state !== 'concluded' },
  { id: 'personName', header: leadText.person, hidden: true },
  { id: 'idMasked', header: leadText.idNumber, hidden: true },
]
