'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import type { FormAction } from '#components/use-command'
import { bankText } from '#messages/zh/refunds'
import { importList } from '../actions'

/** Takes in a list; afterwards it says how many rows were new, and is ready for the next file. */
export function ImportForm({ accounts }: { accounts: readonly string[] }) {
  const [account, setAccount] = useState(accounts[0] ?? '')
  const [said, setSaid] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const act: FormAction = async (previous, form) => {
    setSaid(null)
    const outcome = await importList(previous, form)
    if ('code' in outcome) return outcome
    setSaid(outcome.done)
    setTurn((count) => count + 1)
    return null
  }
  return (
    <Card title={bankText.importTitle}>
      <p role="status" className={said ? 'bg-brand-soft border-brand mb-3 border px-3 py-1.5' : 'sr-only'}>
        {said}
      </p>
      <CommandForm key={turn} action={act} submitLabel={bankText.import}>
        <div className="grid gap-x-6 gap-y-3 tablet:grid-cols-2">
          <UploadField name="fileId" label={bankText.file} hint={bankText.fileHint} accept=".xlsx,.csv" required />
          {accounts.length > 0 && (
            <Field name="account" label={bankText.account}>
              <Select
                value={account}
                onChange={(event) => setAccount(event.target.value)}
                options={accounts.map((one) => ({ value: one, label: one }))}
                blank={bankText.newAccount}
              />
            </Field>
          )}
          {account === '' && (
            <Field
              name="newAccount"
              label={accounts.length > 0 ? bankText.newAccountName : bankText.account}
              hint={bankText.accountHint}
              required
            >
              <Input maxLength={60} />
            </Field>
          )}
        </div>
      </CommandForm>
    </Card>
  )
}
