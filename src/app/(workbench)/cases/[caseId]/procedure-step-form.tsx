import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Disclosure } from '#components/ui/disclosure'
import type { ProcedureStep } from '#domain/case/tracks/procedure-steps'
import { isPenaltyKind, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { stepCitation } from '#domain/law/law'
import { procedureText } from '#messages/zh/case-procedure'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'
import { proceed } from '../actions'
import { ProcedureField, type ProcedureFieldName } from './procedure-field'

const service = ['servedOn', 'method', 'receiver', 'note', 'receiptFileIds'] as const

/** What each step is sent with; a step without fields is a button. */
const fieldsOf: Partial<Record<ProcedureStep, readonly ProcedureFieldName[]>> = {
  report: ['grounds'],
  agreeReview: ['opinion'],
  returnReview: ['opinion'],
  notice: ['hearingRight'],
  serveNoticeToOne: ['partyId', ...service],
  serveNotice: service,
  recordDefence: ['saidOn', 'said', 'adoption', 'why', 'nothingToAdd', 'proofFileIds'],
  waiveDefence: ['saidOn', 'said', 'proofFileIds'],
  askHearing: ['askedOn'],
  setHearing: ['notifiedOn', 'hearingOn', 'place', 'chairId'],
  holdHearing: ['heldOn', 'minutes'],
  reportHearing: ['opinion'],
  reopen: ['reason'],
  reviewAgain: ['opinion'],
  discuss: ['heldOn', 'present', 'opinions', 'conclusion'],
  decideNothing: ['outcome', 'reason'],
  decideOnSite: ['warned'],
  serveDecisionToOne: ['partyId', ...service],
  serveDecision: service,
  allowInstalments: ['plan', 'reason'],
  demand: service,
  applyToCourt: ['appliedOn', 'court'],
  terminate: ['reason'],
  revoke: ['reason'],
}

/** Steps that take the case where it should go; the others are outlined. */
const onward: ReadonlySet<ProcedureStep> = new Set(['investigate', 'sendToReview', 'endDefence', 'decide', 'perform', 'close'])

type Props = { file: CaseView; step: Omit<CaseView['steps'][number], 'name'> & { name: ProcedureStep } }

/** One step of the procedure that this person may take now: its fields, its article, the papers that it makes; and why not, where it is shut. */
export function ProcedureStepForm({ file, step }: Props) {
  const { name, shut } = step
  const label = procedureText.steps[name]
  const fields = fieldsOf[name] ?? []
  const basis = stepCitation(step.basis)
  const body = procedureText.bodies[name]
  const unsettled = name === 'close' && !file.isSettled ? { name: 'reason', label: procedureText.closeReason, required: true } : undefined
  if (shut !== null || fields.length === 0) {
    return (
      <div>
        <StepButton
          label={label}
          shut={shut}
          fields={{ caseId: file.id, version: file.version, step: name }}
          action={proceed}
          variant={onward.has(name) ? 'primary' : 'outline'}
          basis={basis}
          confirm={body || unsettled ? { body, reason: unsettled } : undefined}
        />
        <MissingPapers file={file} shut={shut} />
        <Papers codes={step.makes} />
      </div>
    )
  }
  return (
    <Disclosure summary={label} className="border-divider border-t pt-2">
      <CommandForm scope={name} action={proceed} submitLabel={label} version={file.version} fields={{ caseId: file.id, step: name }}>
        {fields.map((field) => (
          <ProcedureField
            key={field}
            name={field}
            file={file}
            required={field !== 'receiptFileIds' && (field !== 'proofFileIds' || name === 'waiveDefence')}
          />
        ))}
        {basis && (
          <p className="text-hint max-w-96">
            {formText.basis}：{basis}
          </p>
        )}
        <Papers codes={step.makes} />
      </CommandForm>
    </Disclosure>
  )
}

/** The way to what must be issued first: to its draft, or to where it is drafted. */
function MissingPapers({ file, shut }: { file: CaseView; shut: Props['step']['shut'] }) {
  const kinds = shut?.code === 'paperMissing' ? shut.detail?.kinds : undefined
  if (!Array.isArray(kinds)) return null
  return kinds.filter(isPenaltyKind).map((kind) => {
    const draft = file.documents.find((paper) => paper.kind === kind && paper.state === 'draft')
    const { name } = penaltyKinds[kind]
    return (
      <p key={kind}>
        <Link href={draft ? `/cases/${file.id}/papers/${draft.id}` : `/cases/${file.id}?tab=documents`} prefetch={false} className="link">
          {draft ? procedureText.toPaper(name) : procedureText.toDraft(name)}
        </Link>
      </p>
    )
  })
}

function Papers({ codes }: { codes: readonly string[] }) {
  const names = codes.flatMap((code) => procedureText.paperNames[code] ?? [])
  return names.length > 0 && <p className="text-hint max-w-96">{procedureText.papers(names.join('、'))}</p>
}
