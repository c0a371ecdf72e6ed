import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { leniencyRules } from '#domain/case/leniency'
import { partyKinds } from '#domain/case/parties'
import { formatYuan } from '#domain/kernel/money'
import { citation, laws } from '#domain/law/law'
import { benchmarkText } from '#messages/zh/benchmarks'
import { caseText } from '#messages/zh/case'
import { factText } from '#messages/zh/case-facts'
import { localRuleText } from '#messages/zh/local-rules'
import type { CaseView } from '#server/case/queries'
import { addOneFact } from '../actions'
import { FactFields } from '../fact-fields'
import { CaseOrders } from './case-orders'
import { FactAct, sameActItem } from './fact-act'
import { FactCorrection, WithdrawnFacts } from './fact-correction'
import { rangeOf, type ViewedFact } from './fine-range'
import { PenaltyForm } from './penalty-form'

/** The facts of a case, each with its party, its line of the law, its amounts and what is proposed for it. */
export function CaseFacts({ file }: { file: CaseView }) {
  const kinds = partyKinds.filter((kind) => file.parties.some((party) => party.kind === kind))
  return (
    <div className="space-y-4">
      <Card title={caseText.summary}>
        <p className="whitespace-pre-line">{file.summary}</p>
        {file.refusalReason && (
          <p className="mt-2">
            <span className="font-semibold">{caseText.refusalReason}：</span>
            {file.refusalReason}
          </p>
        )}
      </Card>
      {file.crimeSuspected && <CrimeSuspected suspected={file.crimeSuspected} />}
      {file.facts.map((fact) => (
        <FactCard key={fact.id} fact={fact} file={file} />
      ))}
      <WithdrawnFacts facts={file.withdrawnFacts} />
      <CaseOrders file={file} />
      {file.records.includes('addFact') && (
        <Card title={factText.addFact}>
          <CommandForm
            scope="add"
            action={addOneFact}
            submitLabel={factText.addFact}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id }}
            draftKey={`fact:${file.id}`}
          >
            <Field name="partyId" label={factText.party} required>
              <Select
                options={file.parties.map(({ id, name, kind }) => ({ value: id, label: `${name}（${factText.partyKinds[kind]}）` }))}
              />
            </Field>
            <FactFields kinds={kinds} />
          </CommandForm>
        </Card>
      )}
    </div>
  )
}

/** The amount alone makes somebody look whether the police must have it. */
const CrimeSuspected = ({ suspected: { parties, floorFen, source } }: { suspected: NonNullable<CaseView['crimeSuspected']> }) => (
  <Card className="border-warning">
    <p className="text-warning">{localRuleText.crimeSuspected(parties.map(({ name }) => name).join('、'), formatYuan(floorFen), source)}</p>
  </Card>
)

/** The lines a fact rests on; where its register did not say which, the article as it was written there. */
function cited({ lines, law, article }: ViewedFact): string {
  if (lines.length > 0) return lines.map(({ basis }) => citation(basis)).join('、')
  return law in laws ? citation({ law: law as keyof typeof laws, article }) : article
}

function fineItem(fact: ViewedFact) {
  const { disposedAt, fineFen, fineTenths, noPenaltyReason, leniency } = fact
  if (disposedAt === null) return { term: factText.fine, value: factText.notSet, note: rangeOf(fact) }
  const excuse =
    leniency === 'none'
      ? ''
      : `${factText.leniencies[leniency]}（${citation(leniencyRules[leniency].basis)}）：${[fact.leniencyBasis, fact.leniencyGround].filter(Boolean).join('；')}`
  const how = fineFen === 0n ? noPenaltyReason : fineTenths === null ? factText.fixedOf : factText.timesOf(fineTenths)
  return {
    term: factText.fine,
    value: fineFen === 0n ? factText.noFine : <Money amountFen={fineFen.toString()} />,
    note: [how, rangeOf(fact), ...benchmarkOf(fact), excuse].filter(Boolean).join('；'),
  }
}

