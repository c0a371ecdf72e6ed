'use client'

import { useState } from 'react'
import { CommandForm } from '#components/command-form'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { localText as text } from '#messages/zh/local-models'
import { type TriedRow, tryOut } from './actions'
import { FactTable } from './table'

/** Tries a draft over a delivery. The hits stand on this page alone, until it is left. */
export function TrialForm({
  versionId,
  version,
  loads,
}: {
  versionId: string
  version: number
  loads: readonly { value: string; label: string }[]
}) {
  const [rows, setRows] = useState<readonly TriedRow[]>([])
  const act: FormAction = async (previous, form) => {
    const answer = await tryOut(previous, form)
    setRows('rows' in answer ? answer.rows : [])
    return answer
  }
  if (loads.length === 0) return <p>{text.noLoads}</p>
  return (
    <div className="space-y-3">
      <CommandForm action={act} submitLabel={text.trialRun} version={version} fields={{ versionId }} submitVariant="outline">
        <Field name="loadId" label={text.trialLoad} hint={text.trialHint} required>
          <Select options={loads} defaultValue={loads[0]?.value} />
        </Field>
      </CommandForm>
      {rows.length > 0 && (
        <section aria-label={text.firstHits}>
          <h3 className="font-semibold">{text.firstHits}</h3>
          <FactTable caption={text.firstHits} heads={text.hitHeads} rows={rows.map(({ id, cells }) => ({ key: id, cells }))} />
        </section>
      )}
    </div>
  )
}
