import { CommandForm } from '#components/command-form'
import { DocumentPreview } from '#components/document-preview'
import { DueTag } from '#components/due-tag'
import { FileField } from '#components/file-field'
import { Masked } from '#components/masked'
import { Money } from '#components/money'
import { SectionTaskList } from '#components/section-task-list'
import { StepButton } from '#components/step-button'
import { Button } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox, RadioGroup } from '#components/ui/choice'
import { DescriptionList } from '#components/ui/description-list'
import { EmptyState } from '#components/ui/empty-state'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Popover } from '#components/ui/popover'
import { ProgressBar, Skeleton } from '#components/ui/progress'
import { Tabs } from '#components/ui/tabs'
import { Tag, type Tone } from '#components/ui/tag'
import { formText } from '#messages/zh/form'
import { lookbookText } from '#messages/zh/lookbook'
import { tableText } from '#messages/zh/table'
import { unitText } from '#messages/zh/units'
import { answer, refuse, reveal } from '../actions'
import { ToastSample } from '../toast-sample'

const { sample, sections } = lookbookText
const dueStates = ['ample', 'soon', 'today', 'overdue', 'paused', 'stopped'] as const
const variants = ['primary', 'outline', 'text', 'danger', 'dangerFinal', 'quiet'] as const
const trackTones: readonly Tone[] = ['administrative', 'criminal', 'discipline', 'agreement']

export default function Parts() {
  return (
    <>
      <PageHead
        title={sections.work}
        lead={lookbookText.lead}
        actions={
          <>
            <Button>{lookbookText.export}</Button>
            <Button variant="primary">{lookbookText.import}</Button>
          </>
        }
      />
      <Tabs
        label={sections.lists}
        tabs={sample.tabs.map((label, place) => ({
          label,
          href: `/lookbook/parts?tab=${place}`,
          count: [38, 212, 9][place],
          current: place === 0,
        }))}
      />
      <div className="desktop:grid-cols-2 large:grid-cols-1 mt-3 grid grid-cols-1 gap-3">
        <FormSample />
        <div className="space-y-3">
          <Steps />
          <Small />
          <SectionTaskList
            label={sections.work}
            tasks={sample.sections.map((section, place) => ({
              id: `section-${place}`,
              title: section.title,
              href: `/lookbook/parts?section=${place}`,
              hint: place === 2 ? sample.trailReason : undefined,
              status: { kind: section.status, label: section.label },
              figures: [`${place * 3}/42`, <Money key="money" amountFen={BigInt(place) * 1_230_000n} />],
            }))}
          />
        </div>
      </div>
      <div className="mt-3">
        <DocumentPreview
          issuer={sample.letter.issuer}
          number={sample.letter.number}
          title={sample.letter.title}
          pages={3}
          actions={<Button>{sample.download}</Button>}
        >
          <p className="indent-8">{sample.letter.body}</p>
        </DocumentPreview>
      </div>
    </>
  )
}

function FormSample() {
  const { form } = sample
  return (
    <Card title={sections.fields}>
      <CommandForm action={answer} submitLabel={form.submit} version={7} draftKey="lookbook">
        <Field name="title" label={form.title} hint={form.titleHint} required>
          <Input defaultValue={form.titleValue} maxLength={40} />
        </Field>
        <Field name="amount" label={form.amount} unit={unitText.yuan} mark={formText.optional}>
          <Input inputMode="decimal" defaultValue="1234.50" className="w-40 text-end" />
        </Field>
        <Field name="track" label={form.track}>
          <Select options={form.tracks} defaultValue="administrative" className="w-48" />
        </Field>
        <RadioGroup name="conclusion" legend={form.conclusion} choices={form.conclusions} defaultValue="confirmed" inline />
        <Field name="note" label={form.note} mark={formText.optional}>
          <Textarea rows={3} />
        </Field>
        <FileField name="file" label={form.file} maxBytes={20 * 1_048_576} multiple percent={62} />
        <Checkbox name="agree" label={form.agree} />
        <Field name="outcome" label={form.outcome}>
          <Select options={form.outcomes} className="w-48" />
        </Field>
      </CommandForm>
    </Card>
  )
}

function Steps() {
  const { steps } = sample
  return (
    <Card title={sections.buttons}>
      <div className="flex flex-wrap items-start gap-6">
        <StepButton
          label={steps.deliver}
          shut={null}
          fields={{ id: 'sample', version: 1 }}
          action={refuse}
          basis={steps.basis}
          variant="primary"
        />
        <StepButton
          label={steps.deliver}
          shut={{ code: 'documentsMissing', detail: { missing: sample.missing } }}
          fields={{}}
          action={refuse}
          basis={steps.basis}
        />
        <StepButton
          label={steps.decline}
          shut={null}
          fields={{}}
          action={refuse}
          variant="danger"
          confirm={{ body: steps.declineBody, reason: { name: 'reason' } }}
        />
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {variants.map((variant) => (
          <Button key={variant} variant={variant}>
            {sample.form.saveAndNext}
          </Button>
        ))}
        <Button disabled>{sample.form.saveAndNext}</Button>
      </div>
    </Card>
  )
}

function Small() {
  return (
    <Card title={sections.clocks}>
      <div className="flex flex-wrap gap-2">
        {dueStates.map((state) => (
          <DueTag key={state} due={{ state, days: 2, dueOn: '2024-11-30' }} showDate={state === 'soon'} />
        ))}
        {trackTones.map((tone, place) => (
          <Tag key={tone} tone={tone}>
            {sample.tags[place]}
          </Tag>
        ))}
      </div>
      <div className="mt-3 space-y-3">
        <DescriptionList
          columns={2}
          items={[
            {
              term: sample.maskedLabel,
              value: (
                <Masked
                  text={sample.masked}
                  label={sample.maskedLabel}
                  reveal={{ action: reveal, fields: { id: 'sample' }, reasons: sample.reasons }}
                />
              ),
            },
            { term: sample.form.amount, value: <Money amountFen={123_456_789n} unit="wanYuan" /> },
            {
              term: sample.field,
              value: (
                <Popover label={sample.more} trigger={<Button size="sm">{sample.more}</Button>}>
                  {sample.moreText}
                </Popover>
              ),
            },
            { term: lookbookText.columns.share, value: <ProgressBar value={52} label={lookbookText.columns.share} /> },
          ]}
        />
        <Skeleton lines={2} label={sections.work} />
        <EmptyState heading="p" title={tableText.empty} next={tableText.emptyNext} />
        <ToastSample />
      </div>
    </Card>
  )
}
