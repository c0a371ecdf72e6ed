import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingDay } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { factText } from '#messages/zh/case-facts'
import type { CaseView } from '#server/case/queries'
import { changeOneFact, withdrawOneFact } from '../actions'
import { type FactDefaults, FactFields } from '../fact-fields'
import type { ViewedFact } from './fine-range'

/** What was entered wrongly: put right where it stands, or withdrawn; each with its reason. */
export function FactCorrection({ fact, file }: { fact: ViewedFact; file: CaseView }) {
  const common = { version: file.version, fields: { caseId: file.id, factId: fact.id } }
  return (
    <Disclosure summary={factText.correct} quiet className="mt-2">
      <div className="mt-2 space-y-6">
        <CommandForm
          {...common}
          scope={`change-${fact.id}`}
          action={changeOneFact}
          submitLabel={factText.change}
          submitVariant="outline"
          draftKey={`fact:${fact.id}`}
        >
          <p className="text-ink-2">{factText.changeHint}</p>
          <FactFields kinds={fact.party ? [fact.party.kind] : undefined} defaults={defaultsOf(fact)} />
          <Reason />
        </CommandForm>
        {file.facts.length > 1 && (
          <CommandForm
            {...common}
            scope={`withdraw-${fact.id}`}
            action={withdrawOneFact}
            submitLabel={factText.withdraw}
            submitVariant="danger"
          >
            <p className="text-ink-2">{factText.withdrawHint}</p>
            <Reason />
          </CommandForm>
        )}
      </div>
    </Disclosure>
  )
}

const Reason = () => (
  <Field name="reason" label={factText.correctReason} required>
    <Textarea rows={2} minLength={5} maxLength={2000} />
  </Field>
)

const plain = (amountFen: bigint) => formatYuan(amountFen).replaceAll(',', '')

const defaultsOf = (fact: ViewedFact): FactDefaults => ({
  ...{ behaviour: fact.behaviour, actFrom: fact.actFrom, actTo: fact.actTo, intentGround: fact.intentGround },
  ...{ provision: fact.provisionId ?? undefined, liability: fact.liabilityId ?? undefined },
  ...{ billed: plain(fact.billedFen), irregular: plain(fact.irregularFen), fundLoss: plain(fact.fundLossFen) },
  fraud: fact.fraudFen === null ? undefined : plain(fact.fraudFen),
  limited: fact.limitedFen > 0n && fact.limitedFen < fact.fundLossFen ? plain(fact.limitedFen) : undefined,
})

/** What was withdrawn stays in sight, with why. */
export function WithdrawnFacts({ facts }: { facts: CaseView['withdrawnFacts'] }) {
  if (facts.length === 0) return null
  return (
    <Card title={factText.withdrawnFacts}>
      <ul className="space-y-1">
        {facts.map(({ id, seq, behaviour, byName, at, reason }) => (
          <li key={id}>
            <span className="line-through">{`${factText.fact(seq)}　${behaviour}`}</span>
            <span className="text-ink-2 ms-3">{factText.withdrawnBy(byName, beijingDay(at), reason)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
