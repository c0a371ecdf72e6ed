'use client'

import { type ReactNode, useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Button, ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import type { FormOutcome } from '#components/use-command'
import { beijingMinute } from '#domain/kernel/civil-date'
import { accountsText } from '#messages/zh/accounts'
import type { Secret, SecretAnswer } from './actions'

type Props = {
  action(previous: unknown, form: FormData): Promise<SecretAnswer>
  submitLabel: string
  fields?: Readonly<Record<string, string | number>>
  scope?: string
  submitVariant?: 'primary' | 'danger'
  /** Where the way leads after the password has been handed on; without it, to the same page drawn anew. */
  onward?: boolean
  className?: string
  children: ReactNode
}

/** A form whose answer is a password that is shown this once, in the form's place. */
export function SecretForm({ action, onward = false, children, ...form }: Props) {
  const [secret, setSecret] = useState<Secret | null>(null)
  if (secret) return <ShownOnce secret={secret} onward={onward} />
  const submit = async (previous: FormOutcome, data: FormData): Promise<FormOutcome> => {
    const answer = await action(previous, data)
    if (!('secret' in answer)) return answer
    setSecret(answer.secret)
    return null
  }
  return (
    <CommandForm action={submit} {...form}>
      {children}
    </CommandForm>
  )
}

function ShownOnce({ secret: { userId, login, password, until }, onward }: { secret: Secret; onward: boolean }) {
  return (
    <Card title={accountsText.secretTitle} className="max-w-3xl">
      <div role="status" className="space-y-3">
        <p>{accountsText.secretLead(login)}</p>
        <p className="bg-warning-soft border-warning-bar rounded-control border-s-4 px-4 py-3 font-mono text-xl tracking-wider select-all">
          {password}
        </p>
        <p>{accountsText.secretUntil(beijingMinute(new Date(until)))}</p>
        {onward ? (
          <ButtonLink href={`/settings/users/${userId}`} variant="primary">
            {accountsText.secretNext}
          </ButtonLink>
        ) : (
          <Button onClick={() => window.location.reload()}>{accountsText.secretDone}</Button>
        )}
      </div>
    </Card>
  )
}
