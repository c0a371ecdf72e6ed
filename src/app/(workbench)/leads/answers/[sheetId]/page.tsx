import { notFound } from 'next/navigation'
import { CommandForm } from '#components/command-form'
import { RefusalWords } from '#components/refusal-words'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card, PageHead } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { answerFields } from '#domain/lead/answers/columns'
import { answerReason } from '#messages/zh/answer-reasons'
import { answersText, answerWorkText } from '#messages/zh/lead-answers'
import { reviewText } from '#messages/zh/lead-review'
import { mayReview } from '#server/lead/answers/review-queries'
import { getAnswerSheet } from '#server/lead/answers/sheet-queries'
import { requireActor } from '#server/session'
import { begin } from '../../reviews/actions'
import { cancel, send, stop } from '../actions'
import { SheetProgress } from './sheet-progress'

type Sheet = NonNullable<Awaited<ReturnType<typeof getAnswerSheet>>>

export default async function AnswerSheetPage({ params }: { params: Promise<{ sheetId: string }> }) {
  const actor = await requireActor()
  const sheet = await getAnswerSheet(actor, (await params).sheetId)
  if (!sheet) notFound()
  const back = sheet.refusedCount + sheet.failedCount
  return (
    <>
      <PageHead
        title={sheet.fileName}
        trail={`${answersText.title} · ${sheet.handlerName}`}
        lead={standing(sheet)}
        actions={
          <>
            {sheet.isOwn && back > 0 && (
              <a className="link" href={`/leads/answers/${sheet.id}/returned`}>
                {answersText.download}
              </a>
            )}
            {sheet.submittedCount > 0 && <ButtonLink href="/leads?state=toReview">{answersText.toReview}</ButtonLink>}
          </>
        }
      />
      <div className="grid gap-4 desktop:grid-cols-[1fr_22rem]">
        <div className="min-w-0 space-y-4">
          <Work sheet={sheet} />
          {sheet.summary.repeated.length > 0 && <Repeated sheet={sheet} />}
          {sheet.returned.length > 0 && <Returned sheet={sheet} count={back} />}
        </div>
        {sheet.isOwn && sheet.state === 'read' && <Send sheet={sheet} />}
        {mayReview(actor, sheet) && (
          <Card title={reviewText.title}>
            <p className="text-hint mb-3">{reviewText.beginHint}</p>
            <StepButton label={reviewText.begin} shut={null} action={begin} fields={{ sheetId: sheet.id }} variant="primary" />
          </Card>
        )}
      </div>
    </>
  )
}

/** What is known of the sheet by now, in a sentence. */
function standing({ state, readyCount, refusedCount, submittedCount, failedCount, summary, waiting }: Sheet): string | null {
  if (state === 'submitted') return answersText.sent(submittedCount, failedCount, refusedCount)
  if (state !== 'read') return null
  return submittedCount > 0 ? answersText.waitingNow(waiting, submittedCount) : answersText.found(readyCount, refusedCount, summary.blank)
}

/** The work under way on the sheet; else why the last work did not come to its end. */
function Work({ sheet }: { sheet: Sheet }) {
  const { id, version, state, rowsDone, rowsTotal, trouble } = sheet
  if (state === 'reading' || state === 'submitting') {
    if (!sheet.isOwn) return <p>{answersText.states[state]}</p>
    const begunAt = sheet.begunAt?.toISOString() ?? null
    const end = state === 'reading' ? cancel : stop
    return (
      <>
        <SheetProgress key={`${state}:${version}`} sheetId={id} state={state} initial={{ state, rowsDone, rowsTotal, begunAt, trouble }} />
        <StepButton label={answerWorkText.stop[state]} shut={null} fields={{ sheetId: id, version }} action={end} confirm={{}} />
      </>
    )
  }
  if (!trouble) return null
  return (
    <Card title={answersText.troubleTitle}>
      <p className="text-danger font-semibold">
        <RefusalWords refusal={trouble} />
      </p>
      {state === 'unreadable' && (
        <ButtonLink href="/leads/answers" className="mt-2">
          {answersText.again}
        </ButtonLink>
      )}
    </Card>
  )
}

function Repeated({ sheet }: { sheet: Sheet }) {
  return (
    <Card title={answersText.repeatedTitle}>
      <ul className="list-disc space-y-1 ps-5">
        {sheet.summary.repeated.map(({ account, count }) => (
          <li key={account}>{answersText.repeated(count, account)}</li>
        ))}
      </ul>
      <p className="text-hint mt-2">{answersText.repeatedNote}</p>
    </Card>
  )
}

function Returned({ sheet, count }: { sheet: Sheet; count: number }) {
  const numberAt = answerFields.indexOf('number')
  return (
    <Card title={answersText.returned}>
      <p className="text-hint mb-2">{answersText.returnedNote}</p>
      <ul className="list-disc space-y-1 ps-5">
        {sheet.returned.map(({ sheet: name, row, cells, problems }) => (
          <li key={`${name}:${row}`}>
            {answersText.rowAt(name === answersText.sheetName ? '' : name, row, cells[numberAt] ?? '')}
            {problems.map(answerReason).join('')}
          </li>
        ))}
      </ul>
      {count > sheet.returned.length && <p className="mt-2">{answersText.more(count - sheet.returned.length)}</p>}
    </Card>
  )
}

function Send({ sheet }: { sheet: Sheet }) {
  const { id, version, waiting, summary, submittedCount } = sheet
  return (
    <Card title={answersText.submitTitle}>
      {waiting > 0 ? (
        <CommandForm action={send} submitLabel={answersText.submit(waiting)} version={version} fields={{ sheetId: id }}>
          <p className="text-hint">{answersText.submitHint}</p>
          {summary.repeated.length > 0 && <Checkbox name="repeatsSeen" label={answersText.repeatsSeen} />}
        </CommandForm>
      ) : (
        <p>{answersText.nothing}</p>
      )}
      {submittedCount === 0 && (
        <div className="mt-3">
          <StepButton label={answersText.cancel} shut={null} fields={{ sheetId: id, version }} action={cancel} confirm={{}} />
        </div>
      )}
    </Card>
  )
}
