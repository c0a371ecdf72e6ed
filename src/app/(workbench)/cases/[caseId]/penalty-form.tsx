import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { lawChoices } from '#domain/case/facts'
import { leniencies } from '#domain/case/leniency'
import { formatYuan } from '#domain/kernel/money'
import { benchmarkText } from '#messages/zh/benchmarks'
import { factText } from '#messages/zh/case-facts'
import { localRuleText } from '#messages/zh/local-rules'
import type { CaseView } from '#server/case/queries'
import { penalise } from '../actions'
import { rangeOf, type ViewedFact } from './fine-range'

const plain = (amountFen: bigint) => formatYuan(amountFen).replaceAll(',', '')

/** What is proposed for one fact: what comes back, what is fined and suspended, and on which ground less than the line says. */
export function PenaltyForm({ fact, file }: { fact: ViewedFact; file: CaseView }) {
  const { firstMinor } = fact
  const minorHint = firstMinor
    ? `${factText.firstMinorOn(formatYuan(firstMinor.lossAtMostFen))}，${localRuleText.sourceOf(firstMinor.source)}`
    : undefined
  return (
    <details className="mt-3">
      <summary className="link cursor-pointer">{factText.setPenalty}</summary>
      <CommandForm
        scope={`fact-${fact.seq}`}
        action={penalise}
        submitLabel={factText.setPenalty}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, factId: fact.id }}
        className="mt-2 max-w-2xl"
      >
        <div className="grid gap-4 tablet:grid-cols-2">
          <Field name="refund" label={factText.refund} hint={factText.refundHint} unit={factText.yuan} required>
            <Input inputMode="decimal" defaultValue={plain(fact.disposedAt ? fact.refundFen : fact.fundLossFen - fact.limitedFen)} />
          </Field>
          <FineField fact={fact} />
        </div>
        {fact.tier && (
          <Field name="departure" label={benchmarkText.departure} hint={benchmarkText.departureHint}>
            <Input maxLength={1000} defaultValue={fact.departure} />
          </Field>
        )}
        {fact.suspension && (
          <div className="grid gap-4 tablet:grid-cols-[1fr_2fr]">
            <Field
              name="suspendMonths"
              label={fact.isBan ? factText.banMonths : factText.suspendMonths}
              hint={fact.isBan ? factText.banHint : factText.suspendHint}
            >
              <Input inputMode="numeric" defaultValue={fact.suspendMonths ?? ''} />
            </Field>
            <Field
              name="seriousGround"
              label={fact.isBan ? factText.banGround : factText.seriousGround}
              hint={fact.isBan ? factText.banGroundHint : factText.seriousHint}
            >
              <Textarea rows={2} maxLength={1000} defaultValue={fact.seriousGround} />
            </Field>
          </div>
        )}
        {fact.spansRules && <LawChoiceFields fact={fact} />}
        <div className="grid gap-4 tablet:grid-cols-2">
          <Field name="leniency" label={factText.leniency} hint={minorHint}>
            <Select
              options={leniencies.map((value) => ({ value, label: factText.leniencies[value] }))}
              defaultValue={fact.tooOld ? 'tooOld' : fact.leniency}
            />
          </Field>
          <Field name="leniencyGround" label={factText.leniencyGround} hint={factText.leniencyHint}>
            <Textarea rows={2} maxLength={1000} defaultValue={fact.leniencyGround} />
          </Field>
        </div>
        <Field name="leniencyRef" label={factText.leniencyRef} hint={factText.leniencyRefHint}>
          <Input maxLength={200} defaultValue={fact.leniencyRef} />
        </Field>
        <Field name="noPenaltyReason" label={factText.noPenaltyReason} hint={factText.noPenaltyHint}>
          <Input maxLength={500} defaultValue={fact.noPenaltyReason} />
        </Field>
      </CommandForm>
    </details>
  )
}

/** By which law an act is judged that went on under two. */
const LawChoiceFields = ({ fact }: { fact: ViewedFact }) => (
  <div className="grid gap-4 tablet:grid-cols-[1fr_2fr]">
    <Field name="lawChoice" label={factText.lawChoice} hint={factText.lawChoiceHint} required>
      <Select
        options={[{ value: '', label: factText.unchosen }, ...lawChoices.map((value) => ({ value, label: factText.lawChoices[value] }))]}
        defaultValue={fact.lawChoice ?? ''}
      />
    </Field>
    <Field name="lawChoiceGround" label={factText.lawChoiceGround} required>
      <Textarea rows={3} maxLength={1000} defaultValue={fact.lawChoiceGround} />
    </Field>
  </div>
)

/** The fine as the line has it: so many times an amount, or an amount between two. */
function FineField({ fact }: { fact: ViewedFact }) {
  if (fact.fineRange === null) return null
  const { tier } = fact
  const benchmark = tier ? `${benchmarkText.onFact(tier.title, tier.name, tier.minTenths, tier.maxTenths)}。${tier.circumstances}` : ''
  const hint = (own: string) => [`${rangeOf(fact)}。`, benchmark, own].filter(Boolean).join(' ')
  return fact.fineRange.by === 'fixed' ? (
    <Field name="fixedFine" label={factText.fixedFine} hint={hint(factText.fixedFineHint)} unit={factText.yuan}>
      <Input inputMode="decimal" defaultValue={fact.fixedFineFen === null ? '' : plain(fact.fixedFineFen)} />
    </Field>
  ) : (
    <Field name="fineTimes" label={factText.fineTimes} hint={hint(factText.fineTimesHint)}>
      <Input inputMode="decimal" defaultValue={fact.fineTenths === null ? '' : String(fact.fineTenths / 10)} />
    </Field>
  )
}
