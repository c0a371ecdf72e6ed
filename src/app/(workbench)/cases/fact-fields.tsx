import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { isFactLaw } from '#domain/case/facts'
import { citation } from '#domain/law/law'
import { penalties } from '#domain/law/penalties'
import { caseText } from '#messages/zh/case'

/** The lines on what institutions and people do to the funds; duties of authorities and interim measures are no facts of a case. */
const provisions = penalties
  .filter(({ id, basis }) => isFactLaw(basis.law) && /^(P38|P39|P40|P41|SZ|SB)/.test(id))
  .map(({ id, basis, violation }) => ({ value: id, label: `${citation(basis)}　${violation}` }))

export type FactDefaults = {
  behaviour?: string
  actOn?: string
  provision?: string
  billed?: string
  irregular?: string
  fundLoss?: string
}

/** What one fact of a case states: the act, its days, its article, its three amounts. */
export function FactFields({ defaults = {} }: { defaults?: FactDefaults }) {
  return (
    <>
      <Field name="behaviour" label={caseText.behaviour} required>
        <Input maxLength={200} defaultValue={defaults.behaviour} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="actFrom" label={caseText.actFrom} required>
          <Input type="date" defaultValue={defaults.actOn} />
        </Field>
        <Field name="actTo" label={caseText.actTo} required>
          <Input type="date" defaultValue={defaults.actOn} />
        </Field>
      </div>
      <Field name="provision" label={caseText.provision} hint={caseText.provisionHint} required>
        <Select options={provisions} defaultValue={defaults.provision} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field name="billed" label={caseText.billed} hint={caseText.amountsHint} unit={caseText.yuan} required>
          <Input inputMode="decimal" defaultValue={defaults.billed} />
        </Field>
        <Field name="irregular" label={caseText.irregular} unit={caseText.yuan} className="self-end" required>
          <Input inputMode="decimal" defaultValue={defaults.irregular} />
        </Field>
        <Field name="fundLoss" label={caseText.lossAmount} unit={caseText.yuan} className="self-end" required>
          <Input inputMode="decimal" defaultValue={defaults.fundLoss} />
        </Field>
      </div>
    </>
  )
}
