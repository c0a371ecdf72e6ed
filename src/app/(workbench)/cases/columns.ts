import type { StatusKind } from '#components/status-tag'
import type { Column } from '#components/table-column'
import type { CaseState } from '#domain/case/kinds'
import type { Due } from '#domain/clock/due'
import { caseText } from '#messages/zh/case'
import type { CaseRow } from '#server/case/list-cases'

export type ShownCase = Omit<CaseRow, 'dueAt'> & { due: Due | null }

export const caseStatuses = {
  proposed: 'waiting',
  filed: 'open',
  investigating: 'open',
  decided: 'open',
  closed: 'done',
  notFiled: 'stopped',
} as const satisfies Record<CaseState, StatusKind>

export const caseColumns = (showsAgency: boolean): Column<ShownCase>[] => [
  { id: 'number', header: caseText.number, kind: 'code', href: '/cases/{id}' },
  { id: 'partyName', header: caseText.party, wide: true },
  { id: 'cause', header: caseText.cause, secondary: true },
  { id: 'state', header: caseText.state, kind: 'status', labels: caseText.states, statuses: caseStatuses },
  { id: 'due', header: caseText.due, kind: 'due' },
  { id: 'fundLossFen', header: caseText.fundLoss, kind: 'money' },
  { id: 'returnedFen', header: caseText.returned, kind: 'money' },
  { id: 'referralCount', header: caseText.referrals, kind: 'number', secondary: true },
  { id: 'officers', header: caseText.officers, secondary: true },
  ...(showsAgency ? [{ id: 'agencyName' as const, header: caseText.agency, secondary: true }] : []),
  { id: 'proposedOn', header: caseText.proposedOn, kind: 'date', secondary: true, hidden: true },
]
