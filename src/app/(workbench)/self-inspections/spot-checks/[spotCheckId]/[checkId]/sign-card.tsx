import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { DescriptionList } from '#components/ui/description-list'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { inspectorsAsked, isLeavingReason } from '#domain/self-inspection/on-site'
import { onSiteText } from '#messages/zh/on-site'
import type { OnSiteCheck } from '#server/self-inspection/on-site-queries'
import { handBack, sign } from '../actions'

/** Who inspects, who has signed, what the lines come to. */
export function SignCard({ check }: { check: OnSiteCheck }) {
  const former = check.inspectors.filter(({ leftAt }) => leftAt !== null)
  return (
    <Card id="sign" title={onSiteText.signatures}>
      <DescriptionList
        items={[
          { term: onSiteText.inspectors, value: check.present.map(({ userName }) => userName).join('、') || onSiteText.noInspectors },
          ...former.map(({ id, userName, leftReason }) => ({
            term: '',
            value: onSiteText.former(userName, leftReason && isLeavingReason(leftReason) ? onSiteText.left[leftReason] : ''),
            key: id,
          })),
          { term: onSiteText.signatures, value: <Signatures check={check} /> },
          { term: onSiteText.whole, value: wholeOf(check) },
        ]}
      />
      {check.disputeUntil && (
        <p className="text-hint mt-2">{onSiteText.disputeUntil(beijingDay(new Date(check.disputeUntil.getTime() - 1)))}</p>
      )}
      {check.result === 'pending' && <Acts check={check} />}
    </Card>
  )
}

export function wholeOf({ result, discrepancyFen }: Pick<OnSiteCheck, 'result' | 'discrepancyFen'>): string {
  if (result === 'pending') return onSiteText.wholePending
  return result === 'agrees' ? onSiteText.wholeAgrees : onSiteText.wholeDiffers(formatYuan(discrepancyFen ?? 0n))
}

function Signatures({ check }: { check: OnSiteCheck }) {
  const first =
    check.checkedById && onSiteText.firstSigned(check.firstName ?? '', beijingMinute(check.firstSignedAt ?? check.checkedAt ?? new Date(0)))
  const second = check.checkedAt && onSiteText.secondSigned(check.secondName ?? '', beijingMinute(check.checkedAt))
  return (
    <>
      <p>{first || onSiteText.notSigned}</p>
      {first && <p>{second || onSiteText.notSigned}</p>}
    </>
  )
}

function Acts({ check }: { check: OnSiteCheck }) {
  const { may, missing, present, checkedById } = check
  const waits = checkedById !== null && !may.sign
  return (
    <div className="mt-3 space-y-3">
      <p className="text-hint">{onSiteText.signLead}</p>
      {present.length < inspectorsAsked && <p>{onSiteText.signPeople}</p>}
      {missing > 0 && <p>{onSiteText.signMissing(missing)}</p>}
      {waits && <p>{onSiteText.signWait}</p>}
      {may.sign && (
        <CommandForm
          action={sign}
          submitLabel={checkedById === null ? onSiteText.signFirst : onSiteText.signSecond}
          version={check.version}
          fields={{ checkId: check.id }}
          scope="sign"
        >
          {null}
        </CommandForm>
      )}
      {may.handBack && (
        <Disclosure summary={onSiteText.handBack}>
          <CommandForm
            action={handBack}
            submitLabel={onSiteText.handBack}
            submitVariant="outline"
            version={check.version}
            fields={{ checkId: check.id }}
            scope="hand-back"
          >
            <Field name="reason" label={onSiteText.handBackReason} required>
              <Textarea rows={2} maxLength={500} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
    </div>
  )
}
