import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { openTrackKinds } from '#domain/case/kinds'
import { citation } from '#domain/law/law'
import { caseText } from '#messages/zh/case'
import type { CaseView } from '#server/case/queries'
import { beginTrack, close, decide, endTrack, file as fileIt, investigate, refuse } from '../actions'

/** What this person can do with the case now, each with its article, and why not what they cannot. */
export function CaseSteps({ file }: { file: CaseView }) {
  const mayRefer = file.records.includes('runTrack')
  return (
    <Card title={caseText.next}>
      <div className="space-y-4">
        {file.steps.map((step) => (
          <Step key={step.name} file={file} step={step} />
        ))}
        {mayRefer && <ReferTo file={file} />}
        {mayRefer && <Tracks file={file} />}
        {file.steps.length === 0 && !mayRefer && <p className="text-ink-2">{caseText.noStep}</p>}
      </div>
    </Card>
  )
}

const looks = {
  file: { action: fileIt, variant: 'primary' },
  refuse: { action: refuse, variant: 'outline', confirm: { reason: { name: 'reason', label: caseText.refusalReason, required: true } } },
  investigate: { action: investigate, variant: 'primary' },
  decide: { action: decide, variant: 'primary', confirm: { body: caseText.decideBody } },
  close: { action: close, variant: 'primary', confirm: { body: caseText.closeBody } },
} as const

function Step({ file, step }: { file: CaseView; step: CaseView['steps'][number] }) {
  const look = looks[step.name]
  return (
    <StepButton
      label={caseText.steps[step.name]}
      shut={step.shut}
      fields={{ caseId: file.id, version: file.version }}
      action={look.action}
      variant={look.variant}
      basis={step.basis ? citation(step.basis) : undefined}
      confirm={'confirm' in look ? look.confirm : undefined}
    >
      {step.name === 'file' && (
        <Field name="opinion" label={caseText.opinion} hint={caseText.opinionHint}>
          <Textarea rows={2} maxLength={500} />
        </Field>
      )}
    </StepButton>
  )
}

function ReferTo({ file }: { file: CaseView }) {
  const withPolice = file.referrals.some(({ kind, state }) => kind === 'police' && state !== 'declined' && state !== 'withdrawn')
  const kinds = [...(withPolice ? [] : (['police'] as const)), 'health' as const, 'billVerification' as const, 'other' as const]
  return (
    <div className="flex flex-col items-start gap-2">
      {[...kinds, ...(file.seesDiscipline ? (['discipline'] as const) : [])].map((kind) => (
        <ButtonLink key={kind} href={`/referrals/new?case=${file.id}&kind=${kind}`} variant={kind === 'police' ? 'primary' : 'outline'}>
          {caseText.referTo[kind]}
        </ButtonLink>
      ))}
    </div>
  )
}

function Tracks({ file }: { file: CaseView }) {
  const fields = { caseId: file.id }
  const running = file.tracks.filter(({ state, kind }) => state === 'running' && kind !== 'discipline')
  const startable = openTrackKinds.filter((kind) => !file.tracks.some((track) => track.kind === kind && track.state !== 'notStarted'))
  return (
    <div className="border-divider space-y-3 border-t pt-3">
      {running.map(({ kind }) => (
        <details key={kind}>
          <summary className="link cursor-pointer">{caseText.concludeTrack(caseText.tracks[kind])}</summary>
          <CommandForm
            scope={`end-${kind}`}
            action={endTrack}
            submitLabel={caseText.concludeTrack(caseText.tracks[kind])}
            submitVariant="outline"
            version={file.version}
            fields={{ ...fields, kind }}
            className="mt-2"
          >
            <Field name="outcome" label={caseText.outcome} required>
              <Textarea rows={3} maxLength={1000} />
            </Field>
          </CommandForm>
        </details>
      ))}
      {startable.length > 0 && (
        <details>
          <summary className="link cursor-pointer">{caseText.startTrack}</summary>
          <CommandForm
            scope="begin"
            action={beginTrack}
            submitLabel={caseText.startTrack}
            submitVariant="outline"
            version={file.version}
            fields={fields}
            className="mt-2"
          >
            <Field name="kind" label={caseText.trackKind} required>
              <Select options={startable.map((value) => ({ value, label: caseText.tracks[value] }))} />
            </Field>
            <Field name="note" label={caseText.note}>
              <Input maxLength={500} />
            </Field>
          </CommandForm>
        </details>
      )}
    </div>
  )
}
