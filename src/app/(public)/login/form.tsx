'use client'

import { useActionState, useEffect, useState } from 'react'
import { Button } from '#components/ui/button'
import { ErrorSummary } from '#components/ui/error-summary'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { isLoginError, loginText } from '#messages/zh/identity'
import { submitSignIn } from './actions'

const fieldOf: Record<string, string> = { wrong: 'login', codeNeeded: 'code', codeWrong: 'code' }

/** Login and password, then the code where the account asks for one: it is asked only of whoever knows the password. */
export function LoginForm({ callbackUrl, error, singleSignOn }: { callbackUrl: string; error?: string; singleSignOn: string | null }) {
  const [state, submit, pending] = useActionState(submitSignIn, { error: error ?? null, login: '', asksCode: false })
  const [login, setLogin] = useState(state.login)
  const [password, setPassword] = useState('')
  useEffect(() => {
    if (state.asksCode) document.getElementById('code')?.focus()
  }, [state])

  return (
    <>
      {state.error && (
        <div className="mb-4">
          <ErrorSummary
            key={JSON.stringify(state)}
            title={loginText.errorTitle}
            lines={[{ field: fieldOf[state.error], text: loginText.errors[isLoginError(state.error) ? state.error : 'other'] }]}
          />
        </div>
      )}
      <form action={submit} className="space-y-4">
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <Field name="login" label={loginText.login} required>
          <Input
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </Field>
        <Field name="password" label={loginText.password} required>
          <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        {state.asksCode && (
          <Field name="code" label={loginText.code} hint={loginText.codeHint} required>
            <Input inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,7}" maxLength={7} />
          </Field>
        )}
        <Button type="submit" variant="primary" size="lg" className="w-full" disabled={pending}>
          {pending ? loginText.submitting : loginText.submit}
        </Button>
      </form>
      {singleSignOn && <SingleSignOn name={singleSignOn} callbackUrl={callbackUrl} />}
    </>
  )
}

async function goToProvider(callbackUrl: string) {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json()
  const body = new URLSearchParams({ csrfToken, callbackUrl, json: 'true' })
  const { url } = await (await fetch('/api/auth/signin/oidc', { method: 'POST', body })).json()
  window.location.assign(url)
}

function SingleSignOn({ name, callbackUrl }: { name: string; callbackUrl: string }) {
  return (
    <div className="mt-4">
      <p className="text-hint mb-4 text-center">{loginText.or}</p>
      <Button size="lg" className="w-full" onClick={() => goToProvider(callbackUrl)}>
        {loginText.singleSignOn(name)}
      </Button>
    </div>
  )
}
