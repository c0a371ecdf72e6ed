'use client'

import { useState } from 'react'
import type { ColumnChoice } from '#browser/fee-check-messages'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Select } from '#components/ui/input'
import { ScrollRegion } from '#components/ui/scroll-region'
import type { FileColumn } from '#domain/screening/columns-of-file'
import { type FeeField, feeFields, missingFeeColumns } from '#domain/screening/fee-fields'
import { feeFieldText, beforeBillingText as text } from '#messages/zh/before-billing'

const options = feeFields.map((field) => ({ value: field, label: feeFieldText[field] }))
const fieldOf = (value: string): FeeField | null => feeFields.find((field) => field === value) ?? null

/** Somebody says what each column of the file is. */
export function ColumnMapping({ columns, apply }: { columns: readonly FileColumn[]; apply: (choice: ColumnChoice) => void }) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, FeeField | null>>(new Map(columns.map(({ heading, guess }) => [heading, guess])))
  const used = [...chosen.values()].filter((field) => field !== null)
  const twice = used.find((field, place) => used.indexOf(field) !== place)
  const missing = missingFeeColumns(new Set(used))
  return (
    <Card title={text.mapping}>
      <p>{text.mappingLead}</p>
      <ScrollRegion label={text.mapping} className="mt-2 max-h-96 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{text.mapping}</caption>
          <thead className="bg-header-row">
            <tr>
              {[text.column, text.samples, text.field].map((head) => (
                <th key={head} scope="col" className="px-2 py-1 text-start font-semibold">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, samples }) => (
              <tr key={heading} className="border-divider border-b">
                <th scope="row" className="px-2 py-1 text-start font-normal break-all">
                  {heading}
                </th>
                <td className="text-ink-2 px-2 py-1 break-all">{samples.filter(Boolean).join('　')}</td>
                <td className="px-2 py-1">
                  <Select
                    aria-label={heading}
                    value={chosen.get(heading) ?? ''}
                    blank={text.none}
                    options={options}
                    className="w-44"
                    onChange={({ target }) => setChosen(new Map([...chosen, [heading, fieldOf(target.value)]]))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button variant="primary" disabled={missing.length > 0 || twice !== undefined} onClick={() => apply([...chosen])}>
          {text.apply}
        </Button>
        <p role="status" className="text-danger">
          {twice !== undefined ? text.twice(feeFieldText[twice]) : missing.length > 0 ? text.missing(missing.join('、')) : ''}
        </p>
      </div>
    </Card>
  )
}
