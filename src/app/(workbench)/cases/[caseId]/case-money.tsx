import { CommandForm } from '#components/command-form'
import { DataTable } from '#components/data-table'
import { Money } from '#components/money'
import { packRows } from '#components/packed-rows'
import { StepButton } from '#components/step-button'
import type { Column } from '#components/table-column'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { fundMoney, type MoneyKind, postedByHand, treasuryMoney } from '#domain/case/money'
import { beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { caseText } from '#messages/zh/case'
import { factText } from '#messages/zh/case-facts'
import type { CaseView } from '#server/case/queries'
import { confirmPosting, post, rejectPosting } from '../actions'

type Posting = {
  id: string
  kind: string
  amountFen: string
  occurredOn: string
  voucher: string
  state: string
  note: string
  recordedAt: string
}

const columns: readonly Column<Posting>[] = [
  { id: 'kind', header: caseText.moneyKind, labels: caseText.moneyKinds },
  { id: 'amountFen', header: caseText.amount, kind: 'money' },
  { id: 'occurredOn', header: caseText.occurredOn, kind: 'date' },
  { id: 'voucher', header: caseText.voucher, kind: 'code' },
  { id: 'state', header: caseText.moneyState, labels: caseText.moneyStates },
  { id: 'note', header: caseText.note, secondary: true },
  { id: 'recordedAt', header: caseText.recordedAt, kind: 'date', secondary: true },
]

/** The postings of a case, one list for each account. */
export function CaseMoney({ file }: { file: CaseView }) {
  return (
    <div className="space-y-4">
      <Account title={caseText.fundAccount} name="case-fund-money" rows={postingsOf(file, fundMoney)} />
      <Account title={caseText.treasuryAccount} name="case-treasury-money" rows={postingsOf(file, treasuryMoney)} />
      <ToConfirm file={file} />
      {file.records.includes('postMoney') && (
        <Card title={caseText.postMoney}>
          <p className="text-ink-2 mb-3">{caseText.postMoneyHint}</p>
          <CommandForm
            scope="money"
            action={post}
            submitLabel={caseText.postMoney}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id }}
            className="max-w-3xl"
          >
            <div className="grid gap-4 tablet:grid-cols-2">
              <Field name="kind" label={caseText.moneyKind} required>
                <Select options={postedByHand.map((value) => ({ value, label: caseText.moneyKinds[value] }))} />
              </Field>
              <Field name="amount" label={caseText.amount} unit={caseText.yuan} required>
                <Input inputMode="decimal" />
              </Field>
              <Field name="occurredOn" label={caseText.occurredOn} className="self-end" required>
                <Input type="date" />
              </Field>
              <Field name="voucher" label={caseText.voucher} hint={caseText.voucherHint} required>
                <Input maxLength={60} />
              </Field>
            </div>
            <Field name="note" label={caseText.note}>
              <Input maxLength={500} />
            </Field>
          </CommandForm>
        </Card>
      )}
    </div>
  )
}

const postingsOf = (file: CaseView, kinds: readonly MoneyKind[]): Posting[] =>
  file.money
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id, kind, amountFen, occurredOn, voucher, note, rejectionReason, recordedAt, ...posting }) => ({
      id,
      kind,
      amountFen: amountFen.toString(),
      occurredOn: fromDateColumn(occurredOn),
      voucher,
      state: stateOf(posting),
      note: rejectionReason ?? note.replace(/^#(\d+)$/, (_, seq: string) => factText.fact(Number(seq))),
      recordedAt: beijingMinute(recordedAt),
    }))

function Account({ title, name, rows }: { title: string; name: string; rows: Posting[] }) {
  return (
    <Card title={title}>
      {rows.length === 0 ? (
        <p className="text-ink-2">{caseText.noMoney}</p>
      ) : (
        <DataTable name={name} caption={title} columns={columns} rows={packRows(rows)} fill={false} />
      )}
    </Card>
  )
}

function stateOf({ awaits, confirmedAt, rejectedAt }: Pick<CaseView['money'][number], 'awaits' | 'confirmedAt' | 'rejectedAt'>) {
  if (rejectedAt) return 'rejected'
  return awaits ? 'waiting' : confirmedAt ? 'confirmed' : 'derived'
}

/** What a colleague has posted, for a second person to confirm or to send back. */
function ToConfirm({ file }: { file: CaseView }) {
  const waiting = file.money.filter(({ mayConfirm }) => mayConfirm)
  if (waiting.length === 0) return null
  return (
    <Card title={caseText.toConfirm}>
      <ul className="space-y-4">
        {waiting.map(({ id, kind, amountFen, occurredOn, voucher }) => (
          <li key={id} className="flex flex-wrap items-start gap-4">
            <p className="grow">
              {caseText.moneyKinds[kind]} <Money amountFen={amountFen.toString()} />
              {`　${fromDateColumn(occurredOn)}　${voucher}`}
            </p>
            <StepButton
              label={caseText.confirmMoney}
              shut={null}
              fields={{ caseId: file.id, version: file.version, moneyId: id }}
              action={confirmPosting}
              variant="primary"
            />
            <StepButton
              label={caseText.rejectMoney}
              shut={null}
              fields={{ caseId: file.id, version: file.version, moneyId: id }}
              action={rejectPosting}
              confirm={{ reason: { name: 'reason', label: caseText.rejectReason, required: true } }}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
