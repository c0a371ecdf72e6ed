import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StepButton } from '#components/step-button'
import { DownloadLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { ScrollRegion } from '#components/ui/scroll-region'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { countResults } from '#domain/referral/bill-sheet'
import { billResults } from '#domain/referral/kinds'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import { recordResult, recordResults, recordSheet } from '../actions'

type Bill = ReferralView['bills'][number]

const tones = { pending: 'neutral', genuine: 'plain', counterfeit: 'danger', mismatch: 'warning', notFound: 'warning' } as const
const answers = billResults.filter((result) => result !== 'pending').map((value) => ({ value, label: referralText.billResults[value] }))

/** The bills of the batch with what finance found of each; by a sheet, pasted at once, or one by one. */
export function Bills({ referral }: { referral: ReferralView }) {
  const answering = referral.records.includes('recordBillResults')
  const counts = countResults(referral.bills)
  return (
    <Card title={referralText.billTable} actions={<span className="text-ink-2">{referralText.billCounts(counts)}</span>}>
      {answering && (
        <div className="mb-4 grid gap-x-8 gap-y-4 lg:grid-cols-2">
          <BySheet referral={referral} />
          {counts.pending > 0 && <ByPaste referral={referral} />}
        </div>
      )}
      <BillTable referral={referral} answering={answering} />
    </Card>
  )
}

/** The way for a batch: the sheet goes out with the bills and comes back filled in. */
function BySheet({ referral }: { referral: ReferralView }) {
  const words = referralText.billSheet
  return (
    <section aria-label={words.title} className="space-y-3">
      <p className="text-ink-2">{words.steps}</p>
      <DownloadLink href={`/referrals/${referral.id}/bill-sheet`} size="sm">
        {words.download}
      </DownloadLink>
      <CommandForm
        action={recordSheet}
        submitLabel={words.submit}
        version={referral.version}
        fields={{ referralId: referral.id }}
        scope="sheet"
      >
        <UploadField name="fileId" label={words.field} hint={words.fieldHint} accept=".xlsx,.csv" required />
      </CommandForm>
    </section>
  )
}

const ByPaste = ({ referral }: { referral: ReferralView }) => (
  <CommandForm
    action={recordResults}
    submitLabel={referralText.bulkSubmit}
    submitVariant="outline"
    version={referral.version}
    fields={{ referralId: referral.id }}
  >
    <Field name="results" label={referralText.bulkLabel} hint={referralText.bulkHint} required>
      <Textarea rows={4} className="w-full font-mono" spellCheck={false} />
    </Field>
  </CommandForm>
)

const head = 'text-ink-2 border-divider bg-panel sticky top-0 border-b px-2 py-1 text-start font-semibold whitespace-nowrap'
const cell = 'border-divider border-b px-2 py-1.5'

/** So many bills are answered one by one at a time; the next ones follow. A long list is answered by pasting. */
const singleForms = 20

function BillTable({ referral, answering }: { referral: ReferralView; answering: boolean }) {
  const headings = [
    referralText.seq,
    referralText.billCode,
    referralText.billNumber,
    referralText.issuer,
    referralText.issuedOn,
    referralText.billAmount,
    referralText.result,
  ]
  const pending = referral.bills.filter(({ result }) => result === 'pending')
  const offered = new Set(pending.slice(0, singleForms).map(({ id }) => id))
  return (
    <ScrollRegion label={referralText.billTable} className="max-h-[32rem] overflow-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{referralText.billTable}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col" className={head}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {referral.bills.map((bill) => (
            <tr key={bill.id}>
              <td className={cell}>{bill.seq}</td>
              <td className={`${cell} font-mono`}>{bill.billCode}</td>
              <td className={`${cell} font-mono`}>{bill.billNumber}</td>
              <td className={cell}>{bill.issuerName}</td>
              <td className={`${cell} whitespace-nowrap tabular-nums`}>{fromDateColumn(bill.issuedOn)}</td>
              <td className={`${cell} text-end`}>
                <Money amountFen={bill.amountFen.toString()} />
              </td>
              <td className={cell}>
                {answering && offered.has(bill.id) ? <OneResult referral={referral} bill={bill} /> : <Result bill={bill} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Result({ bill }: { bill: Bill }) {
  return (
    <>
      <Tag tone={tones[bill.result]}>{referralText.billResults[bill.result]}</Tag>
      {bill.resultNote && <span className="text-ink-2 ms-2">{bill.resultNote}</span>}
    </>
  )
}

function OneResult({ referral, bill }: { referral: ReferralView; bill: Bill }) {
  return (
    <StepButton
      label={referralText.saveResult}
      shut={null}
      fields={{ referralId: referral.id, version: referral.version, billId: bill.id }}
      action={recordResult}
    >
      <Select name="result" aria-label={referralText.resultOf(bill.billNumber)} options={answers} className="w-40" />
    </StepButton>
  )
}
