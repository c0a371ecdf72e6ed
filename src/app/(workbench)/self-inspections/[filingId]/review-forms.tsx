import { CommandForm } from '#components/command-form'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { reviewText } from '#messages/zh/filing-review'
import { refusalText } from '#messages/zh/refusals'
import { accept, giveBack } from '../actions'
import { ReturnReasons } from './return-reasons'
import { ReviewKeys } from './review-keys'
import type { ReviewedFiling } from './reviewed-filing'

/** Accept, and go on to the next; or return, with what is wrong. */
export function ReviewForms({ filing, phrases }: { filing: ReviewedFiling; phrases: readonly string[] }) {
  const step = (name: 'accept' | 'return') => filing.steps.find((one) => one.name === name)
  const [accepting, returning] = [step('accept'), step('return')]
  if (!accepting && !returning) return null
  // Somebody who may do neither is told why; what only keeps it from being accepted leaves the way back open.
  const shut = returning?.shut ?? (returning ? null : accepting?.shut)
  if (shut) {
    return (
      <Card title={reviewText.decide}>
        <p className="text-ink-2">{refusalText(shut)}</p>
      </Card>
    )
  }
  return (
    <Card title={reviewText.decide}>
      {accepting?.shut && <p className="text-ink-2">{refusalText(accepting.shut)}</p>}
      {accepting && !accepting.shut && (
        <>
          <ReviewKeys />
          <CommandForm
            action={accept}
            submitLabel={reviewText.acceptAndNext}
            version={filing.version}
            fields={{ filingId: filing.id, andNext: 1 }}
            secondary={
              <Button type="submit" name="andNext" value="0">
                {reviewText.accept}
              </Button>
            }
          >
            <div data-accept="">
              <Field name="note" label={reviewText.noteAccept} hint={reviewText.acceptKeys}>
                <Textarea rows={2} maxLength={1000} />
              </Field>
            </div>
          </CommandForm>
        </>
      )}
      {returning && (
        <Disclosure summary={reviewText.return} className="border-divider mt-3 border-t pt-2">
          {!accepting && <p className="text-ink-2">{reviewText.returnAccepted}</p>}
          <CommandForm
            action={giveBack}
            submitLabel={reviewText.return}
            submitVariant="danger"
            version={filing.version}
            fields={{ filingId: filing.id }}
            draftKey={`return:${filing.id}`}
            className="mt-2"
          >
            <ReturnReasons
              phrases={phrases}
              items={filing.items
                .filter(({ answer }) => answer !== null)
                .toSorted((one, other) => Number(other.findings.length > 0) - Number(one.findings.length > 0))
                .map(({ id, code, text }) => ({ id, label: `${code} ${text}` }))}
            />
          </CommandForm>
        </Disclosure>
      )}
    </Card>
  )
}
