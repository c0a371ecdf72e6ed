import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { formatYuan } from '#domain/kernel/money'
import { checkedLineResults } from '#domain/self-inspection/on-site'
import { onSiteText } from '#messages/zh/on-site'
import { itemText } from '#messages/zh/self-inspection'
import type { OnSiteCheck, OnSiteItem } from '#server/self-inspection/on-site-queries'
import { saveLine } from '../actions'
import { answerOf } from './item-table'

/** One item: what the institution declared, and what is found of it. */
export function LineForm({ check, item }: { check: OnSiteCheck; item: OnSiteItem }) {
  const { line } = item
  const ordered = [...check.items].sort((one, other) => Number(other.findings.length > 0) - Number(one.findings.length > 0))
  const after = ordered.slice(ordered.findIndex(({ id }) => id === item.id) + 1)
  const next = after.find((one) => one.line === null)
  return (
    <Card id="line-form" title={<span className="font-mono">{item.code}</span>}>
      <p>{item.text}</p>
      <p className="text-ink-2 mt-1">
        {onSiteText.declared}：{answerOf(item)} {item.findings.length > 0 && <Money amountFen={item.declaredFen} />}
      </p>
      {item.findings.map(({ id, behaviour, remedy, remediedAt }) => (
        <p key={id} className="text-ink-2">
          {behaviour}
          {remedy && `；${itemText.remedy}：${remedy}`}
          {remediedAt && `（${itemText.remedied}）`}
        </p>
      ))}
      <div className="mt-3">
        <CommandForm
          action={saveLine}
          submitLabel={onSiteText.save}
          version={line?.version ?? 0}
          fields={{ spotCheckId: check.spotCheckId, checkId: check.id, itemId: item.id, nextItemId: next?.id ?? '' }}
          draftKey={`check-line:${check.id}:${item.id}`}
          secondary={<ButtonLink href={`/self-inspections/spot-checks/${check.spotCheckId}/${check.id}`}>{onSiteText.cancel}</ButtonLink>}
        >
          <RadioGroup
            name="result"
            legend={onSiteText.result}
            inline
            required
            defaultValue={line?.result}
            choices={checkedLineResults.map((value) => ({ value, label: onSiteText.results[value] }))}
          />
          <Field name="difference" label={onSiteText.difference} hint={onSiteText.differenceHint} unit={itemText.yuan}>
            <Input
              inputMode="decimal"
              className="w-48"
              defaultValue={line?.differenceFen ? formatYuan(line.differenceFen) : ''}
              autoComplete="off"
            />
          </Field>
          <Field name="note" label={onSiteText.note} hint={onSiteText.noteHint}>
            <Textarea rows={3} maxLength={1000} defaultValue={line?.note ?? ''} />
          </Field>
          <UploadField name="evidenceFileIds" label={onSiteText.evidence} hint={onSiteText.evidenceHint} multiple />
        </CommandForm>
      </div>
    </Card>
  )
}
