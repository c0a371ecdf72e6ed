import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { institutionSays } from '#domain/case/tracks/inputs-of-agreement'
import { restoreGrounds } from '#domain/case/tracks/inputs-of-scoring'
import type { ScoringStep } from '#domain/case/tracks/scoring'
import { scoredPosts, scoreEntryIds, scoringDegrees } from '#domain/case/tracks/scoring-table'
import { caseServiceMethods } from '#domain/case/tracks/stages'
import { agreementText } from '#messages/zh/case-agreement'
import { procedureText } from '#messages/zh/case-procedure'
import { scoringText } from '#messages/zh/case-scoring'

const { fields, hints } = scoringText

const Day = ({ name }: { name: 'noticedOn' | 'statedOn' | 'decidedOn' | 'servedOn' | 'objectedOn' | 'restoredOn' }) => (
  <Field name={name} label={fields[name]} required>
    <Input type="date" />
  </Field>
)
const Proof = ({ hint }: { hint?: string }) => <UploadField name="proofFileIds" label={fields.proofFileIds} hint={hint} required multiple />
const Text = ({ name, rows = 2 }: { name: 'reason' | 'opinion' | 'objection' | 'ground' | 'outcome'; rows?: number }) => (
  <Field name={name} label={fields[name]} required>
    <Textarea rows={rows} maxLength={2000} />
  </Field>
)
const Method = () => (
  <Field name="method" label={fields.method} required>
    <Select options={caseServiceMethods.map((value) => ({ value, label: procedureText.methods[value] }))} />
  </Field>
)
const Receiver = ({ label }: { label: string }) => (
  <Field name="receiver" label={label} required>
    <Input maxLength={60} />
  </Field>
)
const Two = ({ children }: { children: React.ReactNode }) => <div className="grid gap-4 tablet:grid-cols-2">{children}</div>

/** What each step asks for. */
export const scoringFields: Readonly<Record<ScoringStep, React.ReactNode>> = {
  notify: (
    <>
      <Two>
        <Day name="noticedOn" />
        <Method />
        <Receiver label={fields.noticeReceiver} />
      </Two>
      <Proof hint={hints.notify} />
    </>
  ),
  state: (
    <>
      <Two>
        <Field name="said" label={fields.said} required>
          <Select options={institutionSays.map((value) => ({ value, label: agreementText.says[value] }))} />
        </Field>
        <Day name="statedOn" />
      </Two>
      <Field name="statement" label={fields.statement}>
        <Textarea rows={4} maxLength={4000} />
      </Field>
      <Proof hint={hints.state} />
    </>
  ),
  review: (
    <>
      <Text name="opinion" />
      <Field name="elsewhere" label={fields.elsewhere} hint={hints.elsewhere}>
        <Input inputMode="numeric" maxLength={2} />
      </Field>
    </>
  ),
  decide: (
    <Two>
      <Day name="decidedOn" />
      <Field name="months" label={fields.months} hint={hints.months}>
        <Input inputMode="numeric" maxLength={2} />
      </Field>
    </Two>
  ),
  drop: <Text name="reason" />,
  serve: (
    <>
      <Two>
        <Day name="servedOn" />
        <Method />
        <Receiver label={fields.receiver} />
      </Two>
      <Proof hint={hints.serve} />
    </>
  ),
  object: (
    <>
      <Day name="objectedOn" />
      <Text name="objection" rows={3} />
      <Proof />
    </>
  ),
  uphold: <Text name="reason" />,
  revoke: <Text name="reason" />,
  restore: (
    <>
      <Two>
        <Day name="restoredOn" />
        <Field name="ground" label={fields.restoreGround} required>
          <Select options={restoreGrounds.map((value) => ({ value, label: scoringText.restoreGrounds[value] }))} />
        </Field>
      </Two>
      <Text name="reason" />
    </>
  ),
}

/** Who is proposed to be scored, for what. */
export const ProposeFields = () => (
  <>
    <Two>
      <Field name="personName" label={fields.personName} required>
        <Input maxLength={30} autoComplete="off" />
      </Field>
      <Field name="personCode" label={fields.personCode} required>
        <Input maxLength={30} autoComplete="off" />
      </Field>
      <Field name="post" label={fields.post} required>
        <Select options={scoredPosts.map((value) => ({ value, label: scoringText.posts[value] }))} />
      </Field>
      <Field name="degree" label={fields.degree} required>
        <Select options={scoringDegrees.map((value) => ({ value, label: scoringText.degrees[value] }))} />
      </Field>
      <Field name="entry" label={fields.entry} required>
        <Select options={scoreEntryIds.map((value) => ({ value, label: scoringText.entries[value] ?? value }))} />
      </Field>
      <Field name="points" label={fields.points} hint={hints.points} required>
        <Input inputMode="numeric" maxLength={2} />
      </Field>
    </Two>
    <Text name="ground" rows={3} />
  </>
)

export const ConcludeFields = () => <Text name="outcome" />
