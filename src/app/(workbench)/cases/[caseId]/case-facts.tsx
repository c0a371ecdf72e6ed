import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import { citation, laws } from '#domain/law/law'
import { caseText } from '#messages/zh/case'
import type { CaseView } from '#server/case/queries'
import { addOneFact, penalise } from '../actions'
import { FactFields } from '../fact-fields'

type Fact = CaseView['facts'][number]

/** The facts of a case, each with its article, its three amounts and what is proposed for it. */
export function CaseFacts({ file }: { file: CaseView }) {
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
      {file.facts.map((fact) => (
        <FactCard key={fact.id} fact={fact} file={file} />
      ))}
      {file.records.includes('addFact') && (
        <Card title={caseText.addFact}>
          <CommandForm
            scope="add"
            action={addOneFact}
            submitLabel={caseText.addFact}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id }}
            draftKey={`fact:${file.id}`}
          >
            <FactFields />
          </CommandForm>
        </Card>
      )}
    </div>
  )
}

const cited = ({ law, article }: Fact) => (law in laws ? citation({ law: law as keyof typeof laws, article }) : article)

function FactCard({ fact, file }: { fact: Fact; file: CaseView }) {
  return (
    <Card title={`${caseText.fact(fact.seq)}　${fact.behaviour}`}>
      {fact.spansRules && (
        <p className="mb-2">
          <Tag tone="warning">{caseText.spansRules}</Tag>
        </p>
      )}
      <DescriptionList
        columns={2}
        items={[
          { term: caseText.period, value: `${fact.actFrom} — ${fact.actTo}` },
          {
            term: caseText.article,
            value: cited(fact),
            note: fact.fineRange ? caseText.fineRange(fact.fineRange.min, fact.fineRange.max) : caseText.noFineRange,
          },
          { term: caseText.billed, value: <Money amountFen={fact.billedFen.toString()} /> },
          { term: caseText.irregular, value: <Money amountFen={fact.irregularFen.toString()} /> },
          { term: caseText.fundLoss, value: <Money amountFen={fact.fundLossFen.toString()} /> },
          { term: caseText.refund, value: <Money amountFen={fact.refundFen.toString()} /> },
          {
            term: caseText.fine,
            value:
              fact.disposedAt === null ? (
                caseText.notSet
              ) : fact.fineTenths === null ? (
                caseText.noFine
              ) : (
                <Money amountFen={fact.fineFen.toString()} />
              ),
            note: fact.fineTenths === null ? fact.noPenaltyReason || undefined : caseText.timesOf(fact.fineTenths),
          },
        ]}
      />
      {file.records.includes('setPenalty') && (
        <details className="mt-3">
          <summary className="link cursor-pointer">{caseText.setPenalty}</summary>
          <CommandForm
            scope={`fact-${fact.seq}`}
            action={penalise}
            submitLabel={caseText.setPenalty}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id, factId: fact.id }}
            className="mt-2 max-w-xl"
          >
            <div className="grid gap-4 tablet:grid-cols-2">
              <Field name="refund" label={caseText.refund} hint={caseText.refundHint} unit={caseText.yuan} required>
                <Input inputMode="decimal" defaultValue={formatYuan(fact.refundFen || fact.fundLossFen).replaceAll(',', '')} />
              </Field>
              <Field name="fineTimes" label={caseText.fineTimes} hint={caseText.fineTimesHint}>
                <Input inputMode="decimal" defaultValue={fact.fineTenths === null ? '' : String(fact.fineTenths / 10)} />
              </Field>
            </div>
            <Field name="noPenaltyReason" label={caseText.noPenaltyReason} hint={caseText.noPenaltyHint}>
              <Input maxLength={500} defaultValue={fact.noPenaltyReason} />
            </Field>
            <Checkbox name="firstMinor" label={caseText.firstMinor} defaultChecked={file.firstMinor} />
          </CommandForm>
        </details>
      )}
    </Card>
  )
}
