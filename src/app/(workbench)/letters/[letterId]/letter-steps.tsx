import { StepButton } from '#components/step-button'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { stepCitation } from '#domain/law/law'
import { type LetterStep, letterSteps } from '#domain/letter/steps'
import { letterText } from '#messages/zh/letter'
import type { LetterView } from '#server/letter/queries'
import { again, close, giveBack, issue, receive, send, withdraw, writeAnswer } from '../actions'

const actions = {
  ...{ issue, withdraw, receive, draftAnswer: writeAnswer, returnAnswer: giveBack, sendAnswer: send, askAgain: again, close },
} satisfies Record<LetterStep, FormAction>

const primary: readonly LetterStep[] = ['issue', 'receive', 'draftAnswer', 'sendAnswer', 'close']
const asked: Partial<Record<LetterStep, { body?: string; reason?: { name: string; label: string; required: true } }>> = {
  issue: { body: letterText.bodies.issue },
  sendAnswer: { body: letterText.bodies.sendAnswer },
  returnAnswer: { reason: { name: 'reason', label: letterText.reason, required: true } },
  askAgain: { reason: { name: 'reason', label: letterText.reason, required: true } },
}

/** What this person can do with the letter now, each with its article. */
export function LetterSteps({ letter }: { letter: LetterView }) {
  return (
    <Card title={letterText.next}>
      {letter.steps.length === 0 && <p className="text-ink-2">{letterText.noStep}</p>}
      <div className="space-y-4">
        {letter.steps.map(({ name, shut }) => (
          <StepButton
            key={name}
            label={letterText.steps[name]}
            shut={shut}
            variant={primary.includes(name) ? 'primary' : 'outline'}
            fields={{ letterId: letter.id, version: letter.version }}
            action={actions[name]}
            basis={stepCitation(letterSteps[letter.kind][name].basis)}
            confirm={asked[name]}
          >
            {name === 'draftAnswer' && <AnswerFields letter={letter} />}
            {name === 'close' && <ClosingFields letter={letter} />}
          </StepButton>
        ))}
      </div>
    </Card>
  )
}

const outcomeOptions = ({ outcomes }: LetterView) => outcomes.map((value) => ({ value, label: letterText.outcomes[value] }))

function AnswerFields({ letter }: { letter: LetterView }) {
  const { reply } = letter
  return (
    <>
      {letter.returnedReason && (
        <p>
          {letterText.returned}：{letter.returnedReason}
        </p>
      )}
      <Field name="outcome" label={letterText.outcome} required>
        <Select options={outcomeOptions(letter)} defaultValue={reply?.outcome} />
      </Field>
      <Field name="answer" label={letterText.answerText} required>
        <Textarea rows={4} minLength={5} maxLength={6000} defaultValue={reply?.answer} />
      </Field>
      {letter.suggestions.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the points of an issued letter stay in their order
        <div key={place}>
          <p className="font-semibold">{letterText.measureOf(place + 1)}</p>
          <p className="text-hint">{line}</p>
          <Textarea
            name="measures"
            aria-label={letterText.measureOf(place + 1)}
            rows={2}
            maxLength={1000}
            required
            defaultValue={reply?.measures[place]}
          />
        </div>
      ))}
      <Field name="office" label={letterText.office}>
        <Input maxLength={60} defaultValue={reply?.office} />
      </Field>
      <Checkbox name="becameRule" label={letterText.becameRule} defaultChecked={reply?.becameRule} />
    </>
  )
}

function ClosingFields({ letter }: { letter: LetterView }) {
  return (
    <>
      <Field name="outcome" label={letterText.assessment} required>
        <Select options={outcomeOptions(letter)} defaultValue={letter.reply?.outcome} />
      </Field>
      <Field name="note" label={letterText.note}>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </>
  )
}
