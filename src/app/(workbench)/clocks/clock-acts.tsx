import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { beijingMinute } from '#domain/kernel/civil-date'
import { citation } from '#domain/law/law'
import { clockActsText as text } from '#messages/zh/clock-acts'
import type { ClockActs } from '#server/clock/clock-acts'
import { endExclusion, exclude, extend, strike, strikeLastExtension } from './actions'

/** What has moved a clock: periods that do not count and extensions, each with who, why and the proof; and what of that this person may do now. */
export function ClockActsOf({ acts }: { acts: ClockActs }) {
  return (
    <div className="mt-1 space-y-1">
      {acts.exclusions.map((one) => (
        <ExclusionLine key={one.id} clockId={acts.clockId} one={one} />
      ))}
      {acts.changes.map((change) => (
        <div key={change.id}>
          <p className="tabular-nums">{text.moved(text.causes[change.cause], change.before, change.after)}</p>
          <p className="text-hint">
            {(change.cause === 'extension' || change.cause === 'strike') && `${change.reason}　`}
            {text.by(change.byName, beijingMinute(change.at))}
            {change.cause === 'extension' && <ProofLink label={text.minutes} file={change.file} />}
          </p>
        </div>
      ))}
      {acts.grounds.length > 0 && <ExcludeForm clockId={acts.clockId} grounds={acts.grounds} />}
      {acts.mayStrikeExtension && <StrikeExtensionForm clockId={acts.clockId} />}
      {acts.extension && <ExtendForm clockId={acts.clockId} extension={acts.extension} />}
    </div>
  )
}

function ProofLink({ label, file }: { label: string; file: { id: string; name: string } | null }) {
  return file === null ? null : (
    <a href={`/api/files/${file.id}`} className="link ms-2" title={file.name}>
      {label}
    </a>
  )
}

function ExclusionLine({ clockId, one }: { clockId: string; one: ClockActs['exclusions'][number] }) {
  return (
    <div>
      <p className={one.struck ? 'tabular-nums line-through' : 'tabular-nums'}>
        {one.lapsedOn ? text.lapsed(one.name, one.fromOn, one.lapsedOn) : text.period(one.name, one.fromOn, one.toOn, one.days)}{' '}
        {!one.verified && <Tag tone="warning">{text.unverified}</Tag>}
      </p>
      <p className="text-hint">
        {one.note}
        <ProofLink label={text.fromProof} file={one.fromFile} />
        <ProofLink label={text.toProof} file={one.toFile} />
      </p>
      {one.struck && <p className="text-hint">{text.struck(one.struck.reason, text.by(one.struck.by, beijingMinute(one.struck.at)))}</p>}
      {one.mayStrike && (
        <Disclosure summary={text.strike(one.name)} quiet>
          <CommandForm
            scope={`strike-${one.id}`}
            action={strike}
            submitLabel={text.strikeSubmit}
            submitVariant="outline"
            fields={{ clockId, exclusionId: one.id }}
            className="mt-2"
          >
            <Field name="reason" label={text.strikeReason} hint={text.strikeHint} required>
              <Textarea rows={2} maxLength={2000} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
      {one.mayEnd && (
        <Disclosure summary={text.end(one.name)} quiet>
          <CommandForm
            scope={`end-${one.id}`}
            action={endExclusion}
            submitLabel={text.endSubmit}
            submitVariant="outline"
            fields={{ clockId, exclusionId: one.id }}
            className="mt-2"
          >
            <Field name="toOn" label={text.toOn} required>
              <Input type="date" />
            </Field>
            <UploadField name="fileId" label={text.toProof} required />
          </CommandForm>
        </Disclosure>
      )}
    </div>
  )
}

function ExcludeForm({ clockId, grounds }: Pick<ClockActs, 'clockId' | 'grounds'>) {
  return (
    <Disclosure summary={text.exclude} quiet>
      <CommandForm
        scope={`exclude-${clockId}`}
        action={exclude}
        submitLabel={text.excludeSubmit}
        submitVariant="outline"
        fields={{ clockId }}
        className="mt-2"
      >
        <Field name="ground" label={text.ground} hint={text.excludeHint} required>
          <Select
            options={grounds.map(({ ground, name, verified }) => ({
              value: ground,
              label: verified ? name : `${name}（${text.unverified}）`,
            }))}
          />
        </Field>
        <Field name="note" label={text.note} hint={text.noteHint} required>
          <Textarea rows={2} maxLength={500} />
        </Field>
        <Field name="fromOn" label={text.fromOn} required>
          <Input type="date" />
        </Field>
        <UploadField name="fileId" label={text.fromProof} required />
      </CommandForm>
    </Disclosure>
  )
}

function StrikeExtensionForm({ clockId }: { clockId: string }) {
  return (
    <Disclosure summary={text.strikeExtension} quiet>
      <CommandForm
        scope={`strike-extension-${clockId}`}
        action={strikeLastExtension}
        submitLabel={text.strikeExtensionSubmit}
        submitVariant="outline"
        fields={{ clockId }}
        className="mt-2"
      >
        <Field name="reason" label={text.strikeReason} hint={text.strikeExtensionHint} required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}

function ExtendForm({ clockId, extension }: { clockId: string; extension: NonNullable<ClockActs['extension']> }) {
  const { no, length, upTo, unit, collective, basis, verified } = extension
  return (
    <Disclosure summary={text.extend(no)} quiet>
      <p className="text-hint mt-1">
        {citation(basis)} {!verified && <Tag tone="warning">{text.unverified}</Tag>}
      </p>
      <CommandForm
        scope={`extend-${clockId}`}
        action={extend}
        submitLabel={text.extendSubmit}
        submitVariant="outline"
        fields={{ clockId }}
        className="mt-2"
      >
        <Field name="length" label={text.length(length, text.units[unit])} required>
          <Input inputMode="numeric" defaultValue={String(length)} readOnly={!upTo} />
        </Field>
        <Field name="reason" label={text.reason} required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
        {collective && <UploadField name="fileId" label={text.collective} required />}
      </CommandForm>
    </Disclosure>
  )
}
