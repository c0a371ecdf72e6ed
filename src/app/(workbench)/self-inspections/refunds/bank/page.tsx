import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Money } from '#components/money'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { ScrollRegion } from '#components/ui/scroll-region'
import { beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { bankText, refundsText } from '#messages/zh/refunds'
import { goesTo } from '#server/desk/navigation'
import { listBankAccounts, listBankImports, listOpenRows, mayMatch, type OpenRow } from '#server/self-inspection/bank-proposals'
import { takesBankLists } from '#server/self-inspection/import-bank-list'
import { requireActor } from '#server/session'
import { confirmExact, confirmProposal } from '../actions'
import { ImportForm } from './import-form'

export const metadata = { title: bankText.title }

const head = 'bg-header-row px-3 py-1.5 font-semibold whitespace-nowrap'
/** As many as a person works through; the rest follow as these are done. */
const shownAtOnce = 100

/** The money that came in: taken in from the bank's list, and tied to what institutions declared. */
export default async function BankPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const [{ rows, exact }, imports, accounts] = await Promise.all([listOpenRows(actor), listBankImports(actor), listBankAccounts(actor)])
  const matches = mayMatch(actor)
  return (
    <>
      <PageHead
        title={bankText.title}
        trail={
          <Link href="/self-inspections/refunds" prefetch={false} className="link">
            {refundsText.title}
          </Link>
        }
        lead={bankText.lead}
      />
      <Disclosure summary={bankText.help} className="mb-3">
        <ul className="text-ink-2 list-disc space-y-1 ps-6 pb-2">
          {bankText.helpLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Disclosure>
      <div className="space-y-4">
        {takesBankLists(actor) && <ImportForm accounts={accounts} />}
        <Card
          title={`${bankText.openTitle}（${rows.length}）`}
          flush
          actions={
            matches &&
            exact > 0 && (
              <div className="flex flex-wrap items-center gap-3">
                <span>{bankText.exact(exact)}</span>
                <StepButton label={bankText.matchExact} shut={null} fields={{ expected: exact }} action={confirmExact} variant="primary" />
              </div>
            )
          }
        >
          {rows.length === 0 ? (
            <p className="text-ink-2 px-4 py-3">{bankText.openNone}</p>
          ) : (
            <OpenRows rows={rows.slice(0, shownAtOnce)} matches={matches} />
          )}
        </Card>
        <Imports imports={imports} />
      </div>
    </>
  )
}

function OpenRows({ rows, matches }: { rows: readonly OpenRow[]; matches: boolean }) {
  return (
    <ScrollRegion label={bankText.openCaption} className="overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">{bankText.openCaption}</caption>
        <thead>
          <tr>
            {[bankText.receivedOn, bankText.serial, bankText.payer, bankText.remark].map((heading) => (
              <th key={heading} scope="col" className={`${head} text-start`}>
                {heading}
              </th>
            ))}
            <th scope="col" className={`${head} text-end`}>
              {bankText.left}
            </th>
            <th scope="col" className={`${head} text-start`}>
              {bankText.proposal}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-divider border-b align-top last:border-b-0">
              <td className="px-3 py-1.5 whitespace-nowrap">{row.receivedOn}</td>
              <th scope="row" className="px-3 py-1.5 text-start font-mono font-normal">
                <Link href={`/self-inspections/refunds/bank/${row.id}`} prefetch={false} className="link">
                  {row.serial}
                </Link>
              </th>
              <td className="px-3 py-1.5">{row.payer}</td>
              <td className="max-w-64 px-3 py-1.5 break-words">{row.remark}</td>
              <td className="px-3 py-1.5 text-end">
                <Money amountFen={row.leftFen} showUnit={false} />
              </td>
              <td className="px-3 py-1.5">
                <Proposals row={row} matches={matches} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Proposals({ row, matches }: { row: OpenRow; matches: boolean }) {
  if (row.proposals.length === 0) {
    return matches ? (
      <ButtonLink href={`/self-inspections/refunds/bank/${row.id}`} size="sm">
        {bankText.byHand}
      </ButtonLink>
    ) : (
      <span className="text-ink-2">{bankText.noProposal}</span>
    )
  }
  return (
    <ul className="space-y-1">
      {row.proposals.map(({ refund, manner, days, amountFen, refundId }) => (
        <li key={refundId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>{refund.institutionName}</span>
          <span className="font-mono">{refund.voucherNumber}</span>
          <span className="text-ink-2">{manner === 'exact' ? bankText.reasons.exact : bankText.reasons.proposal(days)}</span>
          {matches && (
            <StepButton
              label={bankText.confirm}
              shut={null}
              fields={{ bankRowId: row.id, version: row.version, manner: 'proposal', refundId, amount: formatYuan(amountFen) }}
              action={confirmProposal}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function Imports({ imports }: { imports: Awaited<ReturnType<typeof listBankImports>> }) {
  return (
    <Disclosure summary={`${bankText.imports}（${imports.length}）`}>
      <ul className="space-y-1 pb-2">
        {imports.map(({ id, account, file, importedAt, importedByName, rowCount, addedCount, outgoingCount, negativeCount }) => (
          <li key={id} className="flex flex-wrap gap-x-4">
            <span>{beijingMinute(importedAt)}</span>
            <span>{importedByName}</span>
            <span>{account}</span>
            <a href={`/api/files/${file.id}`} className="link">
              {file.displayName}
            </a>
            <span>
              {bankText.rowCount} {rowCount} · {bankText.added} {addedCount}
              {bankText.leftAside({ outgoing: outgoingCount ?? 0, negativeCount: negativeCount ?? 0 })}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
