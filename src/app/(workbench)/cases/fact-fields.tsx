import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { type PartyKind, partyKinds, speaksOf } from '#domain/case/parties'
import { type FactProvision, factProvisions, liabilitiesOf } from '#domain/case/provisions'
import { citation } from '#domain/law/law'
import { factText } from '#messages/zh/case-facts'

const labelled = (line: FactProvision) => `${citation(line.basis)}　${line.violation}`

/** The lines that speak of such a party; of both kinds, each says whose it is. */
const provisionsFor = (kinds: readonly PartyKind[]) =>
  factProvisions.flatMap((line) => {
    const whose = kinds.filter((kind) => speaksOf(line, kind))
    const of = kinds.length > 1 && whose.length === 1 ? `［${whose[0] === 'person' ? factText.forPersons : factText.forInstitutions}］` : ''
    return whose.length > 0 ? [{ value: line.id, label: `${of}${labelled(line)}` }] : []
  })

const liabilities = [...new Set(factProvisions.flatMap(liabilitiesOf))].map((line) => ({ value: line.id, label: labelled(line) }))

export type FactDefaults = {
  behaviour?: string
  actFrom?: string
  actTo?: string
  provision?: string
  liability?: string
  billed?: string
  irregular?: string
  fundLoss?: string
  fraud?: string
  limited?: string
  intentGround?: string
}

/** What one fact of a case states: the act, its days, its line of the law, its amounts, and how the purpose was established. */
export function FactFields({ defaults = {}, kinds = partyKinds }: { defaults?: FactDefaults; kinds?: readonly PartyKind[] }) {
  return (
    <>
      <Field name="behaviour" label={factText.behaviour} required>
        <Input maxLength={200} defaultValue={defaults.behaviour} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="actFrom" label={factText.actFrom} required>
          <Input type="date" defaultValue={defaults.actFrom} />
        </Field>
        <Field name="actTo" label={factText.actTo} required>
          <Input type="date" defaultValue={defaults.actTo} />
        </Field>
      </div>
      <Field name="provision" label={factText.provision} hint={factText.provisionHint} required>
        <Select options={provisionsFor(kinds)} defaultValue={defaults.provision} />
      </Field>
      <Field name="liability" label={factText.liability} hint={factText.liabilityHint}>
        <Select options={liabilities} blank={factText.liabilityBlank} defaultValue={defaults.liability} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field name="billed" label={factText.billed} hint={factText.amountsHint} unit={factText.yuan} required>
          <Input inputMode="decimal" defaultValue={defaults.billed} />
        </Field>
        <Field name="irregular" label={factText.irregular} unit={factText.yuan} className="self-end" required>
          <Input inputMode="decimal" defaultValue={defaults.irregular} />
        </Field>
        <Field name="fundLoss" label={factText.lossAmount} unit={factText.yuan} className="self-end" required>
          <Input inputMode="decimal" defaultValue={defaults.fundLoss} />
        </Field>
      </div>
      <Field name="limited" label={factText.limited} hint={factText.limitedHint} unit={factText.yuan}>
        <Input inputMode="decimal" defaultValue={defaults.limited} />
      </Field>
      <div className="grid gap-4 tablet:grid-cols-[1fr_2fr]">
        <Field name="fraud" label={factText.fraud} hint={factText.fraudHint} unit={factText.yuan}>
          <Input inputMode="decimal" defaultValue={defaults.fraud} />
        </Field>
        <Field name="intentGround" label={factText.intentGround} hint={factText.intentHint}>
          <Textarea rows={2} maxLength={1000} defaultValue={defaults.intentGround} />
        </Field>
      </div>
    </>
  )
}
