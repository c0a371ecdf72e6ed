import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import type { StoppageStep } from '#domain/case/tracks/stoppages'
import { citation } from '#domain/law/law'
import { stoppageText } from '#messages/zh/case-stoppages'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'
import { turnStoppage } from '../actions'

const { fields, hints, terms } = stoppageText
type Stoppage = CaseView['stoppages'][number]

/** What the decision stops for some months: since when, to which day, who carries it out, and what came of it after that. */
export function CaseStoppages({ file }: { file: CaseView }) {
  if (file.stoppages.length === 0) return null
  return (
    <Card title={stoppageText.title}>
      <div className="space-y-4">
        {file.stoppages.map((stoppage) => (
          <OneStoppage key={stoppage.id} stoppage={stoppage} file={file} />
        ))}
        <p className="text-hint">{hints.house}</p>
      </div>
    </Card>
  )
}

const said = (notes: readonly (string | false)[]) => notes.filter(Boolean).join('；') || undefined
const tones = { imposed: 'warning', begun: undefined, reviewed: 'warning', ended: 'success', lapsed: 'danger' } as const

function OneStoppage({ stoppage, file }: { stoppage: Stoppage; file: CaseView }) {
  const { kind, months, left, state, fromOn, toOn, endWhy, scope, daysStayed, daysLate } = stoppage
  const fact = file.facts.find(({ id }) => id === stoppage.factId)
  const party = file.parties.find(({ id }) => id === stoppage.partyId)?.name ?? ''
  const when = (day: string | null, name: string | null) => (day ? stoppageText.by(day, name ?? '') : '—')
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        {stoppageText.heading(stoppageText.kinds[kind], left)}
        <Tag tone={tones[state]}>{state === 'begun' && stoppage.isOver ? stoppageText.isOver : stoppageText.states[state]}</Tag>
        {stoppage.stayed && state !== 'ended' && state !== 'lapsed' && <Tag tone="warning">{stoppageText.stayed}</Tag>}
      </p>
      <DescriptionList
        columns={2}
        items={[
          { term: terms.party, value: party, note: fact && stoppageText.fact(fact.seq) },
          {
            term: terms.period,
            value: stoppageText.period(fromOn, toOn),
            note: said([left < months && stoppageText.decided(months), daysStayed > 0 && stoppageText.daysStayed(daysStayed)]),
          },
          {
            term: terms.begun,
            value: when(stoppage.begunOn, stoppage.begunByName),
            note: said([scope, daysLate > 0 && stoppageText.daysLate(daysLate)]),
          },
          { term: terms.review, value: when(stoppage.reviewedOn, stoppage.reviewedByName), note: stoppage.finding || undefined },
          ...(endWhy
            ? [
                {
                  term: terms.ended,
                  value: when(stoppage.endedOn, stoppage.endedByName),
                  note: said([stoppageText.ends[endWhy], stoppage.endReason]),
                },
              ]
            : []),
        ]}
      />
      {stoppage.sentBackReason && state === 'begun' && <p className="text-ink-2 mt-1">{stoppageText.sentBack(stoppage.sentBackReason)}</p>}
      <div className="mt-2 space-y-2">
        {stoppage.steps.map((step) => (
          <StepForm key={step.name} stoppage={stoppage} step={step} file={file} />
        ))}
      </div>
    </div>
  )
}

function StepForm({
  stoppage,
  step: { name, basis, shut },
  file,
}: {
  stoppage: Stoppage
  step: Stoppage['steps'][number]
  file: CaseView
}) {
  const label = stoppageText.steps[name]
  if (shut !== null) return <StepButton label={label} shut={shut} fields={{}} action={turnStoppage} variant="outline" />
  return (
    <Disclosure summary={label}>
      <CommandForm
        scope={`${name}-stoppage-${stoppage.seq}`}
        action={turnStoppage}
        submitLabel={label}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, stoppageId: stoppage.id, step: name }}
        className="max-w-xl"
      >
        {stepFields[name]}
        {'law' in basis && (
          <p className="text-hint">
            {formText.basis}：{citation(basis)}
          </p>
        )}
      </CommandForm>
    </Disclosure>
  )
}

const day = (name: 'begunOn' | 'reviewedOn' | 'endedOn') => (
  <Field name={name} label={fields[name]} required>
    <Input type="date" />
  </Field>
)
const proof = (hint: string) => <UploadField name="proofFileIds" label={fields.proofFileIds} hint={hint} required multiple />

const why = (
  <Field name="reason" label={fields.reason} required>
    <Textarea rows={2} maxLength={2000} />
  </Field>
)

const stepFields: Record<StoppageStep, React.ReactNode> = {
  begin: (
    <>
      {day('begunOn')}
      <Field name="scope" label={fields.scope} hint={hints.scope} required>
        <Input maxLength={200} />
      </Field>
      {proof(hints.begin)}
    </>
  ),
  review: (
    <>
      {day('reviewedOn')}
      <Field name="finding" label={fields.finding} hint={hints.finding} required>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      {proof(hints.review)}
    </>
  ),
  sendBack: why,
  restore: day('endedOn'),
  lapse: why,
  strikeBegun: why,
  strikeEnded: why,
}
