import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { checkedLineResults } from '#domain/self-inspection/on-site'
import { onSiteText } from '#messages/zh/on-site'
import { itemText } from '#messages/zh/self-inspection'
import type { OnSiteCheck } from '#server/self-inspection/on-site-queries'
import { decide } from '../actions'
import { Files } from './item-table'

const kinds = { open: 'waiting', stands: 'done', changed: 'returned' } as const

type Dispute = NonNullable<NonNullable<OnSiteCheck['items'][number]['line']>['dispute']>

/** What the institution disputes, what stood before, and how it was decided. */
export function DisputesCard({ check }: { check: OnSiteCheck }) {
  const disputed = check.items.flatMap(({ code, line }) => (line?.dispute ? [{ code, dispute: line.dispute }] : []))
  if (disputed.length === 0) return null
  return (
    <Card id="disputes" title={onSiteText.disputes}>
      <p className="text-hint mb-2">{onSiteText.disputesLead}</p>
      <ul className="space-y-3">
        {disputed.map(({ code, dispute }) => (
          <li key={dispute.id} className="border-divider border-b pb-3 last:border-b-0">
            <DisputeThread code={code} dispute={dispute} />
            {dispute.state === 'open' &&
              (check.may.decide ? <DecideForm dispute={dispute} /> : <p className="text-hint">{onSiteText.mayNotDecide}</p>)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function DisputeThread({ code, dispute }: { code: string; dispute: Dispute }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-mono font-semibold">{code}</span>
        <StatusTag kind={kinds[dispute.state]} label={onSiteText.disputeStates[dispute.state]} />
        <span className="text-ink-2">
          {onSiteText.before}：{onSiteText.results[dispute.beforeResult]}{' '}
          {dispute.beforeDifferenceFen !== null && <Money amountFen={dispute.beforeDifferenceFen} />}
        </span>
      </p>
      <p className="text-ink-2 mt-1">{onSiteText.disputeBy(dispute.raisedByName, beijingMinute(dispute.raisedAt))}</p>
      <p className="whitespace-pre-wrap">{dispute.reason}</p>
      <Files files={dispute.evidence} />
      {dispute.decidedAt && (
        <>
          <p className="text-ink-2 mt-1">{onSiteText.decidedBy(dispute.decidedByName ?? '', beijingMinute(dispute.decidedAt))}</p>
          <p className="whitespace-pre-wrap">{dispute.decision}</p>
        </>
      )}
    </>
  )
}

function DecideForm({ dispute }: { dispute: Dispute }) {
  return (
    <CommandForm
      action={decide}
      submitLabel={onSiteText.decide}
      version={dispute.version}
      fields={{ disputeId: dispute.id }}
      draftKey={`decide:${dispute.id}`}
      scope={`decide-${dispute.id}`}
      className="mt-2"
    >
      <RadioGroup
        name="outcome"
        legend={onSiteText.outcome}
        inline
        required
        choices={(['stands', 'changed'] as const).map((value) => ({ value, label: onSiteText.outcomes[value] }))}
      />
      <div className="grid max-w-2xl gap-x-6 gap-y-3 tablet:grid-cols-2">
        <Field name="result" label={onSiteText.newResult}>
          <Select
            blank={onSiteText.newResultNone}
            options={checkedLineResults.map((value) => ({ value, label: onSiteText.results[value] }))}
          />
        </Field>
        <Field name="difference" label={onSiteText.difference} unit={itemText.yuan}>
          <Input inputMode="decimal" autoComplete="off" />
        </Field>
      </div>
      <Field name="decision" label={onSiteText.decision} required>
        <Textarea rows={2} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
