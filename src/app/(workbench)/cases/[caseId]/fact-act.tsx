import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { finedInAct, restOfAct } from '#domain/case/same-act'
import { factText } from '#messages/zh/case-facts'
import type { CaseView } from '#server/case/queries'
import { tie } from '../actions'
import type { ViewedFact } from './fine-range'

/** What is one act with a fact, and by which of them it is fined. */
export function sameActItem(fact: ViewedFact, { facts }: CaseView) {
  const rest = restOfAct(facts, fact)
  if (rest.length === 0) return []
  const fined = fact.fineFen > 0n ? fact : finedInAct(facts, fact)
  const seqs = rest.map(({ seq }) => seq)
  return [{ term: factText.sameAct, value: factText.sameActAs(seqs, fined?.seq ?? null), note: fact.sameActGround || undefined }]
}

/** Says that a fact is one act with another of its party, or takes that back. */
export function FactAct({ fact, file }: { fact: ViewedFact; file: CaseView }) {
  const ofAct = new Set(restOfAct(file.facts, fact).map(({ id }) => id))
  const others = file.facts.filter(({ id, partyId }) => id !== fact.id && partyId === fact.partyId && !ofAct.has(id))
  if (others.length === 0 && fact.sameActAsId === null) return null
  const common = { action: tie, version: file.version, submitVariant: 'outline' as const }
  return (
    <Disclosure summary={factText.sameAct} quiet className="mt-2">
      <div className="mt-2 max-w-2xl space-y-4">
        <p className="text-ink-2">{factText.tieHint}</p>
        {others.length > 0 && (
          <CommandForm {...common} scope={`tie-${fact.id}`} submitLabel={factText.tie} fields={{ caseId: file.id, factId: fact.id }}>
            <Field name="sameActAs" label={factText.tieTo} required>
              <Select options={others.map(({ id, seq, behaviour }) => ({ value: id, label: `${factText.fact(seq)}　${behaviour}` }))} />
            </Field>
            <Field name="ground" label={factText.tieGround} required>
              <Textarea rows={2} minLength={5} maxLength={1000} />
            </Field>
          </CommandForm>
        )}
        {fact.sameActAsId !== null && (
          <CommandForm
            {...common}
            scope={`untie-${fact.id}`}
            submitLabel={factText.untie}
            fields={{ caseId: file.id, factId: fact.id, sameActAs: '' }}
          >
            {null}
          </CommandForm>
        )}
      </div>
    </Disclosure>
  )
}