/** What the fine was measured by, and why it departs from that. */
const benchmarkOf = ({ measure, departure }: ViewedFact): string[] =>
  measure === null
    ? []
    : [
        benchmarkText.onFact(measure.title, measure.tier, measure.minTenths, measure.maxTenths),
        departure && benchmarkText.departs(departure),
      ]

function suspensionItem({ suspension, suspendMonths, seriousGround, isBan }: ViewedFact) {
  if (!suspension) return []
  const { of, minMonths, maxMonths } = suspension
  const range = isBan ? factText.banRange(of, maxMonths) : factText.suspensionRange(of, minMonths, maxMonths)
  const value = suspendMonths === null ? range : factText.months(suspendMonths, of)
  return [{ term: isBan ? factText.ban : factText.suspension, value, note: seriousGround || undefined }]
}

const lawChoiceItem = ({ lawChoice, lawChoiceGround }: ViewedFact) =>
  lawChoice === null ? [] : [{ term: factText.lawChoice, value: factText.lawChoices[lawChoice], note: lawChoiceGround }]

function FactCard({ fact, file }: { fact: ViewedFact; file: CaseView }) {
  return (
    <Card
      title={`${factText.fact(fact.seq)}　${fact.behaviour}`}
      actions={fact.lines.length === 0 ? <Tag tone="warning">{factText.toCorrect}</Tag> : undefined}
    >
      {fact.tooOld && (
        <p className="mb-2">
          <Tag tone="warning">{factText.tooOld}</Tag>
        </p>
      )}
      {fact.spansRules && (
        <p className="mb-2">
          <Tag tone="warning">{factText.spansRules}</Tag>
        </p>
      )}
      <DescriptionList
        columns={2}
        items={[
          { term: factText.party, value: fact.party?.name ?? '' },
          { term: factText.period, value: `${fact.actFrom} — ${fact.actTo}` },
          { term: factText.article, value: cited(fact), note: fact.intentGround || undefined },
          { term: factText.billed, value: <Money amountFen={fact.billedFen.toString()} /> },
          { term: factText.irregular, value: <Money amountFen={fact.irregularFen.toString()} /> },
          {
            term: factText.fundLoss,
            value: <Money amountFen={fact.fundLossFen.toString()} />,
            note: fact.limitedFen > 0n ? factText.limitedPart(formatYuan(fact.limitedFen)) : undefined,
          },
          ...(fact.fraudFen === null ? [] : [{ term: factText.fraud, value: <Money amountFen={fact.fraudFen.toString()} /> }]),
          { term: factText.refund, value: <Money amountFen={fact.refundFen.toString()} /> },
          fineItem(fact),
          ...suspensionItem(fact),
          ...lawChoiceItem(fact),
          ...sameActItem(fact, file),
          ...(file.seesEvidence ? [{ term: factText.evidence, value: factText.evidenceCount(fact.evidenceCount) }] : []),
        ]}
      />
      {fact.disposedAt === null && !fact.tooOld && <Missing fact={fact} />}
      {file.records.includes('changeFact') && <FactCorrection fact={fact} file={file} />}
      {file.records.includes('setPenalty') && <FactAct fact={fact} file={file} />}
      {file.records.includes('setPenalty') && fact.lines.length > 0 && <PenaltyForm fact={fact} file={file} />}
    </Card>
  )
}

/** What the line asks for before it lets anything be fined or suspended, and is not there yet. */
function Missing({ fact: { missing, isBan } }: { fact: ViewedFact }) {
  const named = (needs: readonly (keyof typeof factText.needs)[]) => needs.map((need) => factText.needs[need]).join('、')
  return (
    <ul className="text-hint mt-2 space-y-1">
      {missing.fine.length > 0 && <li>{factText.fineLacks(named(missing.fine))}</li>}
      {missing.suspension.length > 0 && <li>{(isBan ? factText.banLacks : factText.suspensionLacks)(named(missing.suspension))}</li>}
    </ul>
  )
}
