'use client'

import clsx from 'clsx'
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { partText } from '#messages/zh/display-parts'
import { Icon } from './ui/icon'

/** Where in the text a value came from. Offsets count UTF-16 units of `text`, `end` excluded. */
export type EvidenceSpan = { id: string; start: number; end: number }

type Reading = { known: ReadonlySet<string>; active: string | null; show: (id: string, from: HTMLElement) => void }

const ReadingContext = createContext<Reading>({ known: new Set(), active: null, show: () => {} })

/** The text cut where spans begin and end, so that overlapping spans can each be marked. */
export function cutBySpans(text: string, spans: readonly EvidenceSpan[]): { text: string; start: number; ids: string[] }[] {
  const within = spans.filter((span) => span.start >= 0 && span.end <= text.length && span.start < span.end)
  const edges = [...new Set([0, text.length, ...within.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b)
  return edges.slice(0, -1).map((start, place) => {
    const end = edges[place + 1] ?? text.length
    return {
      text: text.slice(start, end),
      start,
      ids: within.filter((span) => span.start <= start && span.end >= end).map((span) => span.id),
    }
  })
}

/** Values on one side, the text they were read from on the other. An `EvidenceLink` inside leads to its sentence. */
export function EvidenceReader({
  text,
  spans,
  title,
  children,
}: {
  text: string
  spans: readonly EvidenceSpan[]
  title?: string
  children: ReactNode
}) {
  const pane = useRef<HTMLDivElement>(null)
  const origin = useRef<HTMLElement | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const pieces = useMemo(() => cutBySpans(text, spans), [text, spans])
  const known = useMemo(() => new Set(spans.map((span) => span.id)), [spans])

  const show = (id: string, from: HTMLElement) => {
    origin.current = from
    setActive(id)
    const first = [...(pane.current?.querySelectorAll<HTMLElement>('mark') ?? [])].find((mark) =>
      mark.dataset.spans?.split(' ').includes(id),
    )
    first?.scrollIntoView({ block: 'center' })
    first?.focus({ preventScroll: true })
  }

  return (
    <ReadingContext value={{ known, active, show }}>
      <div className="tablet:grid tablet:grid-cols-2 tablet:gap-4 large:block">
        <div className="min-w-0">{children}</div>
        <section
          ref={pane}
          aria-label={title ?? partText.sourceText}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key === 'Escape') origin.current?.focus()
          }}
          className="bg-panel border-divider rounded-control print-flat tablet:sticky tablet:top-15 large:static large:mt-4 mt-4 max-h-[calc(100vh-5rem)] overflow-auto border px-5 py-4 text-base leading-loose break-words whitespace-pre-wrap tablet:mt-0"
        >
          {pieces.map((piece) =>
            piece.ids.length === 0 ? (
              piece.text
            ) : (
              <mark
                key={piece.start}
                data-spans={piece.ids.join(' ')}
                tabIndex={-1}
                className={clsx('scroll-my-8', active !== null && piece.ids.includes(active) && 'outline-brand font-semibold outline-2')}
              >
                {piece.text}
              </mark>
            ),
          )}
        </section>
      </div>
    </ReadingContext>
  )
}

/** The way from a value to its sentence; where the text is silent, it says so. Escape leads back. */
export function EvidenceLink({ id, label }: { id: string; label: string }) {
  const { known, active, show } = useContext(ReadingContext)
  if (!known.has(id)) return <span className="text-hint">{partText.evidenceMissing}</span>
  return (
    <button
      type="button"
      aria-label={partText.evidenceOf(label)}
      aria-pressed={active === id}
      onClick={(event) => show(id, event.currentTarget)}
      className="link inline-flex min-h-6 items-center gap-1"
    >
      <Icon name="quote" className="size-3.5" />
      {partText.evidence}
    </button>
  )
}
