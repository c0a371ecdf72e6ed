import { CommandForm } from '#components/command-form'
import { StatusTag } from '#components/status-tag'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { UploadField } from '#components/upload-field'
import { addDays, beijingDay, beijingMinute } from '#domain/kernel/civil-date'
import { questionText } from '#messages/zh/review-queue'
import { currentTime } from '#server/clock/now'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { answer, ask, askOn, settle } from '../question-actions'

type Question = FilingView['questions'][number]
const kinds = { open: 'waiting', answered: 'returned', settled: 'done' } as const

/** What the bureau asks about a filing and what the institution answers: the same threads on both sides. */
export function QuestionsCard({ filing }: { filing: FilingView }) {
  const { questions, may } = filing
  if (questions.length === 0 && !may.ask) return null
  const today = beijingDay(currentTime())
  return (
    <Card id="questions" title={questionText.title}>
      <p className="text-hint mb-2">{may.settleQuestions ? questionText.reviewLead : questionText.ownLead}</p>
      <ul className="space-y-3">
        {questions.map((question) => (
          <li key={question.id} className="border-divider border-b pb-3 last:border-b-0">
            <Thread question={question} today={today} />
            {may.answer && question.state === 'open' && <AnswerForm question={question} />}
            {may.settleQuestions && question.state !== 'settled' && <SettleForms question={question} today={today} />}
          </li>
        ))}
      </ul>
      {may.ask && (
        <Disclosure summary={questionText.ask} className="mt-2">
          <CommandForm
            action={ask}
            submitLabel={questionText.ask}
            fields={{ filingId: filing.id }}
            draftKey={`ask:${filing.id}`}
            scope="ask"
            className="mt-2"
          >
            <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
              <Field name="itemId" label={questionText.askItem}>
                <Select
                  options={[
                    { value: '', label: questionText.whole },
                    ...filing.items.map(({ id, code, text }) => ({ value: id, label: `${code} ${text}` })),
                  ]}
                />
              </Field>
              <Field name="dueOn" label={questionText.dueOn} required>
                <Input type="date" min={today} defaultValue={addDays(today, 7)} />
              </Field>
            </div>
            <Field name="text" label={questionText.askText} hint={questionText.askTextHint} required>
              <Textarea rows={2} maxLength={1000} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
    </Card>
  )
}

function Thread({ question, today }: { question: Question; today: string }) {
  const isLate = question.state === 'open' && question.dueOn < today
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">
          {question.item ? <span className="font-mono">{question.item.code}</span> : questionText.whole}
        </span>
        <StatusTag kind={kinds[question.state]} label={questionText.states[question.state]} />
        {question.state !== 'settled' && (
          <span className={isLate ? 'text-danger font-semibold' : 'text-ink-2'}>
            {questionText.dueUntil(question.dueOn)} {isLate && questionText.late}
          </span>
        )}
        {question.settledAt && (
          <span className="text-hint">{questionText.settledBy(question.settledByName ?? '', beijingMinute(question.settledAt))}</span>
        )}
      </p>
      <ol className="mt-1 space-y-1">
        {question.lines.map((line) => (
          <li key={line.id} className={line.side === 'institution' ? 'ps-6' : undefined}>
            <p className="text-ink-2">
              {questionText.sides[line.side]} · {line.byName} {beijingMinute(line.at)}{' '}
              {line.side === 'bureau' ? questionText.dueUntil(line.dueOn) : line.late && <Tag tone="danger">{questionText.late}</Tag>}
            </p>
            <p className="whitespace-pre-wrap">{line.text}</p>
          </li>
        ))}
      </ol>
      {question.evidence.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 ps-6">
          {question.evidence.map(({ id, title, file }) => (
            <li key={id}>
              {file ? (
                <a href={`/api/files/${file.id}`} className="link inline-flex min-h-6 items-center" download>
                  {title}
                </a>
              ) : (
                title
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function AnswerForm({ question }: { question: Question }) {
  return (
    <CommandForm
      action={answer}
      submitLabel={questionText.send}
      version={question.version}
      fields={{ questionId: question.id }}
      draftKey={`answer:${question.id}`}
      scope={`answer-${question.id}`}
      className="mt-2"
    >
      <Field name="text" label={questionText.answer} required>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <UploadField name="evidenceFileIds" label={questionText.answerFiles} multiple />
    </CommandForm>
  )
}

function SettleForms({ question, today }: { question: Question; today: string }) {
  return (
    <div className="mt-2 flex flex-wrap items-start gap-4">
      <CommandForm
        action={settle}
        submitLabel={questionText.settle}
        submitVariant={question.state === 'answered' ? 'primary' : 'outline'}
        version={question.version}
        fields={{ questionId: question.id }}
        scope={`settle-${question.id}`}
      >
        {null}
      </CommandForm>
      {question.state === 'answered' && (
        <Disclosure summary={questionText.askAgain}>
          <CommandForm
            action={askOn}
            submitLabel={questionText.askAgain}
            submitVariant="outline"
            version={question.version}
            fields={{ questionId: question.id }}
            scope={`again-${question.id}`}
            className="mt-2"
          >
            <Field name="text" label={questionText.askText} required>
              <Textarea rows={2} maxLength={1000} />
            </Field>
            <Field name="dueOn" label={questionText.dueOn} required>
              <Input type="date" min={today} defaultValue={addDays(today, 7)} />
            </Field>
          </CommandForm>
        </Disclosure>
      )}
    </div>
  )
}
