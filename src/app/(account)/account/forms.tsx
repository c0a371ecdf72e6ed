'use client'

import { type ReactNode, useActionState } from 'react'
import { Button } from '#components/ui/button'
import { ErrorSummary } from '#components/ui/error-summary'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { accountText, loginText } from '#messages/zh/identity'
import { refusalText } from '#messages/zh/refusals'
import { type Answer, submitBegin, submitConfirm, submitEnd, submitEndOthers, submitPassword } from './actions'

const unanswered: Answer = { refusal: null, done: false }

/** Which field a refusal is about, in whichever of the forms has it. */
const fieldOf: Record<string, string> = { passwordUnfit: 'newPassword', codeWrong: 'code' }

function Outcome({ answer, done, passwordField = 'currentPassword' }: { answer: Answer; done: string; passwordField?: string }) {
  if (answer.refusal) {
    return (
      <ErrorSummary
        title={loginText.errorTitleOfForm}
        lines={[
          {
            field: answer.refusal.code === 'passwordWrong' ? passwordField : fieldOf[answer.refusal.code],
            text: refusalText(answer.refusal),
          },
        ]}
      />
    )
  }
  return answer.done ? (
    <p role="status" className="text-success font-semibold">
      {done}
    </p>
  ) : null
}

export function PasswordForm({ login }: { login: string }) {
  const [answer, submit, pending] = useActionState(submitPassword, unanswered)
  return (
    <form action={submit} className="max-w-md space-y-3">
      <p className="text-ink-2">{accountText.passwordLead}</p>
      <Outcome answer={answer} done={accountText.passwordChanged} />
      {/* Not sent: it tells the browser's own password store whose password changes. */}
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      <Field name="currentPassword" label={accountText.currentPassword} required>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field name="newPassword" label={accountText.newPassword} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Field name="repeatPassword" label={accountText.repeatPassword} required>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" disabled={pending}>
        {accountText.changePassword}
      </Button>
    </form>
  )
}

/** Password (and old code), then the secret, then the first code. */
export function SecondFactorForm({ isOn }: { isOn: boolean }) {
  const [begun, begin, beginning] = useActionState(submitBegin, unanswered)
  if (begun.enrolment) return <ConfirmSecondFactor {...begun.enrolment} />
  return (
    <form action={begin} className="max-w-md space-y-3">
      <Outcome answer={begun} done="" passwordField="password" />
      <Field name="password" label={accountText.currentPassword} required>
        <Input type="password" autoComplete="current-password" />
      </Field>
      {isOn && (
        <Field name="currentCode" label={accountText.currentCode} required>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        </Field>
      )}
      <Button type="submit" disabled={beginning}>
        {isOn ? accountText.replaceSecondFactor : accountText.beginSecondFactor}
      </Button>
    </form>
  )
}

function ConfirmSecondFactor({ secret, uri }: { secret: string; uri: string }) {
  const [answer, confirm, confirming] = useActionState(submitConfirm, unanswered)
  if (answer.done) return <Outcome answer={answer} done={accountText.secondFactorDone} />
  return (
    <form action={confirm} className="max-w-md space-y-3">
      <p>{accountText.secretLead}</p>
      <dl className="space-y-2">
        <dt className="text-ink-2">{accountText.secretKey}</dt>
        <dd className="font-mono text-base tracking-wider select-all">{secret.match(/.{1,4}/g)?.join(' ')}</dd>
        <dt className="text-ink-2">{accountText.secretLink}</dt>
        <dd className="font-mono break-all select-all">{uri}</dd>
      </dl>
      <p className="text-warning font-semibold">{accountText.secretOnce}</p>
      <Outcome answer={answer} done="" />
      <Field name="code" label={accountText.confirmCode} required>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
      </Field>
      <Button type="submit" variant="primary" disabled={confirming}>
        {accountText.confirmSecondFactor}
      </Button>
    </form>
  )
}

function OneButton({ action, name, value, children }: { action: typeof submitEnd; name?: string; value?: string; children: ReactNode }) {
  const [answer, submit, pending] = useActionState(action, unanswered)
  return (
    <form action={submit}>
      <Button type="submit" size="sm" name={name} value={value} disabled={pending}>
        {children}
      </Button>
      {answer.refusal && <p className="text-danger">{refusalText(answer.refusal)}</p>}
    </form>
  )
}

export const EndSession = ({ id }: { id: string }) => (
  <OneButton action={submitEnd} name="endedId" value={id}>
    {accountText.endSession}
  </OneButton>
)

export const EndOtherSessions = () => <OneButton action={submitEndOthers}>{accountText.endOthers}</OneButton>
