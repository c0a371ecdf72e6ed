import { Money } from '#components/money'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { reviewText } from '#messages/zh/filing-review'
import { itemText } from '#messages/zh/self-inspection'
import { confirmMoney, rejectMoney } from '../actions'
import type { ReviewedFiling } from './reviewed-filing'

/** The refunds that wait for the bureau's word: has the money arrived? */
export function RefundsToSettle({ filing }: { filing: ReviewedFiling }) {
  const waiting = filing.items.flatMap((item) =>
    item.findings.flatMap((finding) => finding.refunds.filter(({ state }) => state === 'declared').map((refund) => ({ item, refund }))),
  )
  if (!filing.may.settle || waiting.length === 0) return null
  return (
    <Card title={itemText.refund}>
      <ul className="space-y-2">
        {waiting.map(({ item, refund }) => (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="text-ink-2 font-mono">{item.code}</span>
            <Money amountFen={refund.amountFen} />
            <span>{refund.paidOn}</span>
            <span className="font-mono">{refund.voucherNumber}</span>
            {refund.proofFile && (
              <a href={`/api/files/${refund.proofFile.id}`} className="link min-w-0 grow basis-0 truncate">
                {refund.proofFile.displayName}
              </a>
            )}
            <StepButton
              label={reviewText.confirmRefund}
              shut={null}
              fields={{ refundId: refund.id, version: refund.version }}
              action={confirmMoney}
              confirm={{ reason: { name: 'reason', label: reviewText.confirmReason, required: true } }}
            />
            <StepButton
              label={reviewText.rejectRefund}
              shut={null}
              fields={{ refundId: refund.id, version: refund.version }}
              action={rejectMoney}
              confirm={{ reason: { name: 'reason', label: reviewText.rejectReason, required: true } }}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
