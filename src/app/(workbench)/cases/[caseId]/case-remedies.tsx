import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { isOnAlone } from '#domain/case/tracks/owed-by-party'
import { isOpen, type RemedyStep, remedyKinds, remedyOutcomes } from '#domain/case/tracks/remedies'
import type { StayStep } from '#domain/case/tracks/stays'
import { formatYuan } from '#domain/kernel/money'
import { citation } from '#domain/law/law'
import { remedyText } from '#messages/zh/case-remedies'
import { stoppageText } from '#messages/zh/case-stoppages'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'
import { appeal } from '../actions'

const { fields, hints } = remedyText
type Remedy = CaseView['remedies'][number]

/** Reconsideration and litigation on the decision: each with its answer and what came of it, and the form of the next one. */
export function CaseRemedies({ file }: { file: CaseView }) {
  if (file.remedies.length === 0 && !file.mayReceiveRemedy) return null
  return (
    <Card title={remedyText.title}>
      <div className="space-y-4">
        {file.remedies.length === 0 && <p className="text-ink-2">{remedyText.none}</p>}
        {file.remedies.map((remedy) => (
          <OneRemedy key={remedy.id} remedy={remedy} file={file} />
        ))}
        {file.mayReceiveRemedy && <Receive file={file} />}
      </div>
    </Card>
  )
}

const tones = { maintained: 'success', changed: 'warning', revoked: 'danger' } as const

function OneRemedy({ remedy, file }: { remedy: Remedy; file: CaseView }) {
  const { kind, state, outcome, stayed, body, docket, refundFen, fineFen } = remedy
  const party = file.parties.find(({ id }) => id === remedy.partyId)?.name ?? ''
  const owes = refundFen === null ? '' : `${fields.refund} ${formatYuan(refundFen)}，${fields.fine} ${formatYuan(fineFen ?? 0n)}`
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        {remedyText.kinds[kind]}
        {outcome ? <Tag tone={tones[outcome]}>{remedyText.outcomes[outcome]}</Tag> : <Tag>{remedyText.states[state]}</Tag>}
        {remedy.struckAt && <Tag>{remedyText.struck}</Tag>}
        {stayed && isOpen(remedy) && <Tag tone="warning">{remedyText.stayed}</Tag>}
      </p>
      <DescriptionList
        columns={2}
        items={[
          { term: fields.body, value: body, note: docket || undefined },
          { term: fields.partyId, value: party },
          { term: fields.receivedOn, value: remedy.receivedOn, note: remedy.receivedByName },
          { term: fields.answeredOn, value: remedy.answeredOn ?? '—' },
          ...(remedy.concludedOn
            ? [
                {
                  term: outcome ? fields.concludedOn : fields.withdrawnOn,
                  value: remedy.concludedOn,
                  note: remedy.concludedByName ?? undefined,
                },
              ]
            : []),
          ...(remedy.conclusion
            ? [{ term: outcome ? fields.conclusion : fields.reason, value: remedy.conclusion, note: owes || undefined }]
            : []),
        ]}
      />
      {outcome && !remedy.struckAt && (
        <p className="text-ink-2 mt-1">
          {outcome === 'revoked' && !isOnAlone(file, remedy.partyId) ? remedyText.revokedForOne : remedyText.effects[outcome]}
        </p>
      )}
      <div className="mt-2 space-y-2">
        {remedy.steps.map((step) => (
          <StepForm key={step.name} remedy={remedy} step={step} file={file} />
        ))}
        {remedy.strike && <StrikeForm remedy={remedy} shut={remedy.strike.shut} file={file} />}
      </div>
      {remedy.struckAt && <p className="text-hint mt-1">{remedyText.struckBy(remedy.struckByName ?? '', remedy.struckReason)}</p>}
    </div>
  )
}

function StepForm({
  remedy,
  step: { name, basis: from, verified, shut },
  file,
}: {
  remedy: Remedy
  step: Remedy['steps'][number]
  file: CaseView
}) {
  const label = remedyText.steps[name]
  const basis = verified ? citation(from) : `${citation(from)}（${remedyText.unverified}）`
  if (shut !== null) return <StepButton label={label} shut={shut} fields={{}} action={appeal} variant="outline" basis={basis} />
  return (
    <Disclosure summary={label}>
      <CommandForm
        scope={`${name}-${remedy.seq}`}
        action={appeal}
        submitLabel={label}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, remedyId: remedy.id, step: name }}
        className="max-w-xl"
      >
        {stepFields[name]}
        {name === 'conclude' && <MonthsLeft partyId={remedy.partyId} file={file} />}
        <p className="text-hint">
          {formText.basis}：{citation(from)}
          {!verified && <Tag tone="warning">{remedyText.unverified}</Tag>}
        </p>
      </CommandForm>
    </Disclosure>
  )
}

