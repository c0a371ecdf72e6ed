'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** What is wrong with a form, on top of it, each line a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ title, lines }: { title: ReactNode; lines: readonly { field?: string; text: string }[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])

  return (
    <div ref={box} tabIndex={-1} role="alert" className="border-danger bg-danger-soft rounded-control border-2 px-4 py-3">
      <h2 className="text-danger font-semibold">{title}</h2>
      {lines.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {lines.map((line) => (
            <li key={`${line.field}${line.text}`}>
              {line.field ? (
                <a
                  href={`#${line.field}`}
                  className="link text-danger"
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(line.field ?? '')?.focus()
                  }}
                >
                  {line.text}
                </a>
              ) : (
                line.text
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
