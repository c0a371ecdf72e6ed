import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StepButton } from '#components/step-button'
import { Button } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Input } from '#components/ui/input'
import { beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { bankText, refundsText } from '#messages/zh/refunds'
import { getBankRow } from '#server/self-inspection/bank-proposals'
import { requireActor } from '#server/session'
import { matchByHand, undoMatch } from '../../actions'

export const metadata: Metadata = { title: bankText.rowTitle }

type Row = NonNullable<Awaited<ReturnType<typeof getBankRow>>>

/** One sum that came in: what of it is tied to which refund, and tying the rest. */
export default async function BankRowPage({
  params,
  searchParams,
}: {
  params: Promise<{ rowId: string }>
  searchParams: Promise<{ q?: string | string[] }>
}) {
  const [{ rowId }, { q }] = await Promise.all([params, searchParams])
  const word = typeof q === 'string' ? q.trim().slice(0, 60) : ''
  const row = await getBankRow(await requireActor(), rowId, word)
  if (!row) notFound()
  const left = row.amountFen - row.matchedFen
  return (
    <>
      <PageHead
        title={row.serial}
        trail={
          <Link href="/self-inspections/refunds/bank" prefetch={false} className="link">
            {bankText.title}
          </Link>
        }
        lead={row.account}
      />
      <div className="space-y-4">
        <Card title={bankText.rowTitle}>
          <DescriptionList
            columns={2}
            items={[
              { term: bankText.receivedOn, value: fromDateColumn(row.receivedOn) },
              { term: bankText.payer, value: row.payer },
              { term: bankText.amount, value: <Money amountFen={row.amountFen} /> },
              { term: bankText.left, value: <Money amountFen={left} /> },
              { term: bankText.remark, value: row.remark || '—' },
            ]}
          />
        </Card>
        <Matches row={row} />
        {row.mayMatch && left > 0n && <SplitForm row={row} left={left} word={word} />}
      </div>
    </>
  )
}

function Matches({ row }: { row: Row }) {
  return (
    <Card title={bankText.matches}>
      {row.matches.length === 0 && <p className="text-ink-2">{bankText.noMatches}</p>}
      <ul className="space-y-2">
        {row.matches.map((match) => (
          <li key={match.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {match.refund ? (
              <Link href={`/self-inspections/${match.refund.filingId}`} prefetch={false} className="link">
                {match.refund.filing.institutionName}
              </Link>
            ) : (
              <span className="text-ink-2">{bankText.gone}</span>
            )}
            <span className="font-mono">{match.refund?.voucherNumber}</span>
            <Money amountFen={match.amountFen} />
            <span className="text-ink-2">
              {bankText.manners[match.manner]} · {match.matchedByName} {beijingMinute(match.matchedAt)}
            </span>
            {match.undoneAt ? (
              <span className="text-ink-2">{bankText.undone(match.undoneByName ?? '', match.undoReason ?? '')}</span>
            ) : (
              row.mayMatch && (
                <StepButton
                  label={bankText.unmatch}
                  shut={null}
                  fields={{ matchId: match.id }}
                  action={undoMatch}
                  confirm={{ reason: { name: 'reason', required: true } }}
                />
              )
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function SplitForm({ row, left, word }: { row: Row; left: bigint; word: string }) {
  return (
    <Card title={bankText.splitTitle}>
      <form className="mb-3 flex flex-wrap items-end gap-2">
        <label htmlFor="refund-search" className="font-semibold">
          {bankText.searchLabel}
        </label>
        <Input id="refund-search" name="q" defaultValue={word} maxLength={60} className="w-64" />
        <Button type="submit">{bankText.search}</Button>
      </form>
      {row.choices.length === 0 ? (
        <p className="text-ink-2">{bankText.noChoices}</p>
      ) : (
        <CommandForm action={matchByHand} submitLabel={bankText.save} fields={{ bankRowId: row.id }} version={row.version}>
          <p className="text-ink-2">{bankText.splitLead(formatYuan(left))}</p>
          <ul className="space-y-2">
            {row.choices.map((refund) => (
              <li key={refund.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <span className="min-w-48">{refund.filing.institutionName}</span>
                <span className="font-mono">{refund.voucherNumber}</span>
                <span>{refundsText.ledgers[refund.ledger]}</span>
                <span>
                  {bankText.refundLeft} <Money amountFen={refund.amountFen - refund.matchedFen} />
                </span>
                <input type="hidden" name="refundId" value={refund.id} />
                <Input name="amount" inputMode="decimal" className="w-40" aria-label={`${bankText.matchAmount} ${refund.voucherNumber}`} />
              </li>
            ))}
          </ul>
        </CommandForm>
      )}
    </Card>
  )
}
