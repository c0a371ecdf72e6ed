import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Tag } from '#components/ui/tag'
import { formatYuan } from '#domain/kernel/money'
import { agreementText } from '#messages/zh/case-agreement'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { agree } from '../actions'
import { agreementFields, PerformFields, PlanFields } from './agreement-fields'
import { CaseAct } from './case-act'

const { fields } = agreementText
export type AgreementView = NonNullable<CaseView['agreement']>
type Measure = AgreementView['measures'][number]
type Props = { file: CaseView; agreement: AgreementView }

/** What the operating agency does under the agreement: where it stands, its measures, and the steps open to this person. */
export function CaseAgreement({ file }: { file: CaseView }) {
  const { agreement } = file
  if (!agreement) return null
  const { stage, row, limitedFen, recoveredFen } = agreement
  return (
    <Card title={agreementText.title}>
      <div className="space-y-3">
        <p className="flex flex-wrap items-center gap-2">
          <Tag tone={stage === 'declined' ? 'warning' : stage === 'closed' ? 'success' : undefined}>{agreementText.stages[stage]}</Tag>
          <span className="text-hint">{agreementText.byOperator}</span>
        </p>
        {limitedFen > 0n && <p>{agreementText.limited(formatYuan(limitedFen))}</p>}
        {recoveredFen > 0n && <p>{agreementText.recovered(formatYuan(recoveredFen))}</p>}
        {row && <Row row={row} />}
        {row && <Measures file={file} agreement={agreement} />}
        {agreement.mayPlan && <Plan file={file} />}
        {agreement.steps.map((step) => (
          <CaseAct
            key={step.name}
            file={file}
            scope={`agreement-${step.name}`}
            action={agree}
            label={agreementText.steps[step.name]}
            fields={{ step: step.name }}
            shut={step.shut}
            basis={step.basis}
          >
            {agreementFields[step.name]}
          </CaseAct>
        ))}
      </div>
    </Card>
  )
}

function Row({ row }: { row: NonNullable<AgreementView['row']> }) {
  const items = [
    { term: fields.answered, value: row.declineReason || row.answeredByName },
    ...(row.statedOn
      ? [{ term: fields.said, value: row.statement || agreementText.says[row.spoke ? 'spoke' : 'silent'], note: row.statedOn }]
      : []),
    ...(row.proposal ? [{ term: fields.proposal, value: row.proposal, note: row.proposedByName ?? undefined }] : []),
    ...(row.decidedOn ? [{ term: fields.decided, value: `${row.decidedByName ?? ''}　${row.number}`, note: row.decidedOn }] : []),
    ...(row.opinion ? [{ term: fields.opinion, value: row.opinion }] : []),
    ...(row.servedOn && row.method
      ? [{ term: fields.servedOn, value: `${row.servedOn}　${procedureText.methods[row.method]}`, note: row.receiver }]
      : []),
    ...(row.reportedOn ? [{ term: fields.outcome, value: row.outcome, note: `${fields.reportedOn} ${row.reportedOn}` }] : []),
  ]
  return (
    <>
      {row.sentBackReason && <p className="text-ink-2">{agreementText.sentBack(row.sentBackReason)}</p>}
      <DescriptionList columns={2} items={items} />
    </>
  )
}

const measured = ({ amountFen, days, months }: Measure) =>
  [
    amountFen === null ? '' : agreementText.yuan(formatYuan(amountFen)),
    days === null ? '' : agreementText.daysOf(days),
    months === null ? '' : agreementText.barOf(months),
  ].join('')

function Measures({ file, agreement: { measures, mayPlan, stage } }: Props) {
  if (stage === 'accepted' || stage === 'declined') return null
  if (measures.length === 0) return <p className="text-ink-2">{agreementText.noMeasure}</p>
  const isServed = ['served', 'performed', 'closed'].includes(stage)
  return (
    <>
      <ul className="divide-divider divide-y">
        {measures.map((measure) => (
          <li key={measure.id} className="space-y-1 py-2">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{agreementText.measures[measure.kind]}</span>
              <span>{measured(measure)}</span>
              <span className="text-ink-2">{measure.clause}</span>
              {isServed && (
                <Tag tone={measure.performedOn ? 'success' : 'warning'}>
                  {measure.performedOn ? `${agreementText.performed} ${measure.performedOn}` : agreementText.notPerformed}
                </Tag>
              )}
            </p>
            {(measure.result || measure.note) && <p className="text-ink-2">{measure.result || measure.note}</p>}
            {mayPlan && (
              <StepButton
                label={agreementText.withdraw}
                shut={null}
                fields={{ caseId: file.id, version: file.version, measureId: measure.id, step: 'withdrawMeasure' }}
                action={agree}
                variant="outline"
              />
            )}
            {measure.mayPerform && <Perform file={file} measure={measure} />}
          </li>
        ))}
      </ul>
      {measures.some(({ kind }) => kind === 'suspend' || kind === 'terminate') && <p className="text-hint">{agreementText.unverified}</p>}
    </>
  )
}

function Perform({ file, measure }: { file: CaseView; measure: Measure }) {
  return (
    <Disclosure summary={agreementText.performOne}>
      <CommandForm
        scope={`perform-${measure.seq}`}
        action={agree}
        submitLabel={agreementText.performOne}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, measureId: measure.id, step: 'performMeasure' }}
        className="max-w-xl"
      >
        <PerformFields />
      </CommandForm>
    </Disclosure>
  )
}

function Plan({ file }: { file: CaseView }) {
  return (
    <Disclosure summary={agreementText.plan}>
      <CommandForm
        scope="plan-measure"
        action={agree}
        submitLabel={agreementText.plan}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, step: 'planMeasure' }}
        className="max-w-xl"
      >
        <PlanFields />
      </CommandForm>
    </Disclosure>
  )
}
