import type { StatusKind } from '#components/status-tag'
import type { Column } from '#components/table-column'
import type { Due } from '#domain/clock/due'
import type { ReferralState } from '#domain/referral/kinds'
import type { InboxTab } from '#domain/referral/steps'
import { referralText } from '#messages/zh/referral'
import type { ReferralRow } from '#server/referral/list-referrals'

export type ShownReferral = Omit<ReferralRow, 'dueAt'> & { due: Due | null }

export const referralStatuses = {
  proposed: 'waiting',
  approved: 'open',
  declined: 'stopped',
  delivered: 'waiting',
  received: 'open',
  moreAsked: 'returned',
  accepted: 'open',
  rejected: 'returned',
  answered: 'done',
  criminalCaseOpened: 'done',
  criminalCaseDeclined: 'returned',
  withdrawn: 'stopped',
} as const satisfies Record<ReferralState, StatusKind>

export function referralColumns(tab: InboxTab): Column<ShownReferral>[] {
  const other: Column<ShownReferral> =
    tab === 'sent' ? { id: 'receiverName', header: referralText.receiver } : { id: 'senderName', header: referralText.sender }
  return [
    { id: 'due', header: referralText.due, kind: 'due' },
    { id: 'title', header: referralText.matter, href: '/referrals/{id}', wide: true },
    other,
    { id: 'kind', header: referralText.kind, labels: referralText.kinds },
    { id: 'state', header: referralText.state, kind: 'status', labels: referralText.states, statuses: referralStatuses },
    { id: 'materialCount', header: referralText.materials, kind: 'number', secondary: true },
    { id: 'pendingBills', header: referralText.bills, kind: 'number', secondary: true },
    tab === 'sent'
      ? { id: 'proposedOn', header: referralText.proposedOn, kind: 'date' }
      : { id: 'deliveredOn', header: referralText.deliveredOn, kind: 'date' },
    { id: 'number', header: referralText.number, kind: 'code', secondary: true },
  ]
}
