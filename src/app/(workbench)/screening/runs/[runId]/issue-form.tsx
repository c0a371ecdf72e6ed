import type { ReactNode } from 'react'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { riskLevels } from '#domain/lead/steps'
import { backTestText as test } from '#messages/zh/back-test'
import { issue } from '../../actions'

/** The table of models with what is to be issued of them: one form. */
export function IssueForm({
  runId,
  campaigns,
  mayIssue,
  dueOn,
  children,
}: {
  runId: string
  campaigns: readonly { id: string; name: string }[]
  mayIssue: boolean
  dueOn: string
  children: ReactNode
}) {
  if (!mayIssue) return <div className="space-y-4">{children}</div>
  return (
    <CommandForm action={issue} submitLabel={test.issue} fields={{ runId }} className="space-y-4">
      {children}
      <Card title={test.issue}>
        <p className="text-hint mb-3">{test.issueHint}</p>
        <div className="grid gap-4 desktop:grid-cols-3">
          <Field name="campaignId" label={test.campaign} required>
            <Select options={campaigns.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={campaigns[0]?.id} />
          </Field>
          <Field name="dueOn" label={test.dueOn} required>
            <Input type="date" defaultValue={dueOn} />
          </Field>
          <Field name="most" label={test.most} hint={test.mostHint} required>
            <Input inputMode="numeric" defaultValue="500" />
          </Field>
          <fieldset className="flex flex-wrap gap-4">
            <legend className="font-semibold">{test.gradesToIssue}</legend>
            {riskLevels.map((grade) => (
              <Checkbox key={grade} name="grades" value={grade} label={test.gradeNames[grade]} defaultChecked={grade !== 'low'} />
            ))}
          </fieldset>
          <Field name="reason" label={test.capacityReason}>
            <Textarea rows={2} />
          </Field>
        </div>
      </Card>
    </CommandForm>
  )
}
