import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { mayBegin, openTrackKinds } from '#domain/case/kinds'
import type { CaseStep } from '#domain/case/steps'
import { isProcedureStep } from '#domain/case/tracks/procedure-steps'
import { readyForPolice } from '#domain/evidence/readiness'
import { stepCitation } from '#domain/law/law'
import { caseText } from '#messages/zh/case'
import { agreementText } from '#messages/zh/case-agreement'
import { scoringText } from '#messages/zh/case-scoring'
import { readinessText } from '#messages/zh/evidence'
import type { CaseView } from '#server/case/queries'
import { readinessOf } from '#server/evidence/readiness-of'
import { requireActor } from '#server/session'
import { beginTrack, file as fileIt, refuse, replace } from '../actions'
import { ProcedureStepForm } from './procedure-step-form'
import { SuspensionForms } from './suspension-forms'

/** What this person can do with the case now, each with its article, and why not what they cannot. */
export function CaseSteps({ file }: { file: CaseView }) {
  const mayRefer = file.records.includes('refer')
  const toDiscipline = file.seesDiscipline && file.records.includes('referToDiscipline')
  const toHandle = [
    ...(file.agreement && (file.agreement.mayPlan || file.agreement.steps.length > 0) ? [agreementText.toHandle] : []),
    ...(file.scoring && (file.scoring.proposal || file.scoring.persons.some(({ steps }) => steps.length > 0))
      ? [scoringText.toHandle]
      : []),
  ]
  return (
    <Card title={caseText.next}>
      <div className="space-y-4">
        {file.steps.map(({ name, ...step }) =>
          isProcedureStep(name) ? (
            <ProcedureStepForm key={name} file={file} step={{ name, ...step }} />
          ) : (
            <Step key={name} file={file} step={{ name, ...step }} />
          ),
        )}
        <SuspensionForms file={file} />
        {(mayRefer || toDiscipline) && <ReferTo file={file} mayRefer={mayRefer} toDiscipline={toDiscipline} />}
        {file.records.includes('runTrack') && openTrackKinds.map((kind) => <AskOperator key={kind} file={file} kind={kind} />)}
        {file.records.includes('replaceOfficer') && <ReplaceOfficer file={file} />}
        {toHandle.map((told) => (
          <Link key={told} href={`/cases/${file.id}?tab=procedure`} prefetch={false} className="link inline-flex min-h-6 items-center">
            {told}
          </Link>
        ))}
        {file.steps.length === 0 && !mayRefer && !toDiscipline && toHandle.length === 0 && <p className="text-ink-2">{caseText.noStep}</p>}
      </div>
    </Card>
  )
}

const looks = {
  file: { action: fileIt, variant: 'primary' },
  refuse: { action: refuse, variant: 'outline', confirm: { reason: { name: 'reason', label: caseText.refusalReason, required: true } } },
} as const

/** An officer who must keep away, has left or is ill gives way to a colleague. */
function ReplaceOfficer({ file }: { file: CaseView }) {
  const officers = [
    { value: 'A', label: file.officerAName },
    { value: 'B', label: file.officerBName },
  ]
  return (
    <details className="border-divider border-t pt-3">
      <summary className="link cursor-pointer">{caseText.replaceOfficer}</summary>
      {file.successors.length === 0 ? (
        <p className="text-ink-2 mt-2">{caseText.replaceNobody}</p>
      ) : (
        <CommandForm
          scope="replace-officer"
          action={replace}
          submitLabel={caseText.replaceOfficer}
          submitVariant="outline"
          version={file.version}
          fields={{ caseId: file.id }}
          className="mt-2"
        >
          <Field name="officer" label={caseText.replaceWhich} required>
            <Select options={officers} />
          </Field>
          <Field name="officerId" label={caseText.replaceBy} required>
            <Select options={file.successors.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field name="certificate" label={caseText.certificate} required>
            <Input maxLength={30} />
          </Field>
          <Field name="reason" label={caseText.replaceReason} required>
            <Textarea rows={2} maxLength={500} />
          </Field>
        </CommandForm>
      )}
    </details>
  )
}

function Step({ file, step }: { file: CaseView; step: CaseView['steps'][number] & { name: CaseStep } }) {
  const look = looks[step.name]
  return (
    <StepButton
      label={caseText.steps[step.name]}
      shut={step.shut}
      fields={{ caseId: file.id, version: file.version }}
      action={look.action}
      variant={look.variant}
      basis={stepCitation(step.basis)}
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

async function ReferTo({ file, mayRefer, toDiscipline }: { file: CaseView; mayRefer: boolean; toDiscipline: boolean }) {
  const withPolice = file.referrals.some(({ kind, state }) => kind === 'police' && state !== 'declined' && state !== 'withdrawn')
  const others = mayRefer ? (['health', 'billVerification', 'other'] as const) : []
  const kinds: readonly ('police' | (typeof others)[number])[] = [...(withPolice || !mayRefer ? [] : (['police'] as const)), ...others]
  const readiness = kinds.includes('police') ? await readinessOf(await requireActor(), file.id) : null
  return (
    <div className="flex flex-col items-start gap-2">
      {readiness && !readyForPolice(readiness).ok && (
        <Link href={`/cases/${file.id}?tab=evidence`} prefetch={false} className="link inline-flex min-h-6 items-center">
          {readinessText.shortOf(readiness)}
        </Link>
      )}
      {[...kinds, ...(toDiscipline ? (['discipline'] as const) : [])].map((kind) => (
        <ButtonLink key={kind} href={`/referrals/new?case=${file.id}&kind=${kind}`} variant={kind === 'police' ? 'primary' : 'outline'}>
          {caseText.referTo[kind]}
        </ButtonLink>
      ))}
    </div>
  )
}

/** The operating agency is asked for each, for scoring also again once it ended; what it does is its own. */
function AskOperator({ file, kind }: { file: CaseView; kind: (typeof openTrackKinds)[number] }) {
  if (file.tracks.some((track) => track.kind === kind && !mayBegin(track))) return null
  return (
    <details className="border-divider border-t pt-3">
      <summary className="link cursor-pointer">{caseText.asks[kind]}</summary>
      <CommandForm
        scope={`begin-${kind}`}
        action={beginTrack}
        submitLabel={caseText.asks[kind]}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id, kind }}
        className="mt-2"
      >
        <Field name="note" label={caseText.note}>
          <Input maxLength={500} />
        </Field>
      </CommandForm>
    </details>
  )
}
