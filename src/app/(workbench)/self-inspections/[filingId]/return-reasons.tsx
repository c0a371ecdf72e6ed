'use client'

import { useId, useState } from 'react'
import { Button } from '#components/ui/button'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { reviewText } from '#messages/zh/filing-review'

/** Why a filing is returned: as a whole, out of common phrases or in one's own words, and item by item. */
export function ReturnReasons({ items, phrases }: { items: readonly { id: string; label: string }[]; phrases: readonly string[] }) {
  const id = useId()
  const [rows, setRows] = useState([0])
  const [reason, setReason] = useState('')

  return (
    <div className="space-y-3">
      <Field name="reason" label={reviewText.returnNote} required>
        <Textarea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div>
        <label htmlFor={`${id}-phrase`} className="text-ink-2">
          {reviewText.phraseLabel}
        </label>
        <select
          id={`${id}-phrase`}
          className="control w-full pe-7"
          value=""
          onChange={(event) => setReason((said) => (said.includes(event.target.value) ? said : said + event.target.value))}
        >
          <option value="" />
          {phrases.map((phrase) => (
            <option key={phrase} value={phrase}>
              {phrase}
            </option>
          ))}
        </select>
      </div>
      <fieldset className="min-w-0 space-y-2">
        <legend className="font-semibold">{reviewText.itemReasons}</legend>
        <datalist id={`${id}-phrases`}>
          {phrases.map((phrase) => (
            <option key={phrase} value={phrase} />
          ))}
        </datalist>
        {rows.map((row) => (
          <div key={row} className="space-y-1">
            <select name="itemId" aria-label={`${reviewText.item} ${row + 1}`} defaultValue="" className="control w-full pe-7">
              <option value="">{reviewText.chooseItem}</option>
              {items.map((item) => (
                <option key={item.id} value={item.id}>
                  {item.label}
                </option>
              ))}
            </select>
            <input
              name="itemReason"
              aria-label={`${reviewText.itemReason} ${row + 1}`}
              placeholder={reviewText.itemReason}
              list={`${id}-phrases`}
              maxLength={500}
              className="control w-full"
            />
          </div>
        ))}
        <Button size="sm" onClick={() => setRows((known) => [...known, known.length])}>
          {reviewText.addItem}
        </Button>
      </fieldset>
    </div>
  )
}
