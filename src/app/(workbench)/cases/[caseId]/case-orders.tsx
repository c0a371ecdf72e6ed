import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { orderOutcomes } from '#domain/case/orders'
import { orderText } from '#messages/zh/case-orders'
import type { CaseView } from '#server/case/queries'
import { makeOrder, recordOutcome } from '../actions'

/** The orders to correct of a case, what came of each, and the form of the next one. */
export function CaseOrders({ file }: { file: CaseView }) {
  const writes = file.records.includes('orderCorrection')
  if (file.orders.length === 0 && !writes) return null
  return (
    <Card title={orderText.title}>
      <div className="space-y-4">
        {file.orders.map((order) => (
          <Order key={order.id} order={order} file={file} writes={writes} />
        ))}
        {writes && <NewOrder file={file} />}
      </div>
    </Card>
  )
}

const tones = { complied: 'success', partly: 'warning', refused: 'danger' } as const

function Order({ order, file, writes }: { order: CaseView['orders'][number]; file: CaseView; writes: boolean }) {
  const facts = file.facts.filter(({ orderId }) => orderId === order.id).map(({ seq }) => orderText.fact(seq))
  return (
    <div>
      <p className="font-semibold">
        {orderText.order(order.seq)}{' '}
        {order.outcome ? <Tag tone={tones[order.outcome]}>{orderText.outcomes[order.outcome]}</Tag> : <Tag>{orderText.waiting}</Tag>}
      </p>
      <DescriptionList
        columns={2}
        items={[
          { term: orderText.demand, value: order.demand },
          { term: orderText.facts, value: facts.join('、') },
          { term: orderText.servedOn, value: order.servedOn, note: order.madeByName },
          { term: orderText.dueOn, value: order.dueOn },
          ...(order.outcome ? [{ term: orderText.finding, value: order.finding, note: `${order.foundOn} ${order.foundByName}` }] : []),
        ]}
      />
      {writes && order.outcome === null && (
        <details className="mt-2">
          <summary className="link cursor-pointer">{orderText.record}</summary>
          <CommandForm
            scope={`order-${order.seq}`}
            action={recordOutcome}
            submitLabel={orderText.record}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id, orderId: order.id }}
            className="mt-2 max-w-xl"
          >
            <div className="grid gap-4 tablet:grid-cols-2">
              <Field name="outcome" label={orderText.outcome} required>
                <Select options={orderOutcomes.map((value) => ({ value, label: orderText.outcomes[value] }))} />
              </Field>
              <Field name="foundOn" label={orderText.foundOn} required>
                <Input type="date" />
              </Field>
            </div>
            <Field name="finding" label={orderText.finding} hint={orderText.findingHint} required>
              <Textarea rows={2} maxLength={1000} />
            </Field>
          </CommandForm>
        </details>
      )}
    </div>
  )
}

function NewOrder({ file }: { file: CaseView }) {
  return (
    <details>
      <summary className="link cursor-pointer">{orderText.make}</summary>
      <CommandForm
        scope="order"
        action={makeOrder}
        submitLabel={orderText.make}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id }}
        className="mt-2 max-w-xl"
      >
        <fieldset>
          <legend className="font-semibold">{orderText.facts}</legend>
          {file.facts.map(({ id, seq, behaviour }) => (
            <Checkbox key={id} name="factIds" value={id} label={`${orderText.fact(seq)} ${behaviour}`} />
          ))}
        </fieldset>
        <Field name="demand" label={orderText.demand} hint={orderText.demandHint} required>
          <Textarea rows={2} maxLength={1000} />
        </Field>
        <div className="grid gap-4 tablet:grid-cols-2">
          <Field name="servedOn" label={orderText.servedOn} required>
            <Input type="date" />
          </Field>
          <Field name="dueOn" label={orderText.dueOn} hint={orderText.dueHint} required>
            <Input type="date" />
          </Field>
        </div>
      </CommandForm>
    </details>
  )
}
