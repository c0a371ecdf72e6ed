import { CommandForm } from '#components/command-form'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Checkbox, RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { formatYuan } from '#domain/kernel/money'
import { bearsMerging, verifiedConclusions } from '#domain/lead/conclusions'
import { leadText } from '#messages/zh/lead'
import type { getLead } from '#server/lead/queries'
import { submit } from '../actions'
import { TemplatePoints } from './template-points'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** The amount of the last round, to be corrected rather than typed again. */
const yuan = (fen: bigint | null | undefined) => (fen === null || fen === undefined ? '' : formatYuan(fen))

/** What was found (核查结论), with its amounts, account and evidence; wide enough to be seen at once. */
export function VerificationForm({ lead, within }: { lead: Lead; within: string }) {
  const last = lead.verifications.at(-1)
  return (
    <Card title={leadText.verification}>
      <CommandForm
        action={submit}
        submitLabel={leadText.steps.submit}
        version={lead.version}
        fields={{ leadId: lead.id, within }}
        draftKey={`lead:${lead.id}`}
        secondary={
          <Button type="submit" name="andNext" value="1">
            {leadText.submitAndNext}
          </Button>
        }
      >
        <RadioGroup
          name="conclusion"
          legend={leadText.conclusion}
          choices={verifiedConclusions.map((value) => ({ value, label: leadText.conclusions[value] }))}
          defaultValue={last?.conclusion}
          required
          inline
        />
        <Field name="mergedInto" label={leadText.mergedInto} hint={leadText.mergedIntoHint}>
          <Input
            list="merge-targets"
            autoComplete="off"
            maxLength={80}
            className="w-72 max-w-full font-mono"
            defaultValue={last?.mergedInto?.number ?? ''}
          />
        </Field>
        <datalist id="merge-targets">
          {lead.others.filter(bearsMerging).map(({ id, number, behaviour }) => (
            <option key={id} value={number} label={behaviour} />
          ))}
        </datalist>
        <div className="grid items-end gap-4 desktop:grid-cols-3">
          <Field name="billed" label={leadText.billed}>
            <Input inputMode="decimal" defaultValue={yuan(last?.billedFen)} />
          </Field>
          <Field name="irregular" label={leadText.irregular}>
            <Input inputMode="decimal" defaultValue={yuan(last?.irregularFen)} />
          </Field>
          <Field name="fundLoss" label={leadText.fundLoss}>
            <Input inputMode="decimal" defaultValue={yuan(last?.fundLossFen)} />
          </Field>
        </div>
        <p className="text-hint">{leadText.amountsHint}</p>
        <div className="grid items-end gap-4 desktop:grid-cols-3">
          <Field name="peopleCount" label={leadText.peopleCount}>
            <Input inputMode="numeric" defaultValue={String(last?.peopleCount ?? 0)} />
          </Field>
          <div className="desktop:col-span-2">
            <Field name="method" label={leadText.method} required>
              <Select options={leadText.methods.map((method) => ({ value: method, label: method }))} defaultValue={last?.method} />
            </Field>
          </div>
        </div>
        <Checkbox name="isFraud" label={leadText.fraud} hint={leadText.fraudHint} defaultChecked={last?.isFraud} />
        <Field name="account" label={leadText.account} hint={leadText.accountHint} required>
          <Textarea rows={4} defaultValue={last?.account ?? ''} />
        </Field>
        <TemplatePoints lead={lead} checked={last?.checked ?? []} />
        <UploadField name="evidenceFileIds" label={leadText.evidence} hint={leadText.evidenceHint} multiple />
      </CommandForm>
    </Card>
  )
}
