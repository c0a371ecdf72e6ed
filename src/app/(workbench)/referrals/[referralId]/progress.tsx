import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { departmentNames } from '#domain/department/department'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import { tellProgress } from '../actions'

/** How the criminal process goes, each part told by the authority whose it is. */
export function Progress({ referral }: { referral: ReferralView }) {
  return (
    <Card title={referralText.progress}>
      {referral.progress.length === 0 && <p className="text-ink-2">{referralText.noProgress}</p>}
      <ol className="space-y-1.5">
        {referral.progress.map((step) => (
          <li key={step.id} className="flex flex-wrap items-baseline gap-x-3">
            <time className="text-ink-2 tabular-nums">{fromDateColumn(step.occurredOn)}</time>
            <Tag tone="criminal">{referralText.progressKinds[step.kind]}</Tag>
            {step.peopleCount > 0 && <span>{referralText.people(step.peopleCount)}</span>}
            <span>{step.documentNumber}</span>
            <span>{step.note}</span>
            <span className="text-ink-2">
              {departmentNames[step.department].short} {step.recordedByName}
            </span>
          </li>
        ))}
      </ol>
      {referral.records.includes('recordProgress') && referral.tellable.length > 0 && (
        <details className="mt-3">
          <summary className="link cursor-pointer">{referralText.recordProgress}</summary>
          <CommandForm
            scope="progress"
            action={tellProgress}
            submitLabel={referralText.recordProgress}
            submitVariant="outline"
            version={referral.version}
            fields={{ referralId: referral.id }}
            className="mt-2 max-w-2xl"
          >
            <div className="grid gap-4 tablet:grid-cols-2">
              <Field name="kind" label={referralText.progressKind} required>
                <Select options={referral.tellable.map((value) => ({ value, label: referralText.progressKinds[value] }))} />
              </Field>
              <Field name="occurredOn" label={referralText.occurredOn} required>
                <Input type="date" />
              </Field>
              <Field name="peopleCount" label={referralText.peopleCount} required>
                <Input type="number" min={0} defaultValue="1" />
              </Field>
              <Field name="documentNumber" label={referralText.documentNumber}>
                <Input maxLength={60} />
              </Field>
            </div>
            <Field name="note" label={referralText.note}>
              <Input maxLength={1000} />
            </Field>
          </CommandForm>
        </details>
      )}
    </Card>
  )
}
