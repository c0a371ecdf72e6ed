import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Disclosure } from '#components/ui/disclosure'
import type { FormAction } from '#components/use-command'
import type { Refusal } from '#domain/kernel/result'
import { type StepBasis, stepCitation } from '#domain/law/law'
import { formText } from '#messages/zh/form'
import type { CaseView } from '#server/case/queries'

type Props = {
  file: CaseView
  /** Of the draft, as of any form. */
  scope: string
  action: FormAction
  label: string
  fields: Readonly<Record<string, string>>
  shut?: Refusal | null
  basis?: StepBasis
  /** What it asks for; nothing where a press of the button says it all. */
  children?: React.ReactNode
}

/** One act in a case, behind its name: its fields and what it rests on, or a shut button that says why it is not to be had yet. */
export function CaseAct({ file, scope, action, label, fields, shut = null, basis: from, children }: Props) {
  const basis = from && stepCitation(from)
  const asked = { ...fields, caseId: file.id }
  if (shut !== null || !children)
    return (
      <StepButton label={label} shut={shut} fields={{ ...asked, version: file.version }} action={action} variant="outline" basis={basis} />
    )
  return (
    <Disclosure summary={label}>
      <CommandForm
        scope={scope}
        action={action}
        submitLabel={label}
        submitVariant="outline"
        version={file.version}
        fields={asked}
        className="max-w-xl"
      >
        {children}
        {basis && (
          <p className="text-hint">
            {formText.basis}：{basis}
          </p>
        )}
      </CommandForm>
    </Disclosure>
  )
}
