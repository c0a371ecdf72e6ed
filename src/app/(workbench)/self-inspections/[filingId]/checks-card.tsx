import { CommandForm } from '#components/command-form'
import { Money } from '#components/money'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { onSiteText } from '#messages/zh/on-site'
import type { ChecksOfFiling } from '#server/self-inspection/on-site-queries'
import { DisputeThread } from '../spot-checks/[spotCheckId]/[checkId]/disputes-card'
import { wholeOf } from '../spot-checks/[spotCheckId]/[checkId]/sign-card'
import { dispute } from '../spot-checks/[spotCheckId]/actions'

type Check = ChecksOfFiling[number]
type Line = Check['lines'][number]

/** What a re-check on site found of the institution's own filing, and what it can say to each line. */
export function ChecksCard({ checks }: { checks: ChecksOfFiling }) {
  if (checks.length === 0) return null
  return (
    <Card id="checks" title={onSiteText.ownTitle}>
      <p className="text-hint mb-2">{onSiteText.ownLead}</p>
      {checks.map((check) => (
        <section key={check.id} className="space-y-2">
          <p>
            <span className="font-semibold">{wholeOf(check)}</span>{' '}
            {check.checkedAt && <span className="text-ink-2">{onSiteText.ownChecked(beijingMinute(check.checkedAt), check.agrees)}</span>}
          </p>
          {check.inspectors.length > 0 && (
            <p className="text-ink-2">
              {onSiteText.inspectors}：{check.inspectors.map(({ userName }) => userName).join('、')}
            </p>
          )}
          {check.disputeUntil && (
            <p>{check.mayDispute ? onSiteText.ownUntil(beijingDay(new Date(check.disputeUntil.getTime() - 1))) : onSiteText.ownOver}</p>
          )}
          <ul className="space-y-3">
            {check.lines.map((line) => (
              <li key={line.id} className="border-divider border-t pt-2">
                <FoundLine line={line} mayDispute={check.mayDispute} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Card>
  )
}

function FoundLine({ line, mayDispute }: { line: Line; mayDispute: boolean }) {
  const { item, dispute: raised } = line
  return (
    <>
      <p>
        <span className="font-mono">{item.code}</span> {item.text}
      </p>
      <p className="flex flex-wrap items-center gap-x-3">
        <StatusTag kind={line.result === 'agrees' ? 'done' : 'returned'} label={onSiteText.results[line.result]} />
        <span className="text-ink-2">
          {onSiteText.declared} <Money amountFen={line.declaredFen} />
        </span>
        {line.differenceFen !== null && (
          <span className="text-danger">
            {onSiteText.difference} <Money amountFen={line.differenceFen} />
          </span>
        )}
      </p>
      {line.note && <p className="whitespace-pre-wrap">{line.note}</p>}
      {raised ? (
        <div className="border-divider mt-1 border-s-4 ps-3">
          <DisputeThread code={item.code} dispute={raised} />
        </div>
      ) : (
        mayDispute && (
          <Disclosure summary={onSiteText.disputeOf(item.code)}>
            <CommandForm
              action={dispute}
              submitLabel={onSiteText.dispute}
              fields={{ lineId: line.id }}
              draftKey={`dispute:${line.id}`}
              scope={`dispute-${line.id}`}
            >
              <Field name="reason" label={onSiteText.disputeReason} hint={onSiteText.disputeReasonHint} required>
                <Textarea rows={3} maxLength={1000} />
              </Field>
              <UploadField name="evidenceFileIds" label={onSiteText.disputeFiles} multiple />
            </CommandForm>
          </Disclosure>
        )
      )}
    </>
  )
}