/** What the appeal left of each thing that the decision stops for its party. */
const MonthsLeft = ({ partyId, file }: { partyId: string; file: CaseView }) =>
  file.stoppages
    .filter((one) => one.partyId === partyId && one.endedOn === null)
    .map(({ id, factId, kind, left }) => {
      const seq = file.facts.find((fact) => fact.id === factId)?.seq
      const label = fields.monthsLeft(seq === undefined ? '' : stoppageText.fact(seq), stoppageText.kinds[kind], left)
      return (
        <Field key={id} name={`monthsLeft.${id}`} label={label} hint={hints.monthsLeft}>
          <Input inputMode="numeric" maxLength={2} />
        </Field>
      )
    })

function StrikeForm({ remedy, shut, file }: { remedy: Remedy; shut: NonNullable<Remedy['strike']>['shut']; file: CaseView }) {
  if (shut !== null) return <StepButton label={remedyText.strike} shut={shut} fields={{}} action={appeal} variant="outline" />
  return (
    <Disclosure summary={remedyText.strike} quiet>
      <CommandForm
        scope={`strike-${remedy.seq}`}
        action={appeal}
        submitLabel={remedyText.strike}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, remedyId: remedy.id, step: 'strike' }}
        className="max-w-xl"
      >
        <Field name="reason" label={remedyText.strikeReason} hint={hints.strike} required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
        <Proof hint={hints.conclude} />
      </CommandForm>
    </Disclosure>
  )
}

const Stayed = () => <Checkbox name="stayed" value="on" label={fields.stayed} />
const Proof = ({ hint }: { hint: string }) => <UploadField name="proofFileIds" label={fields.proofFileIds} hint={hint} required multiple />

const stay = (name: StayStep) => (
  <>
    <Field name="stayedOn" label={remedyText.stayedOn[name]} required>
      <Input type="date" />
    </Field>
    <Field name="reason" label={remedyText.stayReason[name]} required>
      <Textarea rows={2} maxLength={2000} />
    </Field>
    <Proof hint={hints[name]} />
  </>
)

const stepFields: Record<RemedyStep | StayStep, React.ReactNode> = {
  stay: stay('stay'),
  liftStay: stay('liftStay'),
  answer: (
    <>
      <Field name="answeredOn" label={fields.answeredOn} required>
        <Input type="date" />
      </Field>
      <Stayed />
      <Proof hint={hints.answer} />
    </>
  ),
  conclude: (
    <>
      <div className="grid gap-4 tablet:grid-cols-2">
        <Field name="outcome" label={fields.outcome} required>
          <Select options={remedyOutcomes.map((value) => ({ value, label: remedyText.outcomes[value] }))} />
        </Field>
        <Field name="concludedOn" label={fields.concludedOn} hint={hints.concludedOn} required>
          <Input type="date" />
        </Field>
        <Field name="refund" label={fields.refund} hint={hints.amounts}>
          <Input inputMode="decimal" maxLength={20} />
        </Field>
        <Field name="fine" label={fields.fine} hint={hints.amounts}>
          <Input inputMode="decimal" maxLength={20} />
        </Field>
      </div>
      <Field name="conclusion" label={fields.conclusion} required>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <Proof hint={hints.conclude} />
    </>
  ),
  withdraw: (
    <>
      <Field name="withdrawnOn" label={fields.withdrawnOn} required>
        <Input type="date" />
      </Field>
      <Field name="reason" label={fields.reason} required>
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <Proof hint={hints.withdraw} />
    </>
  ),
}

function Receive({ file }: { file: CaseView }) {
  return (
    <Disclosure summary={remedyText.receive}>
      <CommandForm
        scope="remedy"
        action={appeal}
        submitLabel={remedyText.receive}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, step: 'receive' }}
        className="max-w-xl"
      >
        <div className="grid gap-4 tablet:grid-cols-2">
          <Field name="kind" label={fields.kind} required>
            <Select options={remedyKinds.map((value) => ({ value, label: remedyText.kinds[value] }))} />
          </Field>
          <Field name="partyId" label={fields.partyId} required>
            <Select options={file.parties.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field name="body" label={fields.body} required>
            <Input maxLength={100} />
          </Field>
          <Field name="docket" label={fields.docket}>
            <Input maxLength={60} />
          </Field>
        </div>
        <Field name="receivedOn" label={fields.receivedOn} hint={hints.receivedOn} required>
          <Input type="date" />
        </Field>
        <Stayed />
        <Proof hint={hints.receive} />
        <p className="text-hint">{remedyText.goesOn}</p>
      </CommandForm>
    </Disclosure>
  )
}
