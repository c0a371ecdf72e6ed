import Link from 'next/link'
import { Money } from '#components/money'
import { Disclosure } from '#components/ui/disclosure'
import { beijingMinute } from '#domain/kernel/civil-date'
import { refundsText } from '#messages/zh/refunds'
import type { listReminders } from '#server/self-inspection/remind-refunds'

/** Who was reminded of what is late: when, by whom, and of how much on each ledger. */
export function Reminders({ reminders }: { reminders: Awaited<ReturnType<typeof listReminders>> }) {
  return (
    <Disclosure summary={`${refundsText.reminders}（${reminders.length}）`}>
      {reminders.length === 0 ? (
        <p className="text-ink-2">{refundsText.remindersNone}</p>
      ) : (
        <ul className="space-y-1 pb-2">
          {reminders.map(({ id, filing, remindedAt, remindedByName, overdueRefundFen, overdueRecoveryFen }) => (
            <li key={id} className="flex flex-wrap gap-x-4">
              <span>{beijingMinute(remindedAt)}</span>
              <span>{remindedByName}</span>
              {filing && (
                <Link href={`/self-inspections/${filing.id}`} prefetch={false} className="link">
                  {filing.institutionName}
                </Link>
              )}
              {overdueRefundFen > 0n && (
                <span>
                  {refundsText.ledgers.fundRefund} <Money amountFen={overdueRefundFen} />
                </span>
              )}
              {overdueRecoveryFen > 0n && (
                <span>
                  {refundsText.ledgers.agreementRecovery} <Money amountFen={overdueRecoveryFen} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}
