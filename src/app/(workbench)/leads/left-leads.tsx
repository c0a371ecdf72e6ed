'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button'
import { Disclosure } from '#components/ui/disclosure'
import { type LeftGroup, leftText as text } from '#messages/zh/lead-assignment'

const pageSize = 200

/** The leads that an act left, by reason: every number, some hundred at a time. */
export function LeftLeads({ left }: { left: readonly LeftGroup[] }) {
  return left.map((group) => (
    <Disclosure key={group.reason} summary={text.of(group)}>
      <Numbers numbers={group.numbers} />
    </Disclosure>
  ))
}

function Numbers({ numbers }: { numbers: readonly string[] }) {
  const [from, setFrom] = useState(0)
  const shown = numbers.slice(from, from + pageSize)
  return (
    <>
      <ul className="grid max-h-60 grid-cols-3 gap-x-4 overflow-y-auto font-mono desktop:grid-cols-5">
        {shown.map((number) => (
          <li key={number}>{number}</li>
        ))}
      </ul>
      {numbers.length > pageSize && (
        <div className="mt-1 flex items-center gap-3">
          <Button size="sm" disabled={from === 0} onClick={() => setFrom(from - pageSize)}>
            {text.previous}
          </Button>
          <span>{text.page(from + 1, from + shown.length, numbers.length)}</span>
          <Button size="sm" disabled={from + pageSize >= numbers.length} onClick={() => setFrom(from + pageSize)}>
            {text.next}
          </Button>
        </div>
      )}
    </>
  )
}
